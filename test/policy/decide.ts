// One row per behaviour: a sentence about the trade, the facts, the verdict, and the rules that must be named.
import { expect, it } from "vitest";
import { evaluate } from "../../src/server/policy/evaluate.ts";
import type { Action, Facts } from "../../src/server/policy/facts.ts";
import { formatVerdict, type RuleId } from "../../src/server/policy/verdict.ts";

export type Row = readonly [sentence: string, facts: Facts, verdict: string, ...rules: RuleId[]];

/** Runs a table of rows for one action; the named rules must be exactly those that decided. */
export function decides(action: Action, rows: readonly Row[]): void {
  it.each(rows.map((row) => [row[0], row] as const))("%s", (_sentence, [, facts, verdict, ...rules]) => {
    const answer = evaluate(action, facts);
    expect(formatVerdict(answer)).toBe(verdict);
    expect(new Set(answer.rules)).toEqual(new Set(rules));
    expect(answer.whyDe).toMatch(/\.$/);
  });
}
