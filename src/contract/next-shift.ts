import type { ShiftKind } from "./roster.ts";

interface Coming {
  readonly kind: ShiftKind;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly cancelled: boolean;
  readonly unavailable: boolean;
}

/**
 * The shift that runs or comes next, for "Heute" and for the own plan alike. A duty on call runs beside work, so the first
 * work that begins before its end is named in its place. What falls away, and what lies in days on which the person is
 * not available, is none.
 */
export function nextShift<T extends Coming>(shifts: readonly T[], now: number): T | undefined {
  const coming = shifts
    .filter((one) => !one.cancelled && !one.unavailable && Date.parse(one.endsAt) > now)
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  const [first] = coming;
  if (first?.kind !== "on_call") return first;
  return coming.find((one) => one.kind !== "on_call" && Date.parse(one.startsAt) < Date.parse(first.endsAt)) ?? first;
}
