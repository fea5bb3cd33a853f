import { MemberId } from "../../../contract/ids.ts";
import type { AskedAgain } from "../../../contract/roster.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import { listPeople } from "../../members/list-people.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { noteHistory } from "../history/note-history.action.ts";
import { holdRoster } from "../hold-roster.action.ts";
import { loadPublished } from "../published-shift.store.ts";
import { mayAsk } from "./asking.ts";
import { missingAnswers } from "./missing-answers.action.ts";
import { tellPeople } from "./tell-people.action.ts";

/**
 * Asks people who have said nothing about their plan once more: now within their working time, otherwise when it begins.
 * Whoever answered, was asked within a day or was asked often enough is left alone.
 * @throws Problem conflict when nobody is left to ask
 */
export async function askAgain(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  { tenantId, memberId: actorId }: Caller,
  memberIds: readonly string[],
): Promise<AskedAgain> {
  const now = deps.clock.now();
  // Of two planners who ask in the same moment the second finds that it is done.
  await holdRoster(tx, tenantId);
  const asked = await loadPublished(deps, tx, tenantId, { asked: true });
  const missing = (await missingAnswers(deps, tx, asked)).filter(({ memberId }) => memberIds.includes(memberId));
  if (missing.length === 0) throw nobodyToAsk();
  const askable = missing.filter((one) => mayAsk(one, now));
  if (askable.length === 0) throw askedAlready();
  const changes = new Map(askable.map(({ memberId, shifts }) => [memberId, shifts]));
  const { judged, events } = await tellPeople(deps, tx, tenantId, "again", changes);
  const entries = askable.flatMap(({ memberId, shifts }) =>
    shifts.slice(0, 1).map((shift) => ({
      actorId,
      memberId,
      shiftId: shift.id,
      verb: "asked-again" as const,
      details: { start: shift.localStart, end: shift.localEnd },
    })),
  );
  await noteHistory(deps, tx, tenantId, entries);
  await appendEvents(deps, tx, tenantId, events);
  const names = new Map((await listPeople(deps, tx)).map(({ id, name }) => [id, name]));
  return {
    people: judged.map(({ memberId, dueAt }) => ({
      memberId: MemberId.parse(memberId),
      name: names.get(memberId) ?? "",
      queuedUntil: dueAt?.toISOString() ?? null,
    })),
  };
}

const nobodyToAsk = () =>
  new Problem("conflict", {
    detail: { de: "Inzwischen haben alle geantwortet.", en: "Everybody has answered in the meantime." },
  });
const askedAlready = () =>
  new Problem("conflict", {
    detail: {
      de: "Höchstens einmal am Tag und dreimal im Ganzen wird gefragt. Sprich die Person an.",
      en: "People are asked once a day and three times in all. Talk to the person.",
    },
  });
