import { expect, test } from "vitest";
import { emptySettings } from "../tenants/empty-drafts.ts";
import { validateSettings } from "./validate-settings.ts";

test.each([
  ["", 1],
  ["Frau Meier", 1],
  ["Frau Meier, datenschutz@müller-söhne.de", 0],
  ["Frau Meier, 0371 123456", 0],
  ["Frau Meier, Am Markt 5, 09111 Chemnitz", 0],
])("a data protection officer is named with a way to reach them: %s", (dpoContact, problems) => {
  expect(validateSettings({ ...emptySettings, dpoAppointed: true, dpoContact })).toHaveLength(problems);
});
