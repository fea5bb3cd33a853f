// Answers in an advert's words, and the adverts beside them.
import { describe, expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { answerTexts, answerUnseenTexts } from "./examined-texts.ts";
import { measure } from "./measure.ts";

describe("telling an answer from an advert", () => {
  it("does so where the customer asked for a grant or a price, also where nobody has looked", () => {
    const result = measure(answerTexts);
    expect(result.f1, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.92);
    expect(measure(answerUnseenTexts).f1).toBeGreaterThanOrEqual(0.87);
  });

  it.each([
    ["a price put right", "Habe den Preis geändert: 89 statt 119 Euro.", false],
    ["a bargain", "Fensterputz fürs ganze Haus, 89 statt 119 Euro!", true],
    ["a choice within the job", "Mit der günstigeren Fliese sind wir bei 480 statt 720 Euro, passt das so?", false],
    ["a question behind a bargain", "Bei uns kostet der Ölwechsel 79 statt 99 Euro. Jetzt gleich anrufen!", true],
    ["a grant that was given", "Ihr KfW-Antrag ist durch, 8.400 Euro Zuschuss. Jetzt dürfen wir bestellen.", false],
    ["a grant held out", "Die KfW zahlt bis zu 70 % Ihrer neuen Heizung. Wollen Sie das Geld liegen lassen?", true],
    ["the customer's own work", "Wenn Sie die alte Tapete selbst abmachen, sparen Sie rund 300 Euro.", false],
    ["a saving for everybody", "Mit PV vom Dach sparen Sie rund 300 Euro im Jahr.", true],
    ["a neighbour held up", "Ihr Nachbar hat sich schon für Solar entschieden. Wann sind Sie dran?", true],
    ["a neighbour with the same job", "Ihr Nachbar hat schon umgestellt, deshalb teilen Sie sich das Gerüst.", false],
    ["what is over tomorrow", "Nur noch heute Lärm, versprochen. Morgen wird gestrichen.", false],
    ["a bare discount", "-30%!!!", true],
    ["a bare number", "30%", false],
    ["a voucher in hand", "Der Gutschein von Ihrer Tochter ist bei uns hinterlegt.", false],
    ["a voucher on sale", "Verschenken Sie Freude: Gutscheine ab 20 Euro.", true],
  ])("reads %s", (_what, text, promoContent) => {
    expect(classifyText(text)).toMatchObject({ promoContent });
  });
});
