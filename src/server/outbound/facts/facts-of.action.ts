import type { Tx } from "../../platform/db.ts";
import type { FactRow } from "./fact-row.ts";
import { loadFactRows } from "./facts.store.ts";

/** What the policy knows of one conversation; undefined when it is not there. */
export async function factsOf(tx: Tx, conversationId: string): Promise<FactRow | undefined> {
  return (await loadFactRows(tx, [conversationId])).get(conversationId);
}
