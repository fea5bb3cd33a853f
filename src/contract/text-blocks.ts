import { z } from "zod";
import { Instant } from "./ids.ts";
import { asLine, asText } from "./typed.ts";
import { Position } from "./values.ts";

/** Texts of the business's own with gaps such as {{Name}}; `/` in the field brings them (U26). */
const Name = z.string().overwrite(asLine).min(1, "Bitte einen Namen angeben.").max(60, "Höchstens 60 Zeichen.");
const Body = z.string().overwrite(asText).min(1, "Bitte den Text schreiben.").max(4_000, "Höchstens 4.000 Zeichen.");

export const TextBlock = z.object({
  id: z.uuid(),
  name: z.string(),
  text: z.string(),
  version: z.number().int(),
  changedAt: Instant,
});
export type TextBlock = z.infer<typeof TextBlock>;

/** GET /api/text-blocks, by name. */
export const TextBlockList = z.object({ items: z.array(TextBlock) });
export type TextBlockList = z.infer<typeof TextBlockList>;

/** POST /api/text-blocks. `id` is the sender's, so that the same press twice is one block. */
export const NewTextBlock = z.strictObject({ id: z.uuid(), name: Name, text: Body });
export type NewTextBlock = z.infer<typeof NewTextBlock>;
/** PUT /api/text-blocks/:id. `version`: the one that was looked at; an older one is a conflict. */
export const ChangeTextBlock = z.strictObject({ name: Name, text: Body, version: Position });
export type ChangeTextBlock = z.infer<typeof ChangeTextBlock>;
