import { describe, expect, test } from "vitest";
import { awayDefault, awayDefaultFor, awayProblem, fillAway, looksAutomatic } from "./away-text.ts";

const facts = { firm: "Brandt Haustechnik", opens: "morgen ab 7 Uhr", emergencyPhone: "0371 000 00-99" };
const fit = "Danke, {{Betrieb}} ist nicht da. Das ist eine automatische Antwort.";

describe("the away text", () => {
  test("the one it begins with may be used, with and without a number for emergencies", () => {
    expect(awayProblem(awayDefault, facts)).toBeUndefined();
    const bare = { ...facts, emergencyPhone: "" };
    expect(awayDefaultFor("")).not.toContain("Notdienst");
    expect(awayProblem(awayDefaultFor(""), bare)).toBeUndefined();
    expect(fillAway(awayDefault, facts)).toMatch(/Brandt Haustechnik.*morgen ab 7 Uhr\.[\s\S]*0371 000 00-99/);
  });

  test.each([
    ["nothing", "  ", "Schreib zuerst einen Text."],
    ["too much", `${fit} ${"Bitte warten. ".repeat(70)}`, "Der Text ist zu lang"],
    ["an unknown gap", `${fit} Bis {{Uhrzeit}}.`, "{{Uhrzeit}} kennen wir nicht"],
    ["a gap left open", `${fit} Bis {{Notdienst}.`, "nicht richtig geschlossen"],
    ["no word that a machine answers", "Danke, {{Betrieb}} ist nicht da.", "Maschine"],
    ["no name", "Niemand da. Das ist eine automatische Antwort.", "wer antwortet"],
    ["du", `${fit} Wir melden uns bei dir.`, "Im Text steht „dir“"],
    ["an advert", `${fit} Jetzt 20 % Rabatt auf jede Wartung sichern!`, "klingt nach Werbung"],
    ["a wish for praise", `${fit} Bewerten Sie uns bei Google mit fünf Sternen!`, "klingt nach Werbung"],
  ])("refuses %s with a sentence", (_, text, sentence) => {
    expect(awayProblem(text, facts)?.de).toContain(sentence);
  });

  test("names the number that is missing, and fills nothing halfway", () => {
    const bare = { ...facts, emergencyPhone: "" };
    expect(awayProblem(awayDefault, bare)?.de).toContain("keine Nummer");
    expect(fillAway(awayDefault, bare)).toBeUndefined();
    expect(fillAway(fit, { ...facts, opens: undefined })).toContain("Brandt");
  });

  test.each([
    ["Dies ist eine automatische Antwort. Ich bin im Urlaub.", true],
    ["Abwesenheitsnotiz: zurück am Montag", true],
    ["I am out of the office until Monday", true],
    ["Diese E-Mail wurde automatisch erstellt", true],
    ["Die Heizung schaltet automatisch ab", false],
    ["Das automatische Ventil klemmt", false],
    ["Niemand da?", false],
  ])("a machine wrote %j: %s", (text, expected) => {
    expect(looksAutomatic(text)).toBe(expected);
  });
});
