import { z } from "zod";

/** WA-4: what one number sent in a month ("2026-11"), by what Meta charges for. `service`: free text in the window. */
export const MonthCount = z.object({
  month: z.string(),
  service: z.int(),
  utility: z.int(),
  marketing: z.int(),
});
export type MonthCount = z.infer<typeof MonthCount>;
/** GET /api/conversations/:id/sent-counts: of the number this conversation runs on, this month first; empty where nothing costs. */
export const SentCounts = z.object({ months: z.array(MonthCount) });
export type SentCounts = z.infer<typeof SentCounts>;
