import { BufferTarget, EncodedAudioPacketSource, EncodedPacket, Output, WebMOutputFormat } from "mediabunny";

/** As a telephone sends a voice: an Ogg page with the head of an Opus stream (RFC 7845, 5.1), and silence. */
export const voice = (): Buffer =>
  Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead"), Buffer.alloc(64)]);

/** As Chromium records one: Opus in WebM, mono, twenty milliseconds a packet. What is said in it is silence. */
export async function recordedVoice(seconds: number, bytesPerPacket = 30): Promise<Uint8Array> {
  const output = new Output({ format: new WebMOutputFormat(), target: new BufferTarget() });
  const sound = new EncodedAudioPacketSource("opus");
  output.addAudioTrack(sound);
  await output.start();
  // RFC 7845, 5.1: version 1, one channel, nothing to skip, 48,000 a second, no gain, the usual mapping.
  const description = Buffer.concat([Buffer.from("OpusHead"), Buffer.from("0101000080bb0000000000", "hex")]);
  const meta = { decoderConfig: { codec: "opus", numberOfChannels: 1, sampleRate: 48_000, description } };
  for (let n = 0; n < seconds * 50; n += 1) {
    // 0x78: wideband, twenty milliseconds, mono, one frame (RFC 6716, 3.1).
    const packet = new Uint8Array(bytesPerPacket).fill(0);
    packet[0] = 0x78;
    await sound.add(new EncodedPacket(packet, "key", n / 50, 1 / 50), meta);
  }
  await output.finalize();
  return new Uint8Array(output.target.buffer ?? new ArrayBuffer(0));
}
