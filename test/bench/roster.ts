import type { Figure } from "./bench.ts";
import type { Business } from "./business.ts";
import { percentile } from "./load.ts";

const day = 86_400_000;
const weeks = 6;
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

async function call(business: Business, method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${business.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${business.token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return await answer.json();
}

/** The whole plan of forty people over six weeks, as the one who plans opens it: drafts, answers, absences, checks' facts. */
export async function measureRoster(business: Business, quick: boolean): Promise<Figure[]> {
  const now = Date.now();
  const monday = now + ((8 - new Date(now).getUTCDay()) % 7) * day;
  const week = (n: number) => isoDay(monday + n * 7 * day);
  for (const { memberId } of business.crew)
    for (let weekday = 0; weekday < 5; weekday++) {
      const date = isoDay(monday + weekday * day);
      const shift = { memberId, kind: "work", start: `${date}T07:00`, end: `${date}T15:30`, place: "Neubau Kaßberg" };
      await call(business, "POST", "/api/roster/shifts", { ...shift, reason: "Auslastung" });
    }
  for (let n = 1; n < weeks; n++) await call(business, "POST", "/api/roster/copy-week", { from: week(0), to: week(n) });
  const range = { from: week(0), to: isoDay(monday + (weeks * 7 - 1) * day) };
  await call(business, "POST", "/api/roster/publish", range);
  const path = `/api/roster?from=${range.from}&to=${range.to}`;
  const times: number[] = [];
  let shifts = 0;
  for (let i = 0; i < (quick ? 20 : 100); i++) {
    const began = performance.now();
    const view = (await call(business, "GET", path)) as { shifts: unknown[] };
    times.push(performance.now() - began);
    shifts = view.shifts.length;
  }
  times.sort((a, b) => a - b);
  const name = `roster of ${business.crew.length} people and ${weeks} weeks, ${shifts} shifts`;
  return [
    { name: `${name}: p50`, value: percentile(times, 0.5), unit: "ms", aim: { atMost: 150 } },
    { name: `${name}: p99`, value: percentile(times, 0.99), unit: "ms" },
  ];
}
