import { recordWithdrawal, type Withdrawal } from "../../consent/record-withdrawal.action.ts";
import type { NewEvent } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { cancelAdverts } from "./cancel-adverts.action.ts";

/**
 * Withdraws advertising consent of an identity in the transaction in which the wish arrived, and takes back the adverts
 * that wait (AD-7, Art. 7(3) DSGVO). Recorded even where there was no consent: it is an objection then (Art. 21(2)).
 * @returns events of what stayed, for the caller to append with its own
 */
export async function withdrawConsent(deps: Deps, tx: Tx, wish: Withdrawal): Promise<NewEvent[]> {
  if (!(await recordWithdrawal(deps, tx, wish))) return [];
  return await cancelAdverts(deps, tx, wish.tenantId, wish.identityId, false);
}
