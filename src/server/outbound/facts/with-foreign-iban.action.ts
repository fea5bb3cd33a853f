import { readOwnIban } from "../../bank/read-own-iban.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { foreignIbans } from "../../policy/rules/email.ts";
import type { Linted } from "./message-facts.ts";

/** EM-4: an IBAN in a text is held against the one of the business. Without one of its own nothing is known of it. */
export async function withForeignIban(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  linted: Linted,
  text: string,
): Promise<Linted> {
  if (foreignIbans(text, undefined).length === 0) return linted;
  const own = await readOwnIban(deps, tx, tenantId);
  if (own === undefined) return linted;
  return { ...linted, facts: { ...linted.facts, foreignIban: foreignIbans(text, own).length > 0 } };
}
