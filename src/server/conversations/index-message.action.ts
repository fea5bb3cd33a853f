import { transcriptsOf } from "../attachments/transcripts-of.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { textOf } from "./message-content.ts";
import { loadOne } from "./message-page.store.ts";
import { indexWords } from "./message-search.store.ts";
import { openStored } from "./open-message.action.ts";

/** Writes a message's words anew into the search: its text, and what is written down of its voice messages. */
export async function indexMessage(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  messageId: string,
  key: ContactKey,
): Promise<void> {
  const row = await loadOne(tx, messageId);
  if (!row) return;
  const { content } = openStored(deps, tenantId, key, messageId, row.sealed_content);
  const spoken = await transcriptsOf(deps, tx, tenantId, new Map([[key.contactId, key]]), [messageId]);
  // What its author took back is found no more, however much of it stays.
  const text = row.revoked_at !== null ? "" : [textOf(content), ...(spoken.get(messageId) ?? [])].join("\n").trim();
  // Without a word its old ones would stay: nothing is written for an empty text.
  indexWords(tx, tenantId, [{ messageId, conversationId: row.conversation_id, text: text || " " }]);
}
