import { z } from "zod";
import type { MediaRef } from "../channels/channel.ts";

/** A channel's file address as it is kept, sealed, until the file is here. */
const schema = z.object({
  media: z.enum(["image", "video", "audio", "voice", "document", "sticker"]),
  id: z.string(),
  mimeType: z.string(),
  sha256: z.string().exactOptional(),
  fileName: z.string().exactOptional(),
  url: z.string().exactOptional(),
});

/** Throws when the text is not a file address: it was written by us, so that is a bug. */
export const readMediaRef = (text: string): MediaRef => schema.parse(JSON.parse(text));
