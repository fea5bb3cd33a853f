import type { ParkedDelivery, ParkedWords } from "../../contract/parked.ts";
import type { Channels } from "../channels/channel.ts";
import { accountMap } from "../channels/open-account.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { notify } from "../platform/wake.ts";
import { countParked, findParked, loadParked, settleAlike, unpark } from "./inbound-delivery.store.ts";
import { wordsOf } from "./placeless.ts";
import { sortOut } from "./sort-out.action.ts";

/** LK-0: so long what found its place in no conversation is kept. */
export const parkedLife = 7 * day;

/** How many are kept still and wait for somebody, and until when the first of them is. */
export async function parkedNow(
  deps: Pick<Deps, "clock">,
  tx: Tx,
): Promise<{ readonly count: number; readonly path: string; readonly until?: string }> {
  const { count, first } = await countParked(tx, after(deps.clock.now(), -parkedLife));
  const until = first === null ? {} : { until: after(first, parkedLife).toISOString() };
  return { count, path: "/einrichten/kanaele", ...until };
}

/** What is parked and can still be read: the newest hundred. */
export async function readParked(tx: Tx): Promise<ParkedDelivery[]> {
  const rows = await loadParked(tx);
  return rows.map((row) => ({
    id: row.delivery_id,
    at: row.received_at.toISOString(),
    channelLabel: row.label,
    problem: row.problem ?? "",
    retryHelps: row.retry_helps,
    settled: row.settled_at === null ? null : { by: row.settled_name ?? "", at: row.settled_at.toISOString() },
    alike: row.alike,
  }));
}

/** What a parked delivery says: of what has no place here, or of all of it where nobody knows which part breaks. */
export async function readParkedWords(
  deps: Pick<Deps, "seal">,
  channels: Channels,
  tx: Tx,
  tenantId: string,
  deliveryId: number,
): Promise<ParkedWords[]> {
  const delivery = await findParked(tx, deliveryId);
  if (!delivery) throw new Problem("not-found");
  const { placed, left = [] } = sortOut(deps, channels, tenantId, await accountMap(tx), delivery);
  return (left.length > 0 ? left : placed.map(({ item }) => item)).map(wordsOf);
}

/** Hands a parked delivery to the ingest once more. */
export async function retryParked(tx: Tx, tenantId: string, deliveryId: number): Promise<void> {
  if (!(await unpark(tx, deliveryId))) throw new Problem("not-found");
  await notify(tx, "inbound", tenantId);
}

/** "Erledigt": this one and those like it that came before. What comes after it is new, and shown. */
export async function settleParked(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  { memberId }: Pick<Caller, "memberId">,
  deliveryId: number,
): Promise<void> {
  if (!(await settleAlike(tx, deliveryId, { memberId, at: deps.clock.now() }))) throw new Problem("not-found");
}
