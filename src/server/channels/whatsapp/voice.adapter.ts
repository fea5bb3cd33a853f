import type { OutboundContent } from "../channel.ts";

type Media = Extract<OutboundContent, { type: "media" }>;

/** Above this a phone offers a download instead of the button that plays. Source: Meta, "Audio messages". */
const MAX_VOICE_BYTES = 512 * 1024;

/**
 * A recording as WhatsApp plays it: Opus in Ogg. What a browser recorded as WebM is packed anew, its sound stays as it
 * is. A voice message is called one only where a phone shows it as one (U48); any other sound goes as a file to play.
 */
export async function soundForWhatsApp(media: Media): Promise<Media> {
  const packed = media.mimeType === "audio/webm" ? await inOgg(media) : media;
  const plays = packed.mimeType === "audio/ogg" && packed.bytes.byteLength <= MAX_VOICE_BYTES;
  return packed.media === "voice" && !plays ? { ...packed, media: "audio" } : packed;
}

/** Not Opus, or damaged: it stays as it is, and Meta says no by itself. */
async function inOgg(media: Media): Promise<Media> {
  // Few messages are spoken: the rest of the time its code need not be here.
  const { BufferSource, BufferTarget, Conversion, Input, OggOutputFormat, Output, WEBM } = await import("mediabunny");
  const input = new Input({ source: new BufferSource(media.bytes), formats: [WEBM] });
  const output = new Output({ format: new OggOutputFormat(), target: new BufferTarget() });
  try {
    const conversion = await Conversion.init({ input, output });
    if (!conversion.isValid) return media;
    await conversion.execute();
  } catch {
    return media;
  }
  const { buffer } = output.target;
  // A recording in which no sound had arrived yet: packed anew it would be nothing at all.
  if (buffer === null || buffer.byteLength === 0) return media;
  const fileName = media.fileName.replace(/\.\w+$|$/, ".ogg");
  return { ...media, mimeType: "audio/ogg", fileName, bytes: new Uint8Array(buffer) };
}
