import type { SaveShift } from "../../contract/roster.ts";
import { day } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { instantOf } from "../time/zone.ts";
import { lengthOf } from "../working-time/spans.ts";
import type { Shift } from "./shift.ts";

/** A shift as it was typed in, with its points in time. */
export function shiftFrom(id: string, wanted: Omit<SaveShift, "reason">, zone: string): Shift {
  const span = { start: instantOf(wanted.start, zone), end: instantOf(wanted.end, zone) };
  const longest = wanted.kind === "on_call" ? 8 * day : day;
  if (lengthOf(span) <= 0)
    throw new Problem("bad-input", {
      fields: { end: { de: "Das Ende liegt vor dem Beginn.", en: "The end lies before the beginning." } },
    });
  if (lengthOf(span) > longest)
    throw new Problem("bad-input", {
      fields: { end: { de: "So lang kann ein Dienst nicht sein.", en: "A shift cannot be that long." } },
    });
  const { memberId, kind, place, projectId, qualification, start: localStart, end: localEnd } = wanted;
  return { id, memberId, kind, place, projectId, qualification, localStart, localEnd, ...span };
}
