import { expect, test } from "vitest";
import type { Facts } from "../policy/facts.ts";
import type { RequireToken, Verdict } from "../policy/verdict.ts";
import { forReader, toPermit } from "./permit.ts";

const missing = (...requires: RequireToken[]) => {
  const verdict: Verdict = { verdict: "require", requires, rules: ["PN-1"], whyDe: "Es fehlt etwas.", evidence: [] };
  return toPermit({ verdict, facts: { extra: {} }, signals: [], adds: null, windowEndsAt: null, wayOut: null });
};
const shownTo = (role: "owner" | "crew_lead", ...requires: RequireToken[]) =>
  forReader(missing(...requires), { role }).remedies.map(({ token }) => token);

test("who may put right what is missing sees it beside what happens by itself", () => {
  expect(shownTo("owner", "deliver_notice", "avv_review")).toEqual(["deliver_notice", "avv_review"]);
});

test("what happens by itself is no help to somebody who has to wait for the owner with the rest", () => {
  expect(shownTo("crew_lead", "deliver_notice", "avv_review")).toEqual([]);
  expect(shownTo("crew_lead", "deliver_notice")).toEqual(["deliver_notice"]);
});

test.each<[string, boolean, Facts]>([
  ["was never asked", true, { consentAds: "none", extra: {} }],
  ["gave a consent that has ended", true, { consentAds: "expired", extra: {} }],
  ["was asked and has not answered", false, { consentAds: "asked", extra: {} }],
  ["said no", false, { consentAds: "refused", extra: {} }],
  ["said STOPP", false, { consentAds: "withdrawn", extra: {} }],
  ["turned adverts off in WhatsApp", false, { consentAds: "none", extra: { metaPreference: "stop" } }],
])("below an advert for somebody who %s the question is offered: %s", (_who, offered, facts) => {
  const verdict: Verdict = { verdict: "deny", requires: [], rules: ["AD-1", "AD-2"], whyDe: "Werbung.", evidence: [] };
  const permit = toPermit({ verdict, facts, signals: ["Rabatt"], adds: null, windowEndsAt: null, wayOut: null });
  expect(permit.asksConsent).toBe(offered);
});
