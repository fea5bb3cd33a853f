import { z } from "zod";
import { Instant } from "./ids.ts";
import { typedLine } from "./typed.ts";

/** GET /api/bank: the bank details of the business, and the change that waits for a second person (EM-4). */
export const BankView = z.object({
  iban: z.string().nullable(),
  /** Who else could confirm a change today; nobody: the owner works alone. */
  others: z.array(z.string()),
  wish: z.object({ iban: z.string(), by: z.string(), at: Instant, mine: z.boolean() }).nullable(),
});
export type BankView = z.infer<typeof BankView>;

const typedIban = typedLine(60);
/** PUT /api/bank. `was`: the change one saw waiting; if another one waits by now, it is a conflict. */
export const AskIban = z.strictObject({ iban: typedIban, was: typedIban.nullable().optional() });
export type AskIban = z.infer<typeof AskIban>;
/** POST /api/bank/settle. `iban`: the change one has looked at; nobody confirms another one unseen. */
export const SettleIban = z.strictObject({ confirmed: z.boolean(), iban: typedIban });
export type SettleIban = z.infer<typeof SettleIban>;
