import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { evaluate } from "../../policy/evaluate.ts";
import { loadFactRows } from "../facts/facts.store.ts";
import { actionOf, deviceTypeOf, sendFacts } from "../facts/send-facts.ts";
import { factsOfChannels, type SendRequest, waitsForNotice } from "../send-message.action.ts";

/**
 * Those of the requests that the policy would let out now, or as well those that only wait for the notice. Nothing is
 * kept: whoever sends them is asked again.
 */
export async function mayLeave(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  requests: readonly SendRequest[],
  orWait?: "or-wait",
): Promise<SendRequest[]> {
  const rows = await loadFactRows(tx, [...new Set(requests.map((r) => r.conversationId))]);
  const channels = await factsOfChannels(deps, tx, tenantId, rows);
  return requests.filter(({ conversationId, linted, actor }) => {
    const row = rows.get(conversationId);
    const channel = row && channels.get(row.channelKind);
    if (!channel) return false;
    const facts = sendFacts(row, channel, linted.facts, deviceTypeOf(actor.kind), deps.clock.now());
    const verdict = evaluate(actionOf(linted.facts), facts);
    return verdict.verdict === "allow" || (orWait !== undefined && waitsForNotice(verdict, row));
  });
}
