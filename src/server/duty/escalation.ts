// Who is called, and who after them. Pure.

export interface OnCall {
  readonly memberId: string;
  readonly start: Date;
  readonly end: Date;
}

/** Whoever comes on duty within a week may be asked before the owner is. */
const week = 7 * 24 * 60 * 60 * 1000;

/** Shifts on call that run now, in the order they began. */
export const onDuty = <T extends OnCall>(shifts: readonly T[], now: Date): T[] =>
  shifts
    .filter(({ start, end }) => start <= now && now < end)
    .toSorted((a, b) => a.start.getTime() - b.start.getTime());

/** The next shift of somebody who is not on duty now. */
export function nextOnDuty<T extends OnCall>(shifts: readonly T[], now: Date): T | undefined {
  const current = new Set(onDuty(shifts, now).map(({ memberId }) => memberId));
  return shifts
    .filter(({ start, memberId }) => start > now && !current.has(memberId))
    .toSorted((a, b) => a.start.getTime() - b.start.getTime())[0];
}

/**
 * In this order an alarm asks: who is on duty, who comes next, then the owners. Who is not available is asked when nobody
 * else is left.
 */
export function callOrder(
  shifts: readonly OnCall[],
  owners: readonly string[],
  now: Date,
  unavailable: ReadonlySet<string> = new Set(),
): string[] {
  const next = nextOnDuty(shifts, now);
  const soon = next !== undefined && next.start.getTime() - now.getTime() <= week ? [next.memberId] : [];
  const order = [...new Set([...onDuty(shifts, now).map(({ memberId }) => memberId), ...soon, ...owners])];
  return [...order.filter((id) => !unavailable.has(id)), ...order.filter((id) => unavailable.has(id))];
}
