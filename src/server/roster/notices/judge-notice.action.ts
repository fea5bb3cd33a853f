import { serverActor } from "../../decisions/decision.ts";
import { recordDecision } from "../../decisions/record-decision.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { after, minute } from "../../platform/instant.ts";
import { evaluate } from "../../policy/evaluate.ts";
import type { Facts } from "../../policy/facts.ts";
import type { Duty } from "../../working-time/reach.ts";
import { whenToReach } from "../when-to-reach.action.ts";
import type { ShiftNotice } from "./notice.store.ts";

export interface JudgedNotice {
  readonly memberId: string;
  /** Null: it may be told now. */
  readonly dueAt: Date | null;
  readonly why: string;
  readonly decisionId: string;
}

/** A plan may be told after work where a written rule says so (IN-5); a question never. */
const classes = { plan: "shift_notice", swap: "internal", again: "internal" } as const;

/** IN-4 to IN-6 for each person by itself; every verdict is kept. */
export async function judgeNotices(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  about: ShiftNotice["about"],
  duties: ReadonlyMap<string, Duty>,
): Promise<JudgedNotice[]> {
  const now = deps.clock.now();
  const judged: JudgedNotice[] = [];
  for (const { memberId, facts, nextAt } of await whenToReach(deps, tx, tenantId, [...duties.keys()], duties)) {
    const asked: Facts = { ...facts, messageClass: classes[about], deviceType: "server" };
    const verdict = evaluate("send", asked);
    const decisionId = await recordDecision(deps, tx, {
      tenantId,
      actor: serverActor,
      action: "send",
      facts: asked,
      verdict,
    });
    const soonest = after(now, 15 * minute);
    const later = nextAt !== null && nextAt > soonest ? nextAt : soonest;
    const dueAt = verdict.verdict === "allow" ? null : later;
    judged.push({ memberId, dueAt, why: verdict.whyDe, decisionId });
  }
  return judged;
}
