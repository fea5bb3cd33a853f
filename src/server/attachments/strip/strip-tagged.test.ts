import fc from "fast-check";
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from "mediabunny";
import { describe, expect, test } from "vitest";
import { ascii, concat, writeU32be, writeU32le } from "./byte-view.ts";
import { stripMetadata } from "./strip-metadata.ts";

const u32le = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
function chunk(type: string, payload: Uint8Array, size = payload.length): Uint8Array {
  return concat([ascii(type), u32le(size), payload, new Uint8Array(payload.length & 1)]);
}
function wav(...chunks: readonly Uint8Array[]): Uint8Array {
  const file = concat([ascii("RIFF\0\0\0\0WAVE"), ...chunks]);
  writeU32le(file, 4, file.length - 8);
  return file;
}
/** Mono, 8,000 a second, 16 bits. */
const fmt = chunk("fmt ", Uint8Array.from(Buffer.from("01000100401f0000803e000002001000", "hex")));
const samples = Uint8Array.from({ length: 3_200 }, (_, n) => (n * 37) % 256);
const told = [
  chunk("bext", ascii("CANARY-MAKE".padEnd(602, "\0"))),
  chunk("LIST", ascii("INFOIART\x0a\0\0\0CANARY-XMP")),
  chunk("iXML", ascii("<BWFXML><LOCATION>CANARY-GPS</LOCATION></BWFXML>x")),
];
const plainWav = wav(fmt, chunk("data", samples));
const taggedWav = wav(...told, fmt, chunk("data", samples), chunk("id3 ", ascii("ID3\x04\0\0\0\0\0\x0aCANARY-MAK")));

const id3 = ascii("ID3\x04\0\0\0\0\0\x0bCANARY-MAKE");
/** AAC-LC, 44,100 a second, one channel. */
function adts(n: number): Uint8Array {
  const body = new Uint8Array(40).fill(n);
  const length = body.length + 7;
  return concat([Uint8Array.of(0xff, 0xf1, 0x50, 0x40, length >> 3, ((length & 7) << 5) | 0x1f, 0xfc), body]);
}
const plainAac = concat(Array.from({ length: 20 }, (_, n) => adts(n)));

function block(type: number, payload: Uint8Array, last = false): Uint8Array {
  const head = new Uint8Array(4);
  writeU32be(head, 0, payload.length);
  head[0] = type | (last ? 128 : 0);
  return concat([head, payload]);
}
const info = new Uint8Array(34).fill(16);
const seek = block(3, new Uint8Array(18).fill(3));
const frames = concat([Uint8Array.of(0xff, 0xf8), new Uint8Array(500).fill(9)]);
const plainFlac = concat([ascii("fLaC"), block(0, info), concat([Uint8Array.of(0x83), seek.subarray(1)]), frames]);
const comment = block(4, ascii("CANARY-XMP"));
const picture = block(6, ascii("CANARY-GPS"), true);
const taggedFlac = concat([
  id3,
  ascii("fLaC"),
  block(0, info),
  comment,
  seek,
  block(1, new Uint8Array(9)),
  picture,
  frames,
]);

const trailing = ascii("TAGCANARY".padEnd(128, "\0"));
const files: readonly (readonly [string, Uint8Array, Uint8Array, readonly string[]])[] = [
  ["WAV", taggedWav, plainWav, ["WAV:bext", "WAV:LIST", "WAV:iXML", "WAV:id3"]],
  ["WAV with something behind it", concat([plainWav, trailing]), plainWav, ["Trailing data"]],
  ["AAC", concat([id3, plainAac, trailing]), plainAac, ["ID3v2", "ID3v1"]],
  ["FLAC", concat([taggedFlac, trailing]), plainFlac, ["ID3v2", "ID3v1", "FLAC:Comment", "FLAC:Picture"]],
];

async function packets(bytes: Uint8Array): Promise<string[]> {
  const track = await new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS }).getPrimaryAudioTrack();
  const found: string[] = [];
  if (track)
    for await (const { data } of new EncodedPacketSink(track).packets()) found.push(Buffer.from(data).toString("hex"));
  return found;
}

describe.each(files)("%s", (_, tagged, plain, tags) => {
  test("keeps its sound to the byte and says nothing of who, where and with what", () => {
    const { kind, bytes, removedTags } = stripMetadata(tagged);
    expect([kind, removedTags]).toEqual(["stripped", tags]);
    expect(Buffer.compare(bytes, plain)).toBe(0);
    expect(stripMetadata(plain)).toEqual({ kind: "clean", bytes: plain, removedTags: [] });
  });

  test("cut off, changed and doubled it neither throws nor hangs; cut off it is never called clean with a name in it", () => {
    // Half of a tag behind the sound looks like sound.
    for (let length = 0; length < tagged.length - trailing.length; length += 1 + Math.floor(tagged.length / 100)) {
      const cut = tagged.slice(0, length);
      const { kind, bytes } = stripMetadata(cut);
      if (kind !== "unsupported") expect(Buffer.from(bytes).includes("CANARY")).toBe(false);
    }
    const place = fc.nat({ max: tagged.length });
    const changes = fc.array(fc.tuple(place, fc.constantFrom(0, 1, 127, 128, 255)), { maxLength: 8 });
    fc.assert(
      fc.property(place, place, changes, (from, to, list) => {
        const bytes = concat([tagged.slice(0, from), tagged.slice(to)]);
        for (const [at, value] of list) if (at < bytes.length) bytes[at] = value;
        const copy = bytes.slice();
        const { kind, bytes: after } = stripMetadata(bytes);
        expect(Buffer.compare(bytes, copy)).toBe(0);
        if (kind === "unsupported") expect(after).toBe(bytes);
        expect(after.length).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 100 },
    );
  });
});

test.each([
  ["WAV", taggedWav, 1],
  ["AAC", concat([id3, plainAac]), 20],
])("an independent reader hears the same of %s as before", async (_, tagged, atLeast) => {
  const before = await packets(tagged);
  expect(before.length).toBeGreaterThanOrEqual(atLeast);
  expect(await packets(stripMetadata(tagged).bytes)).toEqual(before);
});

test.each<[string, Uint8Array]>([
  ["a WAV of samples without a format", wav(chunk("data", samples))],
  ["a WAV whose samples have no end", wav(fmt, chunk("data", samples, 0xffffffff))],
  ["a WAV that names no length", concat([ascii("RIFF\0\0\0\0WAVE"), fmt, chunk("data", samples)])],
  ["a WAV with two lots of samples", wav(fmt, chunk("data", samples), chunk("data", samples))],
  ["a WAV with its samples in a list", wav(fmt, chunk("LIST", ascii("wavl")), chunk("data", samples))],
  ["a FLAC of nothing", ascii("fLaC")],
  ["a FLAC without a frame", concat([ascii("fLaC"), block(0, info, true)])],
  ["a FLAC that begins with its comments", concat([ascii("fLaC"), comment, block(0, info, true), frames])],
  ["a FLAC with a block longer than the file", concat([ascii("fLaC"), block(0, info), ascii("\x04\xff\xff\xff")])],
])("%s is not called clean", (_, bytes) => {
  expect(stripMetadata(bytes)).toEqual({ kind: "unsupported", bytes, removedTags: [] });
});
