import { expect, test } from "vitest";
import { outside } from "./erasure-plan.ts";

test.each([
  [["webchat"], ["Auf eurer Seite"]],
  [["whatsapp"], ["Metas Kontaktbuch", "Auf dem Telefon"]],
  [["email"], ["Auf dem Telefon"]],
  [
    ["whatsapp", "webchat"],
    ["Metas Kontaktbuch", "Auf dem Telefon", "Auf eurer Seite"],
  ],
])("who came by %j is told what an erasure leaves elsewhere, and nothing of other channels", (channels, lines) => {
  const said = outside(channels).map(({ de }) => de);
  expect(said).toHaveLength(lines.length);
  for (const [n, line] of lines.entries()) expect(said[n]).toContain(line);
});
