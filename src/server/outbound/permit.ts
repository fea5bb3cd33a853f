import type { Permit, RuleView } from "../../contract/policy.ts";
import { remedyFor } from "../policy/remedies.ts";
import { ruleTitle } from "../policy/rule-titles.ts";
import type { RuleId, Verdict } from "../policy/verdict.ts";

/** A rule by name and article, for people. */
export function showRule(id: RuleId): RuleView {
  const { titleDe, article } = ruleTitle(id);
  return { id, title: titleDe, article };
}

/** What the permit line shows: one sentence, and what would make it lawful. */
export function toPermit(verdict: Verdict, signals: readonly string[], windowEndsAt: Date | null, now: Date): Permit {
  return {
    verdict: verdict.verdict,
    why: verdict.whyDe,
    remedies: verdict.requires.map((token) => {
      const { labelDe, automatic } = remedyFor(token);
      return { token, label: labelDe, automatic };
    }),
    rules: verdict.rules.map(showRule),
    signals: [...signals],
    windowEndsAt: windowEndsAt?.toISOString() ?? null,
    windowOpen: windowEndsAt === null || windowEndsAt > now,
  };
}
