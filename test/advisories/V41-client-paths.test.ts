import { expect, test } from "vitest";
import { match } from "../../src/web/match-path.ts";

/**
 * V41 (Mattermost CVE-2023-6458, CVE-2026-93851): a link whose id was a path made the browser of whoever pressed it
 * call something else with their rights. What the address bar holds goes into no address of the server unread.
 */
const id = "0192f0c1-0000-7000-8000-000000000001";

test("an id in the address bar is an id", () => {
  expect(match("/kontakte/:id", `/kontakte/${id}`)).toEqual({ id });
  expect(match("/demo/anmelden/:role", "/demo/anmelden/crew_lead")).toEqual({ role: "crew_lead" });
});

test.each([
  "..%2f..%2fmembers",
  "..%2F..%2Ftokens%3Fx=",
  "%2e%2e%2f%2e%2e%2fapi%2fmembers",
  "..%5c..%5ctokens",
  "..",
  `${id}%2f..%2f..%2fsetup`,
  `${id}%23`,
  `${id}%3fa=1`,
  `${id}%00`,
  "%E0%A4%A",
])("%s in the place of an id leads nowhere", (payload) => {
  for (const pattern of ["/kontakte/:id", "/posteingang/:id"])
    expect(match(pattern, pattern.replace(":id", payload))).toBeUndefined();
});
