import type { FinishUpload } from "../../contract/customer.ts";
import { dropBlocks } from "../attachments/join-blocks.action.ts";
import { registerGone } from "../attachments/register-inbound-media.action.ts";
import { uploadId } from "../attachments/upload-id.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import { refOf } from "./receive-from-customer.action.ts";
import type { CustomerSession } from "./session.store.ts";
import { lockOwnMessage } from "./talk.store.ts";

/** Both sides read it, beside the file's name. */
export const cancelled = "Das Senden wurde abgebrochen.";

/**
 * A customer takes a file back while it is being sent (U36). Its place in the message is taken from now on, so nothing
 * of it that is still under way is kept; nobody waits for it any more. Asking again is harmless.
 * @returns true when the file had arrived before and stays; one that was refused does not
 */
export async function cancelFile(
  deps: Deps,
  { tenantId }: Pick<CustomerPage, "tenantId">,
  session: CustomerSession,
  file: FinishUpload,
): Promise<boolean> {
  const arrived = await deps.db.withTenant(tenantId, (tx) => takePlace(deps, tx, tenantId, session, file));
  const id = uploadId((subject) => deps.seal.blindIndex(tenantId, "upload", subject), session.sessionId, file.upload);
  if (!arrived) await dropBlocks(deps, tenantId, id, file.blocks);
  return arrived;
}

async function takePlace(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { contactId, conversationId }: CustomerSession,
  { messageId, ordinal, name, type }: FinishUpload,
): Promise<boolean> {
  const message = await lockOwnMessage(tx, tenantId, conversationId, messageId);
  if (message === undefined) throw new Problem("not-found");
  const there = message.files.find((one) => one.ordinal === ordinal);
  if (there !== undefined) return there.whyGone === null;
  const contactKey = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (contactKey === undefined) throw new Problem("not-found");
  const ref = refOf(tenantId, { attachmentId: "", fileName: name, mimeType: type });
  await registerGone(deps, tx, { tenantId, contactKey, contactId, messageId, ordinal, ref }, cancelled);
  await appendEvents(deps, tx, tenantId, [{ kind: "attachment-changed", conversationId, messageId, contactId }]);
  return false;
}
