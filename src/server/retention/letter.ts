// A commercial letter as it is kept, and the text whose hash ties it to the letter before it (GoBD: unchanged,
// complete, in order).
import { z } from "zod";

const Address = z.object({ kind: z.string(), value: z.string() });
const File = z.object({
  id: z.uuid(),
  name: z.string(),
  mimeType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});

/** What the archive seals. `stored` is the message exactly as it was stored, letter by letter. */
export const Original = z.object({
  version: z.literal(1),
  /** Makes the hash of a short answer impossible to guess once the content is gone. */
  salt: z.string(),
  message: z.uuid(),
  conversation: z.number().int(),
  channel: z.string(),
  direction: z.enum(["in", "out", "note"]),
  kind: z.string(),
  writtenAt: z.string(),
  storedAt: z.string(),
  editedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  state: z.string().nullable(),
  channelId: z.string().nullable(),
  member: z.string().nullable(),
  party: z.object({ name: z.string().nullable(), profileNames: z.array(z.string()), addresses: z.array(Address) }),
  stored: z.string(),
  files: z.array(File),
});
export type Original = z.infer<typeof Original>;

/** The part of a letter that its place in the chain rests on. */
export interface Link {
  readonly number: number;
  readonly messageId: string;
  readonly direction: string;
  readonly writtenAt: Date;
  readonly keptAt: Date;
  readonly originalHash: string;
  readonly previousHash: string;
}

/** The text that is hashed for a link; changing one sign of it breaks the chain from here on. */
export const linkText = (link: Link): string =>
  [
    link.previousHash,
    link.number,
    link.messageId,
    link.direction,
    link.writtenAt.toISOString(),
    link.keptAt.toISOString(),
    link.originalHash,
  ].join("|");

export const chainStart = "0".repeat(64);
