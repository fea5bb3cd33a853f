import { expect, test } from "vitest";
import type { Today } from "../../contract/today.ts";
import { type Look, layoutOf } from "./layout-of.ts";

const noon = Date.parse("2026-12-01T12:00:00Z");
const today = { needs: [], shift: null, unseen: [], quiet: true } as unknown as Today;
const job = {
  appointment: { id: "a", startsAt: "2026-12-01T10:00:00Z", endsAt: "2026-12-01T12:00:30Z" },
  project: { name: "Bad", customer: null, address: null, access: null, roomId: null },
};
const missing = { memberId: "m", name: "Tarik", queuedUntil: null, mayAskFrom: "2026-12-01T12:00:30Z" };

test.each([
  ["a job that is over by then", { today, jobs: { items: [job] } }],
  ["a button to ask again that stands there from then on", { today: { ...today, unseen: [missing] }, jobs: undefined }],
])("what the time alone changes is a move as well, and waits while somebody aims: %s", (_, came) => {
  const at = (now: number) => layoutOf({ ...came, at: now, unopened: false } as unknown as Look);
  expect(at(noon + 1_000)).toBe(at(noon));
  expect(at(noon + 60_000)).not.toBe(at(noon));
});

test("the time moves nothing where nothing hangs on it", () => {
  const at = (now: number) => layoutOf({ today, jobs: undefined, at: now, unopened: false } as Look);
  expect(at(noon + 60_000)).toBe(at(noon));
});
