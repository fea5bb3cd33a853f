import { expect, test } from "vitest";
import { createPace } from "./pace.ts";

test("at an ordinary pace the ingest never rests", () => {
  const pace = createPace();
  for (let now = 0; now < 1_000; now += 5) pace.noteAccepted(1, now);
  expect(pace.rest(10, 990, 1_000)).toBe(0);
});

test("while thousands a second arrive, it rests eight times as long as it worked", () => {
  const pace = createPace();
  for (let now = 0; now < 1_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(10, 990, 1_000)).toBe(80);
});

test("when the oldest has waited for a second and a half, it rests no longer", () => {
  const pace = createPace();
  for (let now = 0; now < 5_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(10, 3_400, 5_000)).toBe(0);
});

test("after the rush it goes on at once", () => {
  const pace = createPace();
  for (let now = 0; now < 1_000; now++) pace.noteAccepted(4, now);
  expect(pace.rest(10, 990, 1_500)).toBe(0);
});
