import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pastDay } from "./time.ts";

const now = new Date(2026, 10, 29, 12, 0);
const before = (days: number) => new Date(2026, 10, 29 - days, 7, 12).toISOString();

test.each([
  [0, "heute um 07:12"],
  [1, "gestern"],
  [2, "am Freitag"],
  [6, "am Montag"],
  [7, "am 22.11.2026"],
  [400, "am 25.10.2025"],
])("%d days ago is said within a sentence as one says it", (days, said) => {
  expect(pastDay(before(days), now.getTime())).toBe(said);
});

const ahead = [
  ["in the first hour of the day that has 25", "2027-10-31T00:30", 1, "2027-11-01"],
  ["on the evening before the day that has 23", "2027-03-27T23:30", 1, "2027-03-28"],
  ["over the day that has 23", "2027-03-20T23:30", 28, "2027-04-17"],
  ["over the leap day", "2028-02-28T12:00", 1, "2028-02-29"],
  ["over the end of the year", "2027-12-31T23:59", 1, "2028-01-01"],
  ["today", "2027-10-31T23:30", 0, "2027-10-31"],
] as const;

test("a day ahead is the next of the calendar", () => {
  const said = inBerlin(ahead.map(([, at, days]) => [at, days]));
  expect(ahead.map(([when], i) => [when, said[i]])).toEqual(ahead.map(([when, , , wanted]) => [when, wanted]));
});

/** In a process of its own, whose clock hangs in Germany wherever the test runs. */
function inBerlin(asked: readonly (readonly [string, number])[]): string[] {
  const file = join(import.meta.dirname, "time.ts");
  const program = `import { localDay } from ${JSON.stringify(file)};
    const days = ${JSON.stringify(asked)}.map(([at, ahead]) => localDay(Date.parse(at), ahead));
    process.stdout.write(JSON.stringify(days))`;
  const env = { ...process.env, TZ: "Europe/Berlin" };
  const done = spawnSync(process.execPath, ["--input-type=module", "-e", program], { env, encoding: "utf8" });
  expect(done.stderr).toBe("");
  return JSON.parse(done.stdout);
}
