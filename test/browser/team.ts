import type { TeamPeople } from "../../src/contract/rooms.ts";
import type { RosterView } from "../../src/contract/roster.ts";
import type { DemoInfo } from "./running.ts";

/** The clock of the demo is real: these stories set whose day it is. */
export interface Team {
  /** At work whatever the hour. */
  works(firstName: string): Promise<void>;
  /** Off duty now; work begins within the next day. @returns "HH:00" when it does */
  rests(firstName: string): Promise<string>;
}

const allDay = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
  { day, from: "00:00", to: "00:00" },
  // Over midnight too, so that a public holiday is no day off here.
  { day, from: "23:59", to: "23:58" },
]);

export async function teamOf({ baseUrl, apiToken }: DemoInfo): Promise<Team> {
  const headers = { authorization: `Bearer ${apiToken}`, "content-type": "application/json" };
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? { headers: { authorization: headers.authorization } } : { headers };
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      ...init,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { items } = await ask<TeamPeople>("GET", "/api/team/people");
  // What is planned goes before the usual hours: these days are free of plans.
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
  const days = { from: day(-1), to: day(2) };
  const { shifts } = await ask<RosterView>("GET", `/api/roster?from=${days.from}&to=${days.to}`);
  for (const { id } of shifts) await ask("DELETE", `/api/roster/shifts/${id}`);
  await ask("POST", "/api/roster/publish", days);
  const id = (firstName: string): string => {
    const person = items.find(({ name }) => name.startsWith(firstName));
    if (!person) throw new Error(`nobody is called ${firstName}`);
    return person.id;
  };
  const save = async (firstName: string, week: unknown): Promise<void> => {
    const times = { week, age: { kind: "adult" }, qualifications: [], crewId: null };
    await ask("PUT", `/api/working-time/${id(firstName)}`, times);
  };
  return {
    works: (firstName) => save(firstName, allDay),
    async rests(firstName) {
      const later = new Date(Date.now() + 4 * 3_600_000);
      const part = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Berlin", ...options }).format(later);
      const hour = part({ hour: "2-digit" }).padStart(2, "0");
      const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
      const first = names.indexOf(part({ weekday: "short" }));
      const next = String((Number(hour) + 1) % 24).padStart(2, "0");
      await save(firstName, [{ day: first + 1, from: `${hour}:00`, to: `${next}:00` }]);
      return `${hour}:00`;
    },
  };
}
