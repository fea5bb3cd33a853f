import { forgetFilesOf } from "../attachments/forget-files.action.ts";
import { channelIdsOf, deleteMessages } from "../conversations/delete-messages.action.ts";
import { forgetReceipts } from "../inbound/forget-deliveries.action.ts";
import { forgetOutgoing } from "../outbound/delivery/forget-outgoing.action.ts";
import type { Tx } from "../platform/db.ts";

/**
 * Removes messages with everything that hangs on them in any module. The caller takes the files off the disk after the
 * commit.
 */
export async function removeMessages(tx: Tx, tenantId: string, messageIds: readonly string[]) {
  const waiting = await forgetOutgoing(tx, messageIds);
  await forgetReceipts(tx, await channelIdsOf(tx, messageIds));
  const files = await forgetFilesOf(tx, tenantId, messageIds);
  return { messages: await deleteMessages(tx, messageIds), waiting, files };
}
