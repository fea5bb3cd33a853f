import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { shownName } from "../../src/server/members/shown-name.ts";
import { de } from "../../src/web/i18n/de.ts";
import { filesBelow } from "./source-files.ts";

/** Bold in the handbook, and yet no word of a screen: keys, what lies on a disk, and how a list begins. */
const noScreen = [
  "Zeile über dem Textfeld",
  "Leertaste",
  "die Sicherung",
  "die Schlüsseldatei",
  "das Wiederherstellungs-Blatt",
  "Entscheidungen und Protokoll",
  "Geräte und Namen Ausgeschiedener",
  "Die Zahl auf dem App-Zeichen",
];

test("what the handbook calls by name in bold stands on a screen under that name", () => {
  const words = (text: string) => text.replaceAll("\u00ad", "").replace(/\s+/g, " ");
  const screens = words(
    filesBelow(["src"], /(?<![.]test)[.]ts$|[.]svelte$/)
      .map(({ text }) => text)
      .join("\n"),
  );
  const bold = [...readFileSync("docs/handbuch.md", "utf8").matchAll(/\*\*([^*]+)\*\*/g)].map(([, text]) =>
    words(text ?? ""),
  );
  // With a full stop or a colon inside it is the heading of what follows.
  const named = bold.filter((text) => !/[.:?]$/.test(text)).flatMap((text) => text.split(/, | → /));
  expect(named.length).toBeGreaterThan(80);
  expect(named.filter((name) => !noScreen.includes(name) && !screens.includes(name))).toEqual([]);
});

test("who left is called by the role, as the screens and the handbook call it", () => {
  for (const role of ["office", "crew_lead", "crew", "apprentice", "accountant", "privacy_officer"] as const)
    expect(shownName({ name: "Uwe", role, endsOn: "2026-01-01" }, "2026-11-24")).toBe(
      `${de[`role.${role}`]} (ausgeschieden)`,
    );
});
