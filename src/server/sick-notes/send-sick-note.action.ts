import type { z } from "zod";
import type { SendSickNote } from "../../contract/team.ts";
import type { Words } from "../../contract/words.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { evaluate } from "../policy/evaluate.ts";
import { notify } from "../push/notify.action.ts";
import { whenToReach } from "../roster/when-to-reach.action.ts";
import { sickNotesTo } from "../team/sick-notes-to.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addDays, germanDay, localDay } from "../time/calendar-day.ts";
import { insertSickNote, loadSickNotes, lockNotesOf, type SickNote } from "./sick-note.store.ts";

/** How far back and ahead a note may lie; longer certificates come one after the other. */
const reachDays = 190;

/** For the same days there is one note; longer comes with the days after it. */
function alreadyReported({ from, until }: SickNote): Words {
  const [first, last] = [germanDay(from), germanDay(until)];
  return {
    de: `Vom ${first} bis ${last} hast du dich schon krank gemeldet. Melde nur die Tage, die dazukommen.`,
    en: `From ${first} to ${last} you have reported sick already. Report the days that are added only.`,
  };
}

/**
 * Sends a sick note to the one role that needs it (IN-3, Art. 9). No audit entry and no event names its sender: that
 * somebody reported sick is the very thing nobody else may learn. @returns its id
 */
export async function sendSickNote(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  { tenantId, memberId }: Caller,
  { from, until }: z.output<typeof SendSickNote>,
): Promise<string> {
  const now = deps.clock.now();
  const today = localDay(now, await loadTimeZone(tx, tenantId));
  if (until < from)
    throw new Problem("bad-input", {
      fields: { until: { de: "Das Ende liegt vor dem Beginn.", en: "The end lies before the beginning." } },
    });
  if (from < addDays(today, -reachDays) || until > addDays(today, reachDays))
    throw new Problem("bad-input", {
      fields: { from: { de: "Dieser Zeitraum liegt zu weit weg.", en: "This period is too far away." } },
    });
  await lockNotesOf(tx, memberId);
  const already = (await loadSickNotes(deps, tx, tenantId, { memberId })).find(
    (one) => one.from <= until && from <= one.until,
  );
  if (already) throw new Problem("bad-input", { fields: { from: alreadyReported(already) } });
  const receiver = await sickNotesTo(tx);
  const id = deps.ids.uuid();
  const deleteOn = addDays(until < today ? today : until, 90);
  await insertSickNote(deps, tx, tenantId, { id, memberId, receiver, from, until, sentAt: now, deleteOn });
  const receivers = (await listPeople(deps, tx))
    .filter((one) => one.active && one.role === receiver && one.id !== memberId)
    .map((one) => one.id);
  const people = await whenToReach(deps, tx, tenantId, receivers);
  // Whoever has the day off sees it under "Heute" when work begins (IN-4).
  const awake = people.filter(
    ({ facts }) => evaluate("send", { ...facts, messageClass: "internal", deviceType: "server" }).verdict === "allow",
  );
  const memberIds = awake.map((one) => one.memberId);
  await notify(deps, tx, { tenantId, memberIds, kind: "office", subject: "/heute" });
  await appendEvents(
    deps,
    tx,
    tenantId,
    receivers.map((one) => ({ kind: "own-tasks-changed" as const, memberId: one })),
  );
  return id;
}
