import { z } from "zod";
import { Instant } from "./ids.ts";

/** GET /api/bank: the bank details of the business, and the change that waits for a second person (EM-4). */
export const BankView = z.object({
  iban: z.string().nullable(),
  /** Who else could confirm a change today; nobody: the owner works alone. */
  others: z.array(z.string()),
  wish: z.object({ iban: z.string(), by: z.string(), at: Instant, mine: z.boolean() }).nullable(),
});
export type BankView = z.infer<typeof BankView>;

/** PUT /api/bank */
export const AskIban = z.strictObject({ iban: z.string().trim().max(60) });
/** POST /api/bank/settle */
export const SettleIban = z.strictObject({ confirmed: z.boolean() });
