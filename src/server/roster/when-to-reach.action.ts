import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { loadFirm } from "../working-time/load-firm.action.ts";
import { loadWorkers } from "../working-time/load-workers.action.ts";
import { type Duty, type Reach, reach } from "../working-time/reach.ts";
import { latest } from "../working-time/spans.ts";
import { loadDuties } from "./load-duties.action.ts";

/**
 * For each member what the rules IN-4 to IN-6 want to know, and the next moment they may be reached. Whoever sends adds
 * the class of the message, asks `evaluate`, and keeps what must wait until `nextAt`.
 * @param duties what a shift notice tells each of them about
 */
export async function whenToReach(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  memberIds: readonly string[],
  duties: ReadonlyMap<string, Duty> = new Map(),
): Promise<Reach[]> {
  if (memberIds.length === 0) return [];
  const now = deps.clock.now();
  const firm = await loadFirm(tx, tenantId);
  const workTime = await loadWorkers(deps, tx, tenantId);
  const last = latest(now, ...[...duties.values()].map(({ start }) => start));
  const span = { start: after(now, -15 * day), end: after(last, 63 * day) };
  const known = await loadDuties(tx, memberIds, span);
  return memberIds.map((memberId) => {
    const { week, age } = workTime(memberId);
    const worker = { memberId, week, age, ...known(memberId) };
    return reach(worker, firm, now, duties.get(memberId));
  });
}
