import { transcriptsOf } from "../attachments/transcripts-of.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Deps } from "../platform/deps.ts";
import { textOf } from "./message-content.ts";
import { indexWords, messagesAfter } from "./message-search.store.ts";
import { openStored } from "./open-message.action.ts";

const batch = 500;
const first = "00000000-0000-0000-0000-000000000000";

/**
 * Makes the search index of a business anew from its messages: it is in no backup. Whose key is gone is not indexed.
 * @param onDone called with the number of messages just read
 */
export async function rebuildWords(
  deps: Pick<Deps, "db" | "seal">,
  tenantId: string,
  onDone: (messages: number) => void,
): Promise<void> {
  for (let last: string | undefined = first; last !== undefined; ) {
    const after: string = last;
    last = await deps.db.withTenant(tenantId, async (tx) => {
      const rows = await messagesAfter(tx, after, batch);
      const keys = await openContactKeys(
        deps.seal,
        tx,
        tenantId,
        rows.map((row) => row.contact_id),
      );
      const ids = rows.map((row) => row.message_id);
      const spoken = await transcriptsOf(deps, tx, tenantId, keys, ids);
      const words = rows.flatMap((row) => {
        const key = keys.get(row.contact_id);
        if (!key) return [];
        const { content } = openStored(deps, tenantId, key, row.message_id, row.sealed_content);
        const text = [textOf(content), ...(spoken.get(row.message_id) ?? [])].join("\n").trim();
        return [{ messageId: row.message_id, conversationId: row.conversation_id, text }];
      });
      indexWords(tx, tenantId, words);
      onDone(rows.length);
      return rows.at(-1)?.message_id;
    });
  }
}
