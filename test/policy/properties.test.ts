import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/server/policy/evaluate.ts";
import { type Action, actions, type Facts, parseAction, parseFacts } from "../../src/server/policy/facts.ts";
import { remedyFor } from "../../src/server/policy/remedies.ts";
import { allRules } from "../../src/server/policy/rule-book.ts";
import { ruleTitle } from "../../src/server/policy/rule-titles.ts";
import { formatVerdict, isAutomatic, requireTokens, ruleIds } from "../../src/server/policy/verdict.ts";
import { anyFacts } from "./any-facts.ts";
import { given } from "./given.ts";

const anyAction = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Action>("send") },
  { weight: 1, arbitrary: fc.constantFrom(...actions) },
);
const runs = { numRuns: 4000 };

/** For each fact the value that must never be better than not knowing. */
const worst: Partial<Facts> = {
  channel: "whatsapp_private",
  initiatedBy: "none",
  inboundCount: 0,
  optInDocumented: false,
  noticeStatus: "none",
  consentAds: "withdrawn",
  consentIdleMonths: 99,
  promoContent: true,
  deviceType: "private",
  recipientIsEmployee: true,
  employeeRelation: "staff",
  recipientType: "consumer",
  windowAgeHours: null,
  avvStatus: "missing",
  transferMechanism: "missing",
  dpfValid: false,
  impressumStatus: "missing",
  recipients: 2,
  optOutHint: false,
};

describe("the engine as a whole", () => {
  it("gives the strictest answer any rule gives, and denies when nothing allows", () => {
    fc.assert(
      fc.property(anyAction, anyFacts, (action, facts) => {
        const answer = evaluate(action, facts);
        const lifted = answer.rules.includes("PN-8") ? ["PN-1", "PN-4", "IN-4"] : [];
        const said = allRules.flatMap((rule) => {
          const outcome = lifted.includes(rule.id) ? undefined : rule.check(action, facts);
          return outcome === undefined ? [] : [outcome.effect];
        });
        if (said.includes("deny")) expect(answer.verdict).toBe("deny");
        else if (said.includes("require")) expect(answer.verdict).not.toBe("allow");
        else expect(answer.verdict).toBe(said.includes("allow") ? "allow" : "deny");
      }),
      runs,
    );
  });

  it("always names a rule and a reason, and tokens exactly when it requires something", () => {
    fc.assert(
      fc.property(anyAction, anyFacts, (action, facts) => {
        const answer = evaluate(action, facts);
        expect(answer.rules.length).toBeGreaterThan(0);
        expect(answer.whyDe).toMatch(/\.$/);
        expect(answer.requires.length > 0).toBe(answer.verdict === "require");
        expect(new Set(answer.rules).size).toBe(answer.rules.length);
      }),
      runs,
    );
  });

  it("never answers better for a fact it does not know than for the worst it could be", () => {
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...Object.keys(worst)), (facts, name) => {
        const unknown = evaluate("send", { ...facts, [name]: undefined });
        if (unknown.verdict !== "allow") return;
        expect(evaluate("send", { ...facts, [name]: worst[name as keyof typeof worst] }).verdict).toBe("allow");
      }),
      { numRuns: 8_000 },
    );
  });

  it("is not moved by danger where advertising, withdrawal, devices or address books are concerned", () => {
    const danger = { danger: "gas_smell", overrideReason: "Gasgeruch" };
    fc.assert(
      fc.property(anyAction, anyFacts, (action, facts) => {
        const before = evaluate(action, {
          ...facts,
          extra: { ...facts.extra, danger: undefined, overrideReason: undefined },
        });
        if (before.verdict !== "deny") return;
        const denied = (["AD-2", "AD-7", "DV-1", "AB-1"] as const).filter((rule) => before.rules.includes(rule));
        if (denied.length === 0) return;
        const after = evaluate(action, { ...facts, extra: { ...facts.extra, ...danger } });
        expect(after.rules).toEqual(expect.arrayContaining(denied));
      }),
      runs,
    );
  });

  it("never takes an allow back because a good fact was added", () => {
    const good: Partial<Facts> = {
      noticeStatus: "delivered",
      avvStatus: "complete",
      transferMechanism: "none_needed",
      optOutHint: true,
      deviceType: "business_managed",
      impressumStatus: "complete",
      windowAgeHours: 0.1,
      promoContent: false,
    };
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...Object.keys(good)), (facts, name) => {
        // a notice the contact already has is the one thing not to be sent again (PN-5)
        fc.pre(facts.extra.kind !== "privacy_notice");
        const before = evaluate("send", facts);
        // without its advert it is another message, which does not rest on the permission for adverts (AD-2, AD-8)
        fc.pre(name !== "promoContent" || !before.rules.some((rule) => rule === "AD-2" || rule === "AD-8"));
        if (before.verdict !== "allow") return;
        expect(evaluate("send", { ...facts, [name]: good[name as keyof typeof good] }).verdict).toBe("allow");
      }),
      { numRuns: 5_000 },
    );
  });

  it("does not let a plain message rest on the consent for adverts", () => {
    const advert = given({
      initiatedBy: "business",
      inboundCount: 1,
      consentAds: "granted",
      consentIdleMonths: 3,
      promoContent: true,
      templateCategory: "marketing",
      optOutHint: true,
    });
    expect(evaluate("send", advert)).toMatchObject({ verdict: "allow", rules: expect.arrayContaining(["AD-2"]) });
    expect(evaluate("send", { ...advert, promoContent: false })).toMatchObject({ verdict: "deny", rules: ["WA-1"] });
  });

  it("lifts nothing but what danger to life names", () => {
    expect(allRules.filter((rule) => rule.lifts !== undefined).map((rule) => [rule.id, rule.lifts])).toEqual([
      ["PN-8", ["PN-1", "PN-4", "IN-4"]],
    ]);
  });

  it("keeps its books: every rule once, every id titled, every token with a button", () => {
    expect(new Set(allRules.map((rule) => rule.id)).size).toBe(allRules.length);
    for (const rule of allRules) expect(ruleIds).toContain(rule.id);
    for (const id of ruleIds) expect(ruleTitle(id).titleDe.length).toBeGreaterThan(3);
    for (const token of requireTokens)
      expect(remedyFor(token)).toMatchObject({ labelDe: expect.any(String), automatic: isAutomatic(token) });
    // What the system does by itself needs no page; a page is one of the app.
    const places = requireTokens.map((token) => [token, remedyFor(token).path] as const);
    expect(places.filter(([token, path]) => path !== null && isAutomatic(token))).toEqual([]);
    for (const [, path] of places)
      if (path !== null) expect(path).toMatch(/^\/(recht|einrichten|einstellungen|kontakte)/);
  });
});

describe("reading facts", () => {
  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        const { facts } = parseFacts(input);
        expect(["allow", "deny", "require"]).toContain(evaluate("send", facts).verdict);
      }),
      runs,
    );
  });

  it("names what it did not understand and goes on without it", () => {
    const { facts, problems } = parseFacts({
      ...given(),
      channel: "fax",
      avvStatus: 7,
      colour: "red",
      extra: { openOrder: "yes", hasGps: true },
    });
    expect(facts.channel).toBeUndefined();
    expect(facts.avvStatus).toBeUndefined();
    expect(facts.messageClass).toBe("transactional");
    expect(facts.extra).toEqual({ hasGps: true });
    expect(problems).toHaveLength(4);
    expect(problems.join(" ")).toContain("„channel“");
    expect(problems.join(" ")).not.toContain("fax");
  });

  it.each([
    ["promoContent", "nein", "true oder false"],
    ["channel", "fax", "eines von whatsapp_cloud"],
    ["windowAgeHours", -2, "eine Zahl ab 0"],
    ["inboundCount", 1.5, "eine ganze Zahl ab 0"],
  ])("says what belongs there: %s = %j", (name, value, wanted) => {
    const { problems } = parseFacts({ ...given(), [name]: value });
    expect(problems).toEqual([expect.stringContaining(`gebraucht wird ${wanted}`)]);
  });

  it.each([
    ["localTime", "2026-11-24T19:30:00Z", "ohne Z"],
    ["localTime", "2026-11-24T19:30+99:99", "ohne Z"],
    ["documentDate", "2017-02-31", "ein Tag wie"],
    ["cutoff", "8pm", "eine Uhrzeit wie"],
    ["missing", "metadata_profile", "eine Liste"],
  ])("says what belongs there: extra.%s = %j", (name, value, wanted) => {
    const { problems, facts } = parseFacts({ ...given(), extra: { [name]: value } });
    expect(facts.extra).toEqual({});
    expect(problems).toEqual([expect.stringContaining(wanted)]);
  });

  it.each([
    ["noticeStatsu", "sent", "noticeStatus", false],
    ["window_age_hours", 3, "windowAgeHours", false],
    ["jobOrdered", true, "extra.jobOrdered", false],
    ["extra", { openOrdr: true }, "extra.openOrder", false],
    ["extra", { objectd: true }, "extra.objected", true],
    ["colour", "red", undefined, false],
  ])("says which fact was meant: %s = %j", (name, value, meant, hides) => {
    const read = parseFacts({ ...given(), [name]: value });
    expect(read.problems).toEqual([expect.stringMatching(meant ? `gemeint ist vielleicht „${meant}“.$` : "nicht.$")]);
    expect(read.hides).toBe(hides);
  });

  it("knows the catalogue's other word for send", () => {
    expect(parseAction("reply")).toBe("send");
    expect(parseAction("fly")).toBeUndefined();
    expect(parseAction(7)).toBeUndefined();
  });

  it("writes several requirements in one line", () => {
    expect(formatVerdict({ verdict: "require", requires: ["deliver_notice", "template_utility"] })).toBe(
      "require:deliver_notice,template_utility",
    );
  });
});
