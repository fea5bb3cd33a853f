import { MemberId } from "../../contract/ids.ts";
import type { AbsenceView, OwnShift } from "../../contract/roster.ts";
import type { FederalState } from "../../contract/setup.ts";
import type { Words } from "../../contract/words.ts";
import { holidayName } from "../working-time/holidays.ts";
import type { Span } from "../working-time/spans.ts";
import { daysFrom } from "../working-time/weekday.ts";
import type { Days } from "./roster-span.ts";
import type { Shift } from "./shift.ts";

type ShiftFields = Omit<
  OwnShift,
  | "cancelled"
  | "asked"
  | "answer"
  | "answeredAt"
  | "reason"
  | "urgent"
  | "version"
  | "changed"
  | "swapId"
  | "unavailable"
>;

/** What every view says of a shift. */
export function shiftView(shift: Shift): ShiftFields {
  const { id, kind, localStart, localEnd, place, projectId, qualification } = shift;
  return {
    id,
    memberId: MemberId.parse(shift.memberId),
    kind,
    start: localStart,
    end: localEnd,
    startsAt: shift.start.toISOString(),
    endsAt: shift.end.toISOString(),
    place,
    projectId,
    qualification,
  };
}

export function absenceView(
  absence: Span & { id: string; memberId: string; localStart: string; localEnd: string },
): AbsenceView {
  const { id, localStart, localEnd } = absence;
  return { id, memberId: MemberId.parse(absence.memberId), start: localStart, end: localEnd };
}

export function holidaysIn({ from, to }: Days, state: FederalState | null): { day: string; name: Words }[] {
  return daysFrom(from, to).flatMap((day) => {
    const name = holidayName(day, state);
    return name === undefined ? [] : [{ day, name }];
  });
}
