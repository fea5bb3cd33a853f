import type { MessageView } from "../../contract/messages.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadStretch } from "./message-page.store.ts";
import { showMessages } from "./show-messages.action.ts";

const page = 500;

/** Everything said in a conversation, notes included, oldest first. Whoever calls has made sure that it may be read. */
export async function readWhole(deps: Deps, tx: Tx, tenantId: string, conversationId: string): Promise<MessageView[]> {
  const all: MessageView[] = [];
  for (let after = 0; ; ) {
    const rows = await loadStretch(tx, conversationId, { after, limit: page });
    all.push(...(await showMessages(deps, tx, tenantId, rows)));
    if (rows.length < page) return all;
    after = rows.at(-1)?.position ?? after;
  }
}
