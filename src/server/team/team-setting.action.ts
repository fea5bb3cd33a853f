import { isDeepStrictEqual } from "node:util";
import type { SaveTeamSetting, TeamSetting } from "../../contract/team.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { impactStanding } from "../impact/impact-standing.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { internalClosed } from "./internal-standing.action.ts";
import { internalVerdict } from "./internal-verdict.ts";
import { loadTeamSetting, putTeamSetting } from "./team-setting.store.ts";

/** Where the agreement lies is for the owner; everybody else learns whether the messenger is open. */
export async function showTeamSetting(tx: Tx, caller: Pick<Caller, "role">): Promise<TeamSetting> {
  const setting = await loadTeamSetting(tx);
  const closed = await internalClosed(tx, setting);
  return {
    worksCouncil: setting.worksCouncil,
    agreementOn: setting.agreementOn,
    agreementReference: can(caller, "manage-setup") ? setting.agreementReference : "",
    decidedAt: setting.decidedAt?.toISOString() ?? null,
    sickNotesTo: setting.sickNotesTo,
    typingShown: setting.typingShown,
    open: closed === undefined,
    why: closed?.why ?? null,
    place: closed?.place ?? null,
  };
}

/** Records the answer about the works council with the verdict it leads to, who gets sick notes, and what colleagues see. */
export async function saveTeamSetting(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  caller: Caller,
  wish: SaveTeamSetting,
): Promise<void> {
  const { tenantId } = caller;
  await lockSetup(tx, tenantId);
  const before = await loadTeamSetting(tx);
  const worksCouncil = wish.worksCouncil ?? before.worksCouncil;
  const agreement =
    wish.agreement === undefined
      ? { on: before.agreementOn, reference: before.agreementReference }
      : (wish.agreement ?? { on: null, reference: "" });
  const kept = worksCouncil === true ? agreement : { on: null, reference: "" };
  const next = {
    worksCouncil,
    agreementOn: kept.on,
    agreementReference: kept.reference,
    sickNotesTo: wish.sickNotesTo ?? before.sickNotesTo,
    typingShown: wish.typingShown ?? before.typingShown,
  };
  const { decidedAt: _, opened: __, ...now } = before;
  unlessChanged(wish.was, now, next);
  const { facts, verdict } = internalVerdict(
    { worksCouncil, agreementOn: kept.on },
    before.opened ? undefined : await impactStanding(tx),
  );
  // The same answer may open the messenger now, because something else was settled since.
  if (isDeepStrictEqual(next, now) && before.opened === (verdict.verdict === "allow")) return;
  const actor = decisionActor(caller);
  const decisionId = await recordDecision(deps, tx, { tenantId, actor, action: "enable_internal", facts, verdict });
  const decidedAt = worksCouncil === null ? null : deps.clock.now();
  await putTeamSetting(tx, tenantId, { ...next, decidedAt, decisionId });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "save-team-setting",
    subjectKind: "tenant",
    subjectId: tenantId,
    details: { worksCouncil, agreed: kept.on !== null, open: verdict.verdict === "allow" },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "team-changed" }]);
}
