import { expect, test } from "vitest";
import type { Role } from "../platform/caller.ts";
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

test("the contract is put right by whoever keeps the register; whoever may only read it is sent there to read", () => {
  const overdue = missing("avv_review");
  const verdict = { ...overdue, rules: overdue.rules.map((rule) => ({ ...rule, id: "AV-4" })) };
  const shown = (role: Role) => {
    const { remedies, elsewhere } = forReader(verdict, { role });
    return [remedies.map(({ label }) => label), elsewhere?.label];
  };
  expect(shown("owner")).toEqual([["Prüfung nachholen"], undefined]);
  expect(shown("office")).toEqual([[], "Zu den Verträgen"]);
  expect(shown("crew_lead")).toEqual([[], undefined]);
});

test("a person who has their data restricted is found by one tap, by whoever may see their case", () => {
  const verdict: Verdict = { verdict: "deny", requires: [], rules: ["AD-2", "DS-4"], whyDe: "Gesperrt.", evidence: [] };
  const facts: Facts = { consentAds: "none", extra: { useRestricted: true } };
  const permit = toPermit({ verdict, facts, signals: [], adds: null, windowEndsAt: null, wayOut: null });
  // They are not asked about adverts either.
  expect(permit.asksConsent).toBe(false);
  const shown = (role: Role) => forReader(permit, { role }).elsewhere?.path;
  expect([shown("owner"), shown("office"), shown("crew")]).toEqual(["/recht/anfragen", "/recht/anfragen", undefined]);
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

test.each<[string, Facts["templateCategory"], Verdict["verdict"], readonly string[], RequireToken]>([
  ["a promo line in a text is taken out", null, "require", ["Rabatt"], "remove_promo"],
  ["an advert in a text is taken out", null, "deny", ["Rabatt"], "remove_promo"],
  ["a promo line in a template needs another template", "utility", "require", ["Rabatt"], "template_utility"],
  ["a template that is an advert needs another template", "marketing", "deny", ["Rabatt"], "template_utility"],
  ["so does one without a word that gives it away", "marketing", "deny", [], "template_utility"],
])("%s", (_what, templateCategory, verdict, signals, token) => {
  const requires: RequireToken[] = verdict === "require" ? ["remove_promo"] : [];
  const judged: Verdict = { verdict, requires, rules: ["AD-1"], whyDe: "Werbung.", evidence: [] };
  const facts = { templateCategory, extra: {} };
  const permit = toPermit({ verdict: judged, facts, signals, adds: null, windowEndsAt: null, wayOut: null });
  expect(permit.remedies.map((remedy) => remedy.token)).toEqual([token]);
});
