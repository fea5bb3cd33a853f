import { expect, test } from "vitest";
import { asksTemplate, needsTemplate } from "./needs-template.ts";

const failed = { needsTemplate: true, stateAt: "2026-11-24T08:00:00Z" };

test.each([
  ["failed for another reason", { ...failed, needsTemplate: false }, undefined, false],
  ["the contact never wrote", failed, { windowEndsAt: null, windowHours: 24 }, true],
  ["they wrote before it failed", failed, { windowEndsAt: "2026-11-25T07:59:00Z", windowHours: 24 }, true],
  ["they wrote since", failed, { windowEndsAt: "2026-11-25T08:01:00Z", windowHours: 24 }, false],
])("a template instead of a retry: %s", (_, message, detail, needed) => {
  expect(needsTemplate(message, detail)).toBe(needed);
});

const choose = { remedies: [{ token: "template_utility", label: "Vorlage wählen", automatic: false, path: null }] };
const chosen = { name: "angebot", language: "de", gaps: [] };

test.each([
  ["nothing is said yet", undefined, undefined, undefined],
  ["a text would need one", choose, undefined, "over"],
  ["of the one that is chosen another is needed", choose, chosen, "other"],
])("why a template is asked for: %s", (_, permit, template, why) => {
  expect(asksTemplate(permit as never, template as never)).toBe(why);
});
