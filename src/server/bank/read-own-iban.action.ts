import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadBank } from "./bank.store.ts";

export const bankPlace = (tenantId: string, column: "iban" | "wish") => ({
  table: "bank_detail",
  row: tenantId,
  column,
});

/** The IBAN that stands for the business today; undefined: none was entered. */
export async function readOwnIban(deps: Pick<Deps, "seal">, tx: Tx, tenantId: string): Promise<string | undefined> {
  const sealed = (await loadBank(tx))?.sealedIban;
  return sealed ? deps.seal.openForTenant(tenantId, bankPlace(tenantId, "iban"), sealed).toString("utf8") : undefined;
}
