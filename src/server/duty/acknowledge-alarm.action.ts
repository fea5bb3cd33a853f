import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { acknowledge, findAlarm } from "./duty.store.ts";

/**
 * "Ich übernehme": by somebody who was called, or by a planner. Nobody is called any more. Whoever presses again because no
 * answer came has taken it, and must not hear that somebody else did.
 */
export async function acknowledgeAlarm(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  id: string,
): Promise<void> {
  const { tenantId, memberId } = caller;
  const alarm = await findAlarm(deps, tx, tenantId, id);
  const called = alarm?.steps.some((step) => step.memberId === memberId);
  if (alarm === undefined || !(called || can(caller, "plan-roster"))) throw new Problem("not-found");
  if (alarm.acknowledged?.by === memberId) return;
  if (alarm.acknowledged !== null)
    throw new Problem("conflict", {
      detail: {
        de: "Diesen Alarm hat schon jemand übernommen.",
        en: "Somebody has already taken this alarm.",
      },
    });
  await acknowledge(tx, id, memberId, deps.clock.now());
  const subject = { subjectKind: "duty-alarm", subjectId: id };
  await appendAudit(deps, tx, { tenantId, actor: actorOf(caller), verb: "acknowledge-duty-alarm", ...subject });
  await appendEvents(
    deps,
    tx,
    tenantId,
    [...new Set([memberId, ...alarm.steps.map((step) => step.memberId)])].map((one) => ({
      kind: "duty-alarm-changed",
      memberId: one,
    })),
  );
}
