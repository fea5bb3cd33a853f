import { z } from "zod";
import { Instant } from "./ids.ts";
import { press } from "./press.ts";
import { typedText } from "./typed.ts";
import { CalendarDay } from "./values.ts";

/** The papers a business must be able to show: Art. 30, 32, 5(1)(e), 13 and 35 GDPR, and whom the server talks to (D11). */
export const RecordKind = z.enum(["processing", "measures", "connections", "deletion", "notices", "impact"]);
export type RecordKind = z.infer<typeof RecordKind>;

export const RecordVersion = z.object({
  version: z.number().int(),
  madeAt: Instant,
  /** SHA-256 of the files, in hex. */
  pageHash: z.string(),
  pdfHash: z.string(),
  /** Lines that came and went since the version before; empty for the first. */
  added: z.array(z.string()),
  removed: z.array(z.string()),
});
export type RecordVersion = z.infer<typeof RecordVersion>;

/** GET /api/records; POST makes a new version of each that no longer says what is true. */
export const RecordsAnswer = z.object({
  records: z.array(z.object({ kind: RecordKind, title: z.string(), versions: z.array(RecordVersion) })),
  /** Art. 35: from two marks on the business weighs the risks itself and records it. */
  impact: z.object({
    needed: z.boolean(),
    /** False: none yet, or one with fewer marks than there are today. */
    covered: z.boolean(),
    madeOn: z.iso.date().nullable(),
    mayRecord: z.boolean(),
  }),
});
export type RecordsAnswer = z.infer<typeof RecordsAnswer>;

/** POST /api/records/impact-assessment */
export const RecordImpact = z.strictObject({
  madeOn: CalendarDay,
  outcome: typedText(2_000).min(10),
  ...press,
});
export type RecordImpact = z.infer<typeof RecordImpact>;
