import type { ProjectList } from "../../src/contract/projects.ts";
import type { TeamPeople } from "../../src/contract/rooms.ts";
import type { RosterView, ShiftSaved } from "../../src/contract/roster.ts";
import type { WorkHours } from "../../src/contract/working-time.ts";
import { dayOf, localTime } from "../../src/server/time/zone.ts";
import { weekdayNumber } from "../../src/server/working-time/weekday.ts";
import type { DemoInfo } from "./running.ts";

/** The clock of the demo is real: these stories set whose day it is. */
export interface Team {
  /** At work whatever the hour. */
  works(firstName: string): Promise<void>;
  /** Off duty now; work begins within the next day. @returns "HH:00" when it does */
  rests(firstName: string): Promise<string>;
  /** Goes to this project within the hour: who starts the demo on a Saturday is expected there on Monday. */
  goes(firstName: string, project: string): Promise<void>;
}

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
  const inHours = (hours: number) => localTime(new Date(Date.now() + hours * 3_600_000), "Europe/Berlin");
  const days = { from: dayOf(inHours(-24)), to: dayOf(inHours(48)) };
  const { shifts } = await ask<RosterView>("GET", `/api/roster?from=${days.from}&to=${days.to}`);
  for (const { id } of shifts) await ask("DELETE", `/api/roster/shifts/${id}`);
  await ask("POST", "/api/roster/publish", days);
  const id = (firstName: string): string => {
    const person = items.find(({ name }) => name.startsWith(firstName));
    if (!person) throw new Error(`nobody is called ${firstName}`);
    return person.id;
  };
  const save = async (firstName: string, week: readonly WorkHours[]): Promise<void> => {
    const times = { week, age: { kind: "adult" }, qualifications: [], crewId: null };
    await ask("PUT", `/api/working-time/${id(firstName)}`, times);
  };
  /** The usual hours are off on a public holiday, being on call is not. */
  const isOnCall = async (firstName: string, start: string, end: string): Promise<void> => {
    const shift = { memberId: id(firstName), kind: "on_call", start, end };
    const { saved } = await ask<ShiftSaved>("POST", "/api/roster/shifts", shift);
    if (!saved) throw new Error(`${firstName} cannot be on call`);
    await ask("POST", "/api/roster/publish", days);
  };
  return {
    async works(firstName) {
      await save(firstName, []);
      await isOnCall(firstName, `${days.from}T00:00`, `${days.to}T23:59`);
    },
    async rests(firstName) {
      const onTheHour = (hours: number) => inHours(hours).replace(/\d\d$/, "00");
      // Two hours: when the clocks go back, the next one has the same name.
      const [start, end] = [onTheHour(4), onTheHour(6)];
      const [from, to] = [start.slice(-5), end.slice(-5)];
      await save(firstName, [{ day: weekdayNumber(dayOf(start)), from, to }]);
      await isOnCall(firstName, start, end);
      return from;
    },
    async goes(firstName, project) {
      const projects = (await ask<ProjectList>("GET", "/api/projects")).items;
      const path = `/api/projects/${projects.find(({ name }) => name.startsWith(project))?.id}/appointments`;
      const [startsAt, endsAt] = [1, 3].map((hours) => new Date(Date.now() + hours * 3_600_000).toISOString());
      await ask("PUT", path, { startsAt, endsAt, confirmed: false, memberIds: [id(firstName)] });
    },
  };
}
