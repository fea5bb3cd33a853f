import type { AttachmentView } from "../../contract/messages.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { freeFromMessages } from "./attachment.store.ts";
import { loadAttachmentViews } from "./load-attachments.action.ts";

/**
 * Files of messages that were taken back wait for another message, as before; unused they go the next night.
 * @returns them, in the order of the messages
 */
export async function detachFiles(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  messageIds: readonly string[],
): Promise<AttachmentView[]> {
  const keys = await openContactKeys(deps.seal, tx, tenantId, [contactId]);
  const views = await loadAttachmentViews(deps, tx, tenantId, keys, messageIds);
  await freeFromMessages(tx, messageIds);
  return messageIds.flatMap((id) => views.get(id) ?? []);
}
