import { expect, it } from "vitest";
import { signInLines } from "./sign-in-lines.ts";

it("names each role as the screens do, and only those there is a link for", () => {
  expect(signInLines({ crew_lead: "http://l", owner: "http://o" })).toEqual([
    "  anmelden als Inhaber      http://o",
    "  anmelden als Vorarbeiter  http://l",
  ]);
});
