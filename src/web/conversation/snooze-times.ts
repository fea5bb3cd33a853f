/** When a conversation may come back. `now` and the answer are in the time of this device. */
export interface SnoozeTime {
  readonly id: "afternoon" | "tomorrow" | "workday" | "monday";
  readonly at: Date;
}

const workStart = 7;
/** Whoever is away longer has no next working day that would be worth offering. */
const furthest = 60;

function atHour(day: Date, plusDays: number, hour: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + plusDays, hour, 0, 0, 0);
}

const two = (n: number) => String(n).padStart(2, "0");
const dayText = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/**
 * "heute 14 Uhr" while it is before, "morgen früh" or, where nobody is there tomorrow, the next working day, and
 * "Montag" unless it is one of these.
 * @param open the next days of the business's opening hours; undefined: not known, Monday to Friday
 */
export function snoozeTimes(now: Date, open: readonly string[] | undefined): SnoozeTime[] {
  const afternoon = atHour(now, 0, 14);
  const works = (ahead: number): boolean => {
    const at = atHour(now, ahead, workStart);
    return open ? open.includes(dayText(at)) : at.getDay() >= 1 && at.getDay() <= 5;
  };
  const next = Array.from({ length: furthest }, (_, n) => n + 1).find(works) ?? 1;
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const nextId = next === 1 ? "tomorrow" : next === toMonday ? "monday" : "workday";
  return [
    ...(afternoon > now ? [{ id: "afternoon", at: afternoon } as const] : []),
    { id: nextId, at: atHour(now, next, workStart) },
    ...(toMonday > next && works(toMonday) ? [{ id: "monday", at: atHour(now, toMonday, workStart) } as const] : []),
  ];
}
