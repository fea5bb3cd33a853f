import type { ConversationDetail, ConversationRow } from "../../contract/conversations.ts";
import type { MessagePage } from "../../contract/messages.ts";
import { api } from "../api.ts";
import { copies } from "./copies.ts";
import { vault } from "./vault.ts";

/** A conversation as it can be read without a net. */
export interface ThreadCopy {
  readonly detail: ConversationDetail;
  readonly items: MessagePage["items"];
  readonly last: number;
}

const howMany = 50;
const messages = 40;
let round = 0;

/** Fetches the newest conversations one by one, in the gaps of other work, so that they can be read in a cellar (U52). */
export async function prefetch(rows: readonly ConversationRow[]): Promise<void> {
  const mine = ++round;
  for (const row of rows.slice(0, howMany)) {
    if (mine !== round || !vault.open || !navigator.onLine) return;
    const known = await copies.read<ThreadCopy>("thread", row.id);
    if (known && known.detail.row.version === row.version && known.last === known.items.at(-1)?.position) continue;
    try {
      const [detail, page] = await Promise.all([
        api.get<ConversationDetail>(`/api/conversations/${row.id}`),
        api.get<MessagePage>(`/api/conversations/${row.id}/messages?limit=${messages}`),
      ]);
      copies.keep("thread", row.id, { detail, items: page.items, last: page.last } satisfies ThreadCopy);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
