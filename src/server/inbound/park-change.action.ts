import type { Sender } from "../channels/channel.ts";
import type { MessageChange } from "../conversations/change-message.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadUnshown, parkChange, takeChanges } from "./parked-change.store.ts";

/** What waits, sealed: words of a person, and the sender, so that an erasure finds it. */
export interface Waiting {
  readonly from: Sender;
  readonly what: MessageChange;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Place {
  readonly tenantId: string;
  readonly accountId: string;
}

/** Place of a sealed change. */
export const changePlace = (accountId: string, externalId: string) => ({
  table: "parked_change",
  row: `${accountId}|${externalId}`,
  column: "sealed_change",
});

/** Keeps a change whose message is not here yet; the same change a second time is passed over. */
export async function parkEarly(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  { tenantId, accountId }: Place,
  { externalId, target }: { readonly externalId: string; readonly target: string },
  waiting: Waiting,
): Promise<void> {
  const text = JSON.stringify(waiting);
  const sealedChange = deps.seal.forEpoch(tenantId, changePlace(accountId, externalId), text);
  await parkChange(tx, tenantId, accountId, { externalId, target, sealedChange }, deps.clock.now());
}

function open(
  seal: Deps["seal"],
  tenantId: string,
  { accountId, externalId, sealedChange }: Awaited<ReturnType<typeof loadUnshown>>[number],
): Waiting & { readonly externalId: string } {
  const text = seal.openForEpoch(tenantId, changePlace(accountId, externalId), sealedChange).toString("utf8");
  return { ...(JSON.parse(text) as Waiting), externalId };
}

/** Takes out what waited for these messages. @returns it in the order of arrival */
export async function takeWaiting(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  { tenantId, accountId }: Place,
  targets: readonly string[],
): Promise<(Waiting & { readonly externalId: string; readonly target: string })[]> {
  const rows = await takeChanges(tx, accountId, targets);
  return rows.map((row) => ({ ...open(seal, tenantId, { accountId, ...row }), target: row.target }));
}

/** What has waited since before `before` and stands nowhere yet. */
export async function loadWaiting(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  before: Date,
): Promise<(Waiting & { readonly accountId: string; readonly externalId: string })[]> {
  const rows = await loadUnshown(tx, before);
  return rows.map((row) => ({ ...open(seal, tenantId, row), accountId: row.accountId }));
}
