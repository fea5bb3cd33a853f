import type { z } from "zod";
import type { AnswerShifts } from "../../contract/roster.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { assertInternalOpen } from "../team/assert-internal-open.action.ts";
import { noteHistory } from "./history/note-history.action.ts";
import { holdRoster } from "./hold-roster.action.ts";
import { loadPublished, writeAnswer } from "./published-shift.store.ts";

/** "Gesehen", "passt", "geht nicht": of one's own shifts, with the time. @returns how many were answered */
export async function answerShifts(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { shiftIds, versions, answer, reason }: z.infer<typeof AnswerShifts>,
): Promise<number> {
  const { tenantId, memberId } = caller;
  await assertInternalOpen(tx);
  await holdRoster(tx, tenantId);
  const wanted = [...new Set(shiftIds)];
  const shifts = await loadPublished(deps, tx, tenantId, { shiftIds: wanted, memberId });
  if (shifts.length < wanted.length) throw new Problem("not-found");
  const seen = new Map(shiftIds.map((id, i) => [id, versions?.[i]]));
  if (versions !== undefined && shifts.some(({ id, sequence }) => seen.get(id) !== sequence)) throw changedSince();
  if (reason === "" && (answer === "not" || answer === "reservation"))
    throw new Problem("bad-input", {
      fields: { reason: { de: "Bitte sag kurz, warum.", en: "Please say briefly why." } },
    });
  const now = deps.clock.now();
  const asked = shifts.filter((shift) => shift.askedAt !== null && shift.end > now);
  for (const shift of asked)
    await writeAnswer(deps, tx, tenantId, { shiftId: shift.id, memberId, answer, reason, at: now });
  const entries = asked.map((shift) => ({
    actorId: memberId,
    memberId,
    shiftId: shift.id,
    verb: "answered" as const,
    details: { start: shift.localStart, end: shift.localEnd, outcome: answer },
  }));
  await noteHistory(deps, tx, tenantId, entries);
  if (asked.length > 0) await appendEvents(deps, tx, tenantId, [{ kind: "roster-changed", memberId }]);
  return asked.length;
}

const changedSince = (): Problem =>
  new Problem("conflict", {
    detail: {
      de: "Der Plan wurde inzwischen geändert. Sieh nach, wann du jetzt arbeitest, und antworte dann.",
      en: "The plan has been changed in the meantime. Look when you work now, and answer then.",
    },
  });
