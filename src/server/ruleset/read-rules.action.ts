import type { RulesAnswer } from "../../contract/law-rules.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { defaults } from "../policy/defaults.ts";
import { adjustable, limitNames, limitsOf } from "../policy/limits.ts";
import { allRules } from "../policy/rule-book.ts";
import { ruleNote } from "../policy/rule-notes.ts";
import { ruleTitle } from "../policy/rule-titles.ts";
import { ruleIds, rulesetVersionOf } from "../policy/verdict.ts";
import { readLimits } from "./read-limits.action.ts";
import { loadSpoken } from "./ruleset.store.ts";

const decided = new Set(allRules.map(({ id }) => id));

/** Every rule in plain words, how often it spoke in the last 30 days, and the numbers this business may tighten. */
export async function readRules(deps: Pick<Deps, "clock">, tx: Tx): Promise<RulesAnswer> {
  const spoken = new Map((await loadSpoken(tx, after(deps.clock.now(), -30 * day))).map((row) => [row.rule, row]));
  const limits = await readLimits(tx);
  const inForce = limitsOf({ limits });
  return {
    rulesetVersion: rulesetVersionOf(limits?.version),
    rules: ruleIds.map((id) => {
      const { titleDe, article } = ruleTitle(id);
      const row = spoken.get(id);
      return {
        id,
        title: titleDe,
        article,
        note: ruleNote(id),
        decides: decided.has(id),
        count: row?.count ?? 0,
        last: row
          ? {
              at: row.at.toISOString(),
              channel: row.channel,
              action: row.action,
              verdict: row.verdict,
              messageId: row.messageId,
            }
          : null,
      };
    }),
    limits: limitNames.map((name) => ({
      name,
      rule: adjustable[name].rule,
      value: inForce[name],
      shipped: defaults[name],
      strictest: adjustable[name].strictest,
    })),
  };
}
