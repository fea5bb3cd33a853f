import { z } from "zod";
import { EntryTag } from "./customer.ts";
import { Instant } from "./ids.ts";
import { press } from "./press.ts";
import { SetupChannel } from "./setup-papers.ts";
import { typedLine } from "./typed.ts";

/** A colon ends the name in the text that WhatsApp is handed; control signs belong into no sticker. */
const SourceName = typedLine(40)
  .min(1)
  .regex(/^[^:\p{Cc}]+$/u);

/** POST /api/setup/entry-sources */
export const NewEntrySource = z.strictObject({ name: SourceName, ...press });

/** GET /api/setup/entry-sources: most conversations first. */
export const EntrySources = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      tag: EntryTag,
      createdAt: Instant,
      /** Conversations that began here, since there is the code. */
      total: z.number().int(),
      /** The last twelve months in which there was one, newest first. */
      months: z.array(z.object({ month: z.string(), conversations: z.number().int() })),
      /** One code for each open channel; null while Meta has not told us the number. */
      codes: z.array(
        z.object({ accountId: z.uuid(), channel: SetupChannel, label: z.string(), link: z.string().nullable() }),
      ),
    }),
  ),
});
export type EntrySources = z.infer<typeof EntrySources>;
export type EntrySource = EntrySources["items"][number];

/** `qr.svg` for print programs, `pdf` a finished sheet. */
export const EntryCode = z.object({ id: z.uuid(), account: z.uuid(), form: z.enum(["qr.svg", "pdf"]) });
