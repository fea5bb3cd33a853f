import type { ParsedItem } from "../channels/channel.ts";
import { receiveItems } from "../inbound/receive-items.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { CustomerPage } from "./customer-page.ts";
import { loadUnfetched } from "./talk.store.ts";

/**
 * The customer's page has fetched the conversation: what had been sent is now delivered. Not read: whether somebody
 * looked is not ours to record (MD-2).
 */
export async function noteFetched(deps: Deps, page: CustomerPage, conversationId: string): Promise<void> {
  const { tenantId, accountId } = page;
  await deps.db.withTenant(tenantId, async (tx) => {
    const ids = await loadUnfetched(tx, tenantId, conversationId);
    if (ids.length === 0) return;
    const at = deps.clock.now().getTime();
    const receipts = ids.map(
      (externalId): ParsedItem => ({
        kind: "receipt",
        label: "webchat.delivered",
        externalId,
        status: "delivered",
        at,
      }),
    );
    await receiveItems(deps, tx, { tenantId, accountId, kind: "webchat" }, receipts);
  });
}
