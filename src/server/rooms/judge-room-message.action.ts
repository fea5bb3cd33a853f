import { serverActor } from "../decisions/decision.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { ofRule, Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { whenToReach } from "../roster/when-to-reach.action.ts";

/** Nobody's next working hour is known: looked at again after this. */
const lookAgain = 7 * day;

export interface Waiting {
  readonly memberId: string;
  readonly dueAt: Date;
  readonly decisionId: string;
  readonly minor: boolean;
}

interface Judged {
  readonly memberId: string;
  readonly facts: Facts;
  readonly verdict: Verdict;
  readonly dueAt: Date;
}

/** IN-4 to IN-6 for each person: now, or when their work begins. A danger reaches everybody, with its reason. */
async function judge(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  memberIds: readonly string[],
  emergency: string | undefined,
): Promise<Judged[]> {
  const now = deps.clock.now();
  const people = await whenToReach(deps, tx, tenantId, memberIds);
  return people.map(({ memberId, facts: known, nextAt }) => {
    const facts: Facts =
      emergency === undefined
        ? { ...known, messageClass: "internal", deviceType: "server" }
        : {
            ...known,
            messageClass: "safety",
            deviceType: "server",
            // The reason itself lies sealed in the message.
            extra: { ...known.extra, danger: emergency, overrideReason: "in der Nachricht" },
          };
    const later = nextAt !== null && nextAt > now ? nextAt : after(now, lookAgain);
    return { memberId, facts, verdict: evaluate("send", facts), dueAt: later };
  });
}

/** For whom a message written now would wait. */
export async function whoWaits(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  memberIds: readonly string[],
): Promise<Omit<Waiting, "decisionId">[]> {
  const judged = await judge(deps, tx, tenantId, memberIds, undefined);
  return judged
    .filter(({ verdict }) => verdict.verdict !== "allow")
    .map(({ memberId, dueAt, facts }) => ({ memberId, dueAt, minor: facts.recipientAge === "minor" }));
}

/**
 * Judges a message for everybody who gets it and keeps the verdicts: one for the message, one for each who waits.
 * @param emergency the danger for which it must reach people off duty
 */
export async function judgeRoomMessage(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "memberId" | "deviceId" | "kind">,
  memberIds: readonly string[],
  emergency: string | undefined,
): Promise<{ readonly decisionId: string; readonly waiting: readonly Waiting[] }> {
  const { tenantId } = caller;
  const judged = await judge(deps, tx, tenantId, memberIds, emergency);
  const actor = decisionActor(caller);
  const keep = ({ facts, verdict }: Pick<Judged, "facts" | "verdict">) =>
    recordDecision(deps, tx, { tenantId, actor, action: "send", facts, verdict });
  const waits = judged.filter(({ verdict }) => verdict.verdict !== "allow");
  if (emergency !== undefined && waits[0]) throw new Problem("not-lawful", { detail: ofRule(waits[0].verdict.whyDe) });
  const waiting: Waiting[] = [];
  for (const one of waits) {
    const { memberId, dueAt, facts } = one;
    waiting.push({ memberId, dueAt, decisionId: await keep(one), minor: facts.recipientAge === "minor" });
  }
  const given = judged.find(({ verdict }) => verdict.verdict === "allow");
  if (given) return { decisionId: await keep(given), waiting };
  return { decisionId: waiting[0]?.decisionId ?? (await keep(alone())), waiting };
}

/** Nobody else is in the room. */
function alone(): Pick<Judged, "facts" | "verdict"> {
  const facts: Facts = {
    channel: "own_internal",
    messageClass: "internal",
    deviceType: "server",
    recipients: 0,
    recipientIsEmployee: true,
    employeeRelation: "staff",
    recipientAge: "adult",
    extra: { withinSchedule: true },
  };
  return { facts, verdict: evaluate("send", facts) };
}

/** Judges again for one person whose time should have come. @returns undefined: now */
export async function judgeAgain(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  memberId: string,
): Promise<{ readonly dueAt: Date; readonly decisionId: string } | undefined> {
  const [one] = await judge(deps, tx, tenantId, [memberId], undefined);
  if (!one || one.verdict.verdict === "allow") return undefined;
  const { facts, verdict, dueAt } = one;
  return {
    dueAt,
    decisionId: await recordDecision(deps, tx, { tenantId, actor: serverActor, action: "send", facts, verdict }),
  };
}
