import { expect, test } from "vitest";
import { de } from "../i18n/de.ts";
import { en } from "../i18n/en.ts";
import { troubleTitle } from "./trouble-title.ts";

test("whoever is to look on the phone has a phone to look on", () => {
  expect(de[troubleTitle("unknown", "whatsapp")]).toContain("auf dem Telefon");
  for (const channel of ["webchat", "email"] as const) {
    expect(de[troubleTitle("unknown", channel)]).not.toContain("Telefon");
    expect(en[troubleTitle("unknown", channel)]).not.toContain("phone");
  }
  expect(troubleTitle("failed", "webchat")).toBe("trouble.failed");
});
