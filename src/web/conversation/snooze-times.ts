/** When a conversation may come back. `now` and the answer are in the time of this device. */
export interface SnoozeTime {
  readonly id: "afternoon" | "tomorrow" | "monday";
  readonly at: Date;
}

const workStart = 7;

function atHour(day: Date, plusDays: number, hour: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + plusDays, hour, 0, 0, 0);
}

/** "heute 14 Uhr" while it is before, "morgen früh", "Montag" unless that is tomorrow. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const toMonday = (8 - now.getDay()) % 7 || 7;
  const afternoon = atHour(now, 0, 14);
  return [
    ...(afternoon > now ? [{ id: "afternoon", at: afternoon } as const] : []),
    { id: "tomorrow", at: atHour(now, 1, workStart) },
    ...(toMonday > 1 ? [{ id: "monday", at: atHour(now, toMonday, workStart) } as const] : []),
  ];
}
