import { afterAll, beforeAll, expect, test } from "vitest";
import { setZone } from "../i18n/zone.ts";
import { stillAgreed } from "./still-agreed.ts";

beforeAll(() => setZone("Europe/Berlin"));
afterAll(() => setZone(undefined));

const at = (clock: string) => Date.parse(`2026-12-01T${clock}:00+01:00`);
const job = { startsAt: "2026-12-01T06:00:00.000Z", endsAt: "2026-12-01T08:00:00.000Z" };
const today = { start: "2026-12-01T07:00", end: "2026-12-01T15:30" };
const tomorrow = { start: "2026-12-02T07:00", end: "2026-12-02T15:30" };

test.each([
  ["before work, a job of the shift that begins soon is what one works at", "06:30", today, false],
  ["on a free day a job is told of", "06:30", tomorrow, true],
  ["without any shift it is told of", "06:30", null, true],
  ["after work, one that was to run on is told of", "08:59", tomorrow, true],
  ["what is over is not", "09:00", tomorrow, false],
])("%s", (_, now, shift, told) => {
  expect(stillAgreed([job], shift, at(now))).toBe(told);
});

test("a job in the evening lies beyond the shift of the day", () => {
  const evening = { startsAt: "2026-12-01T14:30:00.000Z", endsAt: "2026-12-01T16:00:00.000Z" };
  expect(stillAgreed([job, evening], today, at("06:30"))).toBe(true);
});
