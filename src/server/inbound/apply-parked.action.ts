import type { Account } from "../contacts/resolve-senders.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { takeWaiting } from "./park-change.action.ts";
import { applyWaiting } from "./receive-changes.action.ts";
import { applyParkedReceipts } from "./receive-receipts.action.ts";

/** A message of ours has the channel's id now: receipts and changes that overtook it apply. @returns events to append */
export async function applyParked(
  deps: Deps,
  tx: Tx,
  account: Pick<Account, "tenantId" | "accountId">,
  externalId: string,
  messageId: string,
): Promise<NewEvent[]> {
  const receipts = await applyParkedReceipts(deps, tx, account.tenantId, account.accountId, externalId, messageId);
  const changes = await takeWaiting(deps, tx, account, [externalId]);
  return [...receipts, ...(await applyWaiting(deps, tx, account, changes))];
}
