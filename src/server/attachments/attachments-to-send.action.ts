import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadForMessages } from "./attachment.store.ts";
import { type ReadAttachment, readAttachment } from "./read-attachment.action.ts";

/** The stored files of one message, opened, in their order. */
export async function attachmentsToSend(
  deps: Pick<Deps, "config" | "seal">,
  tx: Tx,
  tenantId: string,
  messageId: string,
): Promise<ReadAttachment[]> {
  const rows = await loadForMessages(tx, tenantId, [messageId]);
  const files = await Promise.all(rows.map((row) => readAttachment(deps, tx, tenantId, row.attachment_id)));
  return files.filter((file) => file !== undefined);
}
