/** A file a customer sends, and what it is sent as. */
export interface InboundFile {
  bytes: Buffer;
  mimeType: string;
  filename?: string | undefined;
}

export type InboundMediaKind = "image" | "document" | "voice" | "audio" | "video" | "sticker";
