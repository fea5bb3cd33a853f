// A decision names each fact it rests on: no fact it leaves out turns what its rules say.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../src/server/policy/evaluate.ts";
import { type Action, actions, type Facts } from "../../src/server/policy/facts.ts";
import { allRules } from "../../src/server/policy/rule-book.ts";
import { anyFacts } from "./any-facts.ts";
import { given, optInStart } from "./given.ts";

const runs = { numRuns: 1500 };
const anyAction = fc.constantFrom<Action>("send", "send", "send", ...actions);
const nameOf = (line: string): string => line.slice(0, line.indexOf("="));

/** The same facts with another's value for each one that the record leaves out. */
function otherwise(facts: Facts, other: Facts, named: ReadonlySet<string>): Facts {
  const mixed = (mine: object, theirs: object, prefix: string) => {
    const values = new Map(Object.entries(mine));
    for (const [name, value] of Object.entries(theirs)) if (!named.has(prefix + name)) values.set(name, value);
    return Object.fromEntries(values);
  };
  return { ...mixed(facts, other, ""), extra: mixed(facts.extra, other.extra, "extra.") };
}

describe("the evidence of a decision", () => {
  it("names every fact that turns what one of the deciding rules says", () => {
    fc.assert(
      fc.property(anyAction, anyFacts, anyFacts, (action, facts, other) => {
        const { rules, evidence } = evaluate(action, facts);
        const changed = otherwise(facts, other, new Set(evidence.map(nameOf)));
        for (const rule of allRules.filter(({ id }) => rules.includes(id)))
          expect([rule.id, rule.check(action, changed)]).toEqual([rule.id, rule.check(action, facts)]);
      }),
      runs,
    );
  });

  it("names the recipients and the order that runs for a beginning to several with an opt-in (FC-2)", () => {
    const { verdict, rules, evidence } = evaluate(
      "send",
      optInStart({ messageClass: "service_info", recipients: 3, extra: { openOrder: true } }),
    );
    expect([verdict, rules.includes("FC-2")]).toEqual(["allow", true]);
    expect(evidence).toEqual(expect.arrayContaining(["recipients=3", "extra.openOrder=true"]));
  });

  it("never tells the words of a person, and names what is missing where nothing allows", () => {
    const danger = given({ messageClass: "safety", extra: { danger: "gas_smell", overrideReason: "Bei Frau Kluge" } });
    expect(evaluate("send", danger).evidence.join()).not.toContain("Kluge");
    expect(evaluate("send", { extra: {} }).evidence).not.toEqual([]);
  });
});
