import { describe, expect, expectTypeOf, it } from "vitest";
import { forCustomer, ofRule, Problem, type ProblemDetails } from "./problem.ts";

describe("a refusal", () => {
  it("without words of its own speaks with those of the list, in both languages", () => {
    expect(new Problem("not-found").toJson()).toMatchObject({
      title: "Das gibt es nicht, oder es gehört nicht hierher.",
      en: "This does not exist, or does not belong here.",
    });
  });

  it("says what is exact here in both languages, and at each field too", () => {
    const refusal = new Problem("bad-input", {
      detail: { de: "Zu kurz.", en: "Too short." },
      fields: { text: { de: "leer", en: "empty" }, name: forCustomer("fehlt") },
    });
    expect(refusal.toJson()).toMatchObject({
      detail: "Zu kurz.",
      en: "Too short.",
      fields: { text: "leer", name: "fehlt" },
      fieldsEn: { text: "empty" },
    });
  });

  it("leaves the English of a rule's sentence to the screen that keeps it", () => {
    const told = new Problem("not-lawful", { detail: ofRule("Der Kunde hat Werbung beendet.") }).toJson();
    expect(told.detail).toBe("Der Kunde hat Werbung beendet.");
    expect(told).not.toHaveProperty("en");
  });

  it("takes no plain sentence: whoever reads it may have the app in English", () => {
    expectTypeOf<string>().not.toExtend<ProblemDetails["detail"]>();
    const plain = { detail: "Nur deutsch." } as unknown as ProblemDetails;
    expect(() => new Problem("conflict", plain).toJson()).toThrow();
  });
});
