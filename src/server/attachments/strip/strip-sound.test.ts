import {
  ALL_FORMATS,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedPacketSink,
  Input,
  MkvOutputFormat,
  Mp3OutputFormat,
  OggOutputFormat,
  Output,
  type OutputFormat,
  WebMOutputFormat,
} from "mediabunny";
import { describe, expect, test } from "vitest";
import { photo } from "../demo-files.contract.ts";
import { ascii, concat } from "./byte-view.ts";
import { stripMetadata } from "./strip-metadata.ts";

const opusHead = Buffer.concat([Buffer.from("OpusHead"), Buffer.from("0101000080bb0000000000", "hex")]);
/** One frame of MPEG 1 layer III: 128 kbit and 44,100 a second, 417 bytes. */
const mp3Frame = (n: number) => concat([Uint8Array.from([0xff, 0xfb, 0x90, 0xc0]), new Uint8Array(413).fill(n)]);
const opusFrame = (n: number) => Uint8Array.from([0x78, ...Array<number>(29).fill(n)]);

/** Two seconds with everything a program writes about them, and the picture of a cover that fills many pages. */
async function sound(format: OutputFormat, tagged = true): Promise<Uint8Array> {
  const output = new Output({ format, target: new BufferTarget() });
  const isMp3 = format instanceof Mp3OutputFormat;
  const source = new EncodedAudioPacketSource(isMp3 ? "mp3" : "opus");
  output.addAudioTrack(source, tagged ? { name: "CANARY-MAKE" } : {});
  const cover = { data: concat([await photo("jpeg"), new Uint8Array(80_000).fill(7)]), mimeType: "image/jpeg" };
  if (tagged)
    output.setMetadataTags({
      title: "CANARY-XMP",
      artist: "CANARY-MAKE",
      comment: "CANARY-GPS 52.52",
      date: new Date("2026-11-24T12:00:00Z"),
      images: [{ ...cover, kind: "coverFront" }],
    });
  await output.start();
  const codec = isMp3
    ? { codec: "mp3", numberOfChannels: 1, sampleRate: 44_100 }
    : { codec: "opus", numberOfChannels: 1, sampleRate: 48_000, description: opusHead };
  for (let n = 0; n < 100; n += 1) {
    const length = isMp3 ? 1152 / 44_100 : 0.02;
    const bytes = isMp3 ? mp3Frame(n) : opusFrame(n);
    await source.add(new EncodedPacket(bytes, "key", n * length, length), { decoderConfig: codec });
  }
  await output.finalize();
  return new Uint8Array(output.target.buffer ?? new ArrayBuffer(0));
}

/** What an independent reader hears and is told. */
async function heard(bytes: Uint8Array) {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  const packets: string[] = [];
  if (track)
    for await (const { data, timestamp } of new EncodedPacketSink(track).packets())
      packets.push(`${timestamp.toFixed(3)} ${Buffer.from(data).toString("hex")}`);
  const { raw: _, ...tags } = await input.getMetadataTags();
  return { packets, tags };
}

const mp3 = new Mp3OutputFormat();
const formats: readonly (readonly [string, OutputFormat, readonly string[]])[] = [
  ["MP3", mp3, ["ID3v2"]],
  ["Opus in Ogg", new OggOutputFormat(), ["Ogg:Comment"]],
  ["WebM", new WebMOutputFormat(), ["Matroska:Tags", "Matroska:WritingApp"]],
  ["Matroska", new MkvOutputFormat(), ["Matroska:Tags", "Matroska:Attachments", "Matroska:Name"]],
  ["a recording whose length nobody knew", new WebMOutputFormat({ appendOnly: true }), ["Matroska:Tags"]],
];

describe.each(formats)("%s", (_, format, tags) => {
  test("keeps its sound to the bit, and says nothing of who, where and with what", async () => {
    const before = await sound(format);
    expect(Buffer.from(before).includes("CANARY")).toBe(true);
    const { kind, bytes, removedTags } = stripMetadata(before);
    expect(kind).toBe("stripped");
    expect(removedTags).toEqual(expect.arrayContaining([...tags]));
    expect(Buffer.from(bytes).includes("CANARY")).toBe(false);
    const [was, is] = [await heard(before), await heard(bytes)];
    expect(was.packets).toHaveLength(100);
    expect(is).toEqual({ packets: was.packets, tags: {} });
    expect(stripMetadata(bytes)).toEqual({ kind: "clean", bytes, removedTags: [] });
  });

  test("cut off anywhere it is never called clean with a name in it, and what is handed in is not written to", async () => {
    const whole = await sound(format);
    for (let length = 0; length < whole.length; length += 1 + Math.floor(whole.length / 100)) {
      const cut = whole.slice(0, length);
      const { kind, bytes } = stripMetadata(cut);
      if (kind === "unsupported") expect(bytes).toBe(cut);
      else expect(Buffer.from(bytes).includes("CANARY")).toBe(false);
      expect(Buffer.compare(cut, whole.subarray(0, length))).toBe(0);
    }
  });
});

test("a voice without a word about it stays the same file", async () => {
  const before = await sound(new OggOutputFormat(), false);
  expect(stripMetadata(before)).toEqual({ kind: "clean", bytes: before, removedTags: [] });
});

test("every page of an Ogg that was changed has its check sum", async () => {
  // The reader above believes every page; a telephone does not.
  const bytes = Buffer.from(stripMetadata(await sound(new OggOutputFormat())).bytes);
  for (let at = 0; at < bytes.length; ) {
    const segments = bytes.subarray(at + 27, at + 27 + (bytes[at + 26] ?? 0));
    const end = at + 27 + segments.length + segments.reduce((sum, size) => sum + size, 0);
    const page = Buffer.from(bytes.subarray(at, end));
    const said = page.readUInt32LE(22);
    page.fill(0, 22, 26);
    let sum = 0;
    for (const byte of page) {
      sum = (sum ^ (byte << 24)) >>> 0;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1) >>> 0;
    }
    expect(said).toBe(sum);
    at = end;
  }
});

describe("tags behind an MP3", () => {
  const frames = concat([mp3Frame(1), mp3Frame(2)]);
  const pad = (text: string, length: number) => ascii(text.padEnd(length, "\0"));
  const ape = (items: string) => {
    const part = (flags: number) =>
      concat([ascii("APETAGEX"), new Uint8Array(Uint32Array.of(2000, items.length + 32, 1, flags, 0, 0).buffer)]);
    return concat([part(0xa0000000), ascii(items), part(0x80000000)]);
  };
  test.each<[string, Uint8Array, string]>([
    ["ID3v1", pad("TAGCANARY", 128), "ID3v1"],
    ["APE", ape("CANARY"), "APE"],
    ["Lyrics3", ascii("LYRICSBEGINCANARY000017LYRICS200"), "Lyrics3"],
  ])("%s", (_, tag, name) => {
    const { kind, bytes, removedTags } = stripMetadata(concat([frames, tag]));
    expect([kind, removedTags]).toEqual(["stripped", [name]]);
    expect(bytes).toEqual(frames);
  });

  test("a tag of less than no length leads nowhere, above all not round in circles", () => {
    const behind = [pad("TAG", 128), ascii("LYRICSBEGIN000011LYRICS200")];
    const { bytes } = stripMetadata(concat([frames, ascii("-00143LYRICS200"), ...behind]));
    expect(bytes).toEqual(concat([frames, ascii("-00143LYRICS200")]));
  });
});

test.each<[string, Uint8Array]>([
  ["text in UTF-16", Uint8Array.from(Buffer.from("\ufeffAngebot TAG", "utf16le"))],
  ["ID3 before what is no MP3", concat([ascii("ID3\x04\0\0\0\0\0\0"), ascii("fLaC")])],
  ["an ID3 tag longer than its file", concat([ascii("ID3\x04\0\0\x7f\x7f\x7f\x7f"), mp3Frame(1)])],
  ["a film in Ogg", concat([ascii("OggS\0\x02"), new Uint8Array(20), Uint8Array.of(1, 7), ascii("\x80theora")])],
])("%s is not called clean", (_, bytes) => {
  expect(stripMetadata(bytes)).toEqual({ kind: "unsupported", bytes, removedTags: [] });
});
