import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

test("at an ordinary pace the ingest never rests", () => {
  const pace = createPace();
  for (let now = 0; now < 1_000; now += 5) pace.noteAccepted(1, now);
  expect(pace.rest(10, 990, 1_000)).toBe(0);
});

test("while thousands a second arrive, it rests sixty times as long as it worked", () => {
  const pace = createPace();
  for (let now = 0; now < 1_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(10, 990, 1_000)).toBe(600);
});

test("a rush is seen in its first moments, before the ingest has taken a tenth of it", () => {
  const pace = createPace();
  for (let now = 0; now < 20; now += 2) pace.noteAccepted(8, now);
  expect(pace.rest(15, 5, 20)).toBe(900);
  expect(pace.batch(20)).toBe(50);
});

test("it never rests beyond the moment at which the oldest will have waited long enough", () => {
  const pace = createPace();
  for (let now = 0; now < 3_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(20, 1_700, 3_000)).toBe(200);
});

test("when the oldest has waited for a second and a half, it rests no longer", () => {
  const pace = createPace();
  for (let now = 0; now < 5_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(10, 3_400, 5_000)).toBe(0);
});

test("what two hundred a second pile up while the disk stands still for half a second is no rush", () => {
  const pace = createPace();
  for (let now = 0; now < 3_000; now += 5) pace.noteAccepted(1, now);
  pace.noteAccepted(100, 3_500);
  expect(pace.rest(500, 3_000, 3_500)).toBe(0);
  expect(pace.batch(3_500)).toBe(500);
});

test("after the rush it goes on at once", () => {
  const pace = createPace();
  for (let now = 0; now < 1_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(10, 990, 1_500)).toBe(0);
});

test("while it gives way it takes fifty at a time, with a backlog five hundred", () => {
  const pace = createPace();
  expect(pace.batch(0)).toBe(500);
  for (let now = 0; now < 3_000; now++) pace.noteAccepted(4, now);
  pace.rest(10, 2_900, 3_000);
  expect(pace.batch(3_000)).toBe(50);
  pace.rest(10, 1_000, 3_000);
  expect(pace.batch(3_000)).toBe(500);
});

test("a clock that was put back makes no rush out of what comes at an ordinary pace", () => {
  const pace = createPace();
  pace.noteAccepted(1, 7_200_000);
  for (let now = 0; now < 5_000; now += 5) pace.noteAccepted(1, now);
  expect(pace.rest(10, 4_990, 5_000)).toBe(0);
});

test("once it fell that far behind, it does not rest before it has caught up: at the mark it would stay", () => {
  const pace = createPace();
  for (let now = 0; now < 3_000; now++) pace.noteAccepted(4, now);
  pace.rest(200, 1_400, 3_000);
  expect(pace.rest(200, 1_900, 3_000)).toBe(0);
  expect(pace.batch(3_000)).toBe(500);
  pace.noteCaughtUp();
  expect(pace.rest(20, 1_900, 3_000)).toBe(400);
});
