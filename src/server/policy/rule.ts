// What a rule is: its id, and a check that says what it thinks of an action.
import type { Action, Facts } from "./facts.ts";
import type { RequireToken, RuleId } from "./verdict.ts";

/**
 * What one rule says. `allow` permits on its own; `pass` permits nothing but is named beside an allow because the
 * rule looked closely and is content (a greeting returned, a template used); silence is `undefined`.
 */
export type Outcome =
  | { readonly effect: "deny"; readonly whyDe: string }
  | { readonly effect: "require"; readonly token: RequireToken; readonly whyDe: string }
  | { readonly effect: "allow"; readonly whyDe: string }
  | { readonly effect: "pass"; readonly whyDe: string };

export type Rule = {
  readonly id: RuleId;
  /** Rules that fall silent when this one allows. Only PN-8 (danger to life) may use it. */
  readonly lifts?: readonly RuleId[];
  check(action: Action, facts: Facts): Outcome | undefined;
};

export const deny = (whyDe: string): Outcome => ({ effect: "deny", whyDe });
export const require = (token: RequireToken, whyDe: string): Outcome => ({ effect: "require", token, whyDe });
export const allow = (whyDe: string): Outcome => ({ effect: "allow", whyDe });
export const pass = (whyDe = ""): Outcome => ({ effect: "pass", whyDe });
