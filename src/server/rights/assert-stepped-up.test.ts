import { expect, test } from "vitest";
import { instant, minute } from "../platform/instant.ts";
import { assertSteppedUp } from "./assert-stepped-up.ts";

const provedAt = instant(Date.parse("2026-11-24T06:00:00Z"));
const asked = (steppedUpAt: Date | null, minutesLater: number) => () =>
  assertSteppedUp({ kind: "session", steppedUpAt }, instant(provedAt.getTime() + minutesLater * minute));

test("a proof counts for five minutes, and a clock that is put back does not make an hour of them", () => {
  for (const later of [0, 4.9]) expect(asked(provedAt, later)).not.toThrow();
  for (const later of [5, -60]) expect(asked(provedAt, later)).toThrow("step-up");
  expect(asked(null, 0)).toThrow("step-up");
  // Another server's clock is a moment behind.
  expect(asked(provedAt, -0.01)).not.toThrow();
});
