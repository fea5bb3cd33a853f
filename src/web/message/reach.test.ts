import { describe, expect, it } from "vitest";
import { reachText } from "../../contract/dialled.ts";
import { labelledReach, reachLink } from "./reach.ts";

describe("a way to reach somebody", () => {
  it("leads a number to the phone and an address to the mail program, and nothing else anywhere", () => {
    expect(reachLink("0371 555-12")).toBe("tel:037155512");
    expect(reachLink("+49 371 55512")).toBe("tel:+4937155512");
    // The nought in brackets is dialled inside the country only.
    expect(reachLink("+49 (0)371 / 555-12")).toBe("tel:+4937155512");
    expect(reachLink("0049 (0) 371 55512")).toBe("tel:004937155512");
    expect(reachLink("(0371) 55512")).toBe("tel:037155512");
    expect(reachLink("0371\u2011555–12")).toBe("tel:037155512");
    expect(reachLink("gerda@beispiel.example")).toBe("mailto:gerda@beispiel.example");
    expect(reachLink("javascript:alert(1)")).toBeUndefined();
  });

  it("is written one way where a machine wrote it, and as the person did where a person did", () => {
    expect([reachText("+491711110001"), reachText("491711110001")]).toEqual(["+49 171 1110001", "+49 171 1110001"]);
    expect(reachText("0371 555")).toBe("0371 555");
  });

  it("is found in what a customer said about themselves", () => {
    expect(labelledReach("Telefon: 0371 555")).toEqual({ label: "Telefon", value: "0371 555" });
    expect(labelledReach("Name: Gerda Lindner")).toBeUndefined();
  });
});
