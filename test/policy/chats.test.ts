// What craft businesses write in chats, and the texts of either kind that sound like the other.
import { describe, expect, it } from "vitest";
import { classifyText } from "../../src/server/policy/classify-text.ts";
import { alikeTexts, chatTexts, chatUnseenTexts, clerkTexts } from "./examined-texts.ts";
import { measure } from "./measure.ts";

describe("telling advertising from service in chats", () => {
  it("does so, also where nobody has looked", () => {
    const result = measure(chatTexts);
    expect(result.f1, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.95);
    expect(measure(chatUnseenTexts).f1).toBeGreaterThanOrEqual(0.94);
  });

  it("does so where one sounds like the other", () => {
    const { precision, recall } = measure(alikeTexts);
    expect(precision).toBeGreaterThanOrEqual(0.85);
    expect(recall).toBeGreaterThanOrEqual(0.78);
  });

  it("does so in what an office writes all day", () => {
    const result = measure(clerkTexts);
    expect(clerkTexts.length).toBeGreaterThan(200);
    expect(result.f1, result.wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
    expect(result.exact).toBeGreaterThanOrEqual(0.93);
  });

  it.each([
    ["advice against buying", "Das günstigere Modell tut es bei Ihnen auch, die teure Pumpe lohnt sich nicht.", false],
    [
      "a saving within the job",
      "Wenn wir die Leitung gleich mitmachen, sparen Sie sich das Aufstemmen. Ja oder nein?",
      false,
    ],
    ["a draft to be judged", "Bewerten Sie bitte den Entwurf, damit ich weiß, was ich ändern soll.", false],
    [
      "a vote of the tenants",
      "Kurze Umfrage unter allen Mietern: Passt Ihnen vormittags oder nachmittags besser?",
      false,
    ],
    ["what is left on a voucher", "Auf Ihrem Gutschein sind noch 23,50 Euro drauf.", false],
    ["a question to all customers", "Kurze Umfrage unter allen Kunden: Wie gut gefällt Ihnen unser Service?", true],
    ["a voucher for whoever wants one", "Gutscheine ab 20 Euro, das ideale Geschenk!", true],
    ["work done, then a plea", "Das Tor läuft wieder. Wir freuen uns über fünf Sterne bei Google.", true],
  ])("reads %s", (_what, text, promoContent) => {
    expect(classifyText(text)).toMatchObject({ promoContent });
  });
});
