import { expect, test } from "vitest";
import { needsTemplate } from "./needs-template.ts";

const failed = { needsTemplate: true, stateAt: "2026-11-24T08:00:00Z" };

test.each([
  ["failed for another reason", { ...failed, needsTemplate: false }, undefined, false],
  ["the contact never wrote", failed, { windowEndsAt: null, windowHours: 24 }, true],
  ["they wrote before it failed", failed, { windowEndsAt: "2026-11-25T07:59:00Z", windowHours: 24 }, true],
  ["they wrote since", failed, { windowEndsAt: "2026-11-25T08:01:00Z", windowHours: 24 }, false],
])("a template instead of a retry: %s", (_, message, detail, needed) => {
  expect(needsTemplate(message, detail)).toBe(needed);
});
