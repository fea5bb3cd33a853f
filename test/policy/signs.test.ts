// A trouble and a remedy, as on a sign, and the same words said to one customer about a job in hand.
import { describe, expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { signTexts, signUnseenTexts } from "./examined-texts.ts";
import { measure } from "./measure.ts";

const promoIn = (text: string): boolean => classifyText(text).promoContent;

describe("telling what is offered to anybody from what is said to one", () => {
  it("does so in texts that were mended and in texts that were hardly looked at", () => {
    const result = measure(signTexts);
    const alarms = result.wrong.filter((line) => line.startsWith("s "));
    expect(signTexts.length).toBeGreaterThan(500);
    expect(alarms.length, alarms.join("\n")).toBeLessThanOrEqual(5);
    expect(result.recall, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.96);
    expect(measure(signUnseenTexts).f1).toBeGreaterThanOrEqual(0.83);
  });

  it.each([
    ["Dein Friseur vermisst dich! Buch gleich deinen nächsten Termin.", true],
    ["Wir sind umgezogen und haben jetzt mehr Auswahl, schauen Sie rein!", true],
    ["Alles Gute zum 70.! Ihr Akustikteam", true],
    ["Zum Geburtstag Ihrer Mutter ist die Torte um 9 fertig.", false],
    ["Das Laub fällt! Wir räumen auf.", true],
    ["Das Laub fällt gerade stark, deshalb kommen wir eine Woche später.", false],
    ["Flachdach undicht? Wir schweißen Bahnen und begrünen.", true],
    ["Fenster undicht? Wir stellen es bei der Abnahme nach.", false],
    ["Reifen abgefahren? Wir führen alle Marken.", true],
    ["Farbe zu dunkel? Wir mischen den zweiten Eimer heller an.", false],
    ["Wasser läuft nicht ab? Wir helfen Ihnen gerne.", false],
    ["Abfluss verstopft? Wir helfen sofort!", true],
    ["Diese Woche 40 % auf Baustelle Nord, 60 % auf Süd.", false],
    ["Diese Woche 40 % auf Lampen, 60 % auf Kabel.", true],
    ["Im Angebot standen 5 % auf den Stahlpreis.", false],
    ["Im Angebot stehen 5 % auf alle Stahlregale.", true],
    ["Bei der nächsten Wartung sparen wir uns den Filter.", false],
    ["Bei der nächsten Wartung sparen Sie den Filter.", true],
  ])("%s", (text, isPromo) => {
    expect(promoIn(text)).toBe(isPromo);
  });
});
