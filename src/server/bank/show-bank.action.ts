import type { BankView } from "../../contract/bank.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadBank } from "./bank.store.ts";
import { shownIban } from "./iban.ts";
import { bankPlace } from "./read-own-iban.action.ts";

/** The bank details, the change that waits for a second person, and who that could be. */
export async function showBank(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller): Promise<BankView> {
  const row = await loadBank(tx);
  const open = (column: "iban" | "wish", sealed: Uint8Array) =>
    shownIban(deps.seal.openForTenant(caller.tenantId, bankPlace(caller.tenantId, column), sealed).toString("utf8"));
  return {
    others: (await listPeople(deps, tx))
      .filter((one) => one.active && one.id !== caller.memberId && can(one, "confirm-bank"))
      .map(({ name }) => name),
    iban: row?.sealedIban ? open("iban", row.sealedIban) : null,
    wish:
      row?.sealedWish && row.wishedAt
        ? {
            iban: open("wish", row.sealedWish),
            by: row.wisher ?? "",
            at: row.wishedAt.toISOString(),
            mine: row.wishedBy === caller.memberId,
          }
        : null,
  };
}
