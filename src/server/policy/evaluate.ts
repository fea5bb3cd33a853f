// The one question of the product: may this leave? Every rule is asked; the strictest answer wins.
import { lookedAt } from "./evidence.ts";
import type { Action, Facts } from "./facts.ts";
import type { Outcome, Rule } from "./rule.ts";
import { allRules } from "./rule-book.ts";
import { base1, base2, isNowhere, plainPermission, whyNothingAllows } from "./rules/base.ts";
import { isSend } from "./situation.ts";
import { type RequireToken, requireTokens, type Verdict } from "./verdict.ts";

type Finding = { readonly rule: Rule; readonly outcome: Outcome };

/**
 * Decides an action. All rules run; deny beats require beats allow; without a matching allow the answer is deny.
 * Unknown facts count as not fulfilled. Pure: the same facts give the same verdict.
 */
export function evaluate(action: Action, facts: Facts): Verdict {
  const findings = withoutLifted(ask(action, facts));
  const denials = findings.filter(({ outcome }) => outcome.effect === "deny");
  if (denials.length > 0) return verdictOf("deny", denials, action, facts);
  const demands = findings.filter(({ outcome }) => outcome.effect === "require");
  if (demands.length > 0 && !isNowhere(action, facts)) return verdictOf("require", demands, action, facts);
  const permits = strongestPermits(findings.filter(({ outcome }) => outcome.effect === "allow"));
  if (permits.length > 0 && demands.length === 0) {
    const content = findings.filter(({ outcome }) => outcome.effect === "pass");
    return verdictOf("allow", inBookOrder([...permits, ...content]), action, facts);
  }
  return nothingAllows(action, facts);
}

function ask(action: Action, facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const rule of allRules) {
    const outcome = rule.check(action, facts);
    if (outcome !== undefined) findings.push({ rule, outcome });
  }
  return findings;
}

/** An exception silences the rules it names, and no others. */
function withoutLifted(findings: Finding[]): Finding[] {
  const lifted = new Set(
    findings.flatMap(({ rule, outcome }) => (outcome.effect === "allow" ? (rule.lifts ?? []) : [])),
  );
  return findings.filter(({ rule }) => !lifted.has(rule.id));
}

/** A special permission speaks for itself; the base ones are named only where they stand alone. */
function strongestPermits(permits: Finding[]): Finding[] {
  const special = permits.filter(({ rule }) => rule.id !== "BASE-1" && rule.id !== "BASE-2");
  return special.length > 0 ? special : permits;
}

const inBookOrder = (findings: Finding[]): Finding[] =>
  findings.toSorted((a, b) => allRules.indexOf(a.rule) - allRules.indexOf(b.rule));

function nothingAllows(action: Action, facts: Facts): Verdict {
  const base = isSend(action) ? base1 : base2;
  const evidence = lookedAt(facts, (seen) => {
    base.check(action, seen);
    whyNothingAllows(action, seen);
  });
  return { verdict: "deny", requires: [], rules: [base.id], whyDe: whyNothingAllows(action, facts), evidence };
}

function verdictOf(verdict: Verdict["verdict"], deciding: readonly Finding[], action: Action, facts: Facts): Verdict {
  const tokens = new Set(deciding.flatMap(({ outcome }) => (outcome.effect === "require" ? [outcome.token] : [])));
  const sentences = new Set(deciding.map(({ outcome }) => outcome.whyDe).filter((sentence) => sentence !== ""));
  if (sentences.size > 1) sentences.delete(plainPermission);
  return {
    verdict,
    requires: requireTokens.filter((token: RequireToken) => tokens.has(token)),
    rules: deciding.map(({ rule }) => rule.id),
    whyDe: [...sentences].join(" "),
    evidence: lookedAt(facts, (seen) => {
      for (const { rule } of deciding) rule.check(action, seen);
    }),
  };
}
