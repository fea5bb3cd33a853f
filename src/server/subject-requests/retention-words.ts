import { ruleOf } from "../policy/retention-rules.ts";

/** How long a message stays and by which law, in words a customer understands. */
export function retentionWords(retentionClass: string): string {
  const rule = ruleOf(retentionClass);
  return rule === undefined ? "bis Ihr Anliegen erledigt ist" : `${rule.period.de} (${rule.basis})`;
}
