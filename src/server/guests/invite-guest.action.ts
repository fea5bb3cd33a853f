import type { InviteGuest } from "../../contract/guests.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { enterMember } from "../members/invite-member.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { letGuestIn } from "../projects/people-of-project.action.ts";
import { decideGroup } from "../rooms/decide-group.action.ts";
import { keepFirmRoom } from "../rooms/keep-firm-room.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addMonths, localDay } from "../time/calendar-day.ts";
import { accessToInvite } from "./access-guest.action.ts";
import { insertGuest } from "./guest.store.ts";

/**
 * Enters a subcontractor's person as a guest of one project until a day. They can do nothing until a device of theirs
 * is enrolled and approved. @returns the id, for the code
 */
export async function inviteGuest(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  projectId: string,
  { name, firm, endsOn }: InviteGuest,
): Promise<string> {
  const { tenantId } = caller;
  const project = await accessToInvite(tx, caller, projectId);
  if (project.state === "done")
    throw new Problem("conflict", {
      detail: {
        de: "Dieses Projekt ist erledigt. Gäste kommen nur in laufende.",
        en: "This project is done. Guests can only join running ones.",
      },
    });
  await assertDay(deps, tx, tenantId, endsOn);
  const memberId = await enterMember(
    deps,
    tx,
    { tenantId, actor: actorOf(caller) },
    { name, role: "guest", endsOn },
    keepFirmRoom,
  );
  await insertGuest(tx, tenantId, { memberId, projectId, firm, at: deps.clock.now() });
  await decideGroup(deps, tx, caller, "add_to_group", "guest");
  await letGuestIn(deps, tx, tenantId, projectId, memberId);
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "invite-guest",
    subjectKind: "project",
    subjectId: projectId,
    details: { memberId, endsOn },
  });
  return memberId;
}

/** A guest's day is to come and within a year: longer than that nobody oversees. */
export async function assertDay(deps: Pick<Deps, "clock">, tx: Tx, tenantId: string, endsOn: string): Promise<void> {
  const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
  if (endsOn < today)
    throw new Problem("bad-input", {
      fields: { endsOn: { de: "Der letzte Tag ist schon vorbei.", en: "The last day is already over." } },
    });
  if (endsOn > addMonths(today, 12))
    throw new Problem("bad-input", {
      fields: {
        endsOn: {
          de: "Höchstens ein Jahr. Danach lädst du neu ein.",
          en: "A year at most. After that you invite the guest again.",
        },
      },
    });
}
