import { expect, test } from "vitest";
import { hour, instant } from "../platform/instant.ts";
import { createPresence } from "./presence.ts";

const sandra = { tenantId: "t", memberId: "sandra", name: "Sandra Kühn", role: "office" } as const;

test.each([
  ["goes on", 2 * hour],
  ["is put back", -2 * hour],
])("who said nothing more is not there any more when the clock %s by two hours", (_, ms) => {
  const presence = createPresence();
  const now = instant(10 * hour);
  presence.note(sandra, "talk", "typing", now);
  expect(presence.view("t", "talk", now).members).toHaveLength(1);
  expect(presence.view("t", "talk", instant(now.getTime() + ms)).members).toEqual([]);
});
