import { z } from "zod";
import { AttachmentId, Instant } from "./ids.ts";

// A file that goes by a protected link instead of by messenger (EM-3).

/** POST /api/conversations/:id/file-links. The file is an upload that waits for this conversation. */
export const SendFileLink = z.strictObject({ clientId: z.uuid(), attachmentId: AttachmentId });

/** The code is shown once: it goes another way than the link. */
export const FileLinkMade = z.object({ code: z.string(), expiresAt: Instant });
/** Beside the message that brought the link: when the file was fetched, and nothing about who or from where. */
export const FileLinkView = z.object({
  expiresAt: Instant,
  fetchedAt: Instant.nullable(),
  /** Too many wrong codes: it needs a new link. */
  locked: z.boolean(),
});
export type FileLinkView = z.infer<typeof FileLinkView>;
export type FileLinkMade = z.infer<typeof FileLinkMade>;
