import { customerLimits } from "../../contract/customer-limits.ts";
import { registerInboundMedia } from "../attachments/register-inbound-media.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./load-page.action.ts";
import { type KeptFile, refOf } from "./receive-from-customer.action.ts";
import type { CustomerSession } from "./session.store.ts";
import { lockOwnMessage } from "./thread.store.ts";

/**
 * Adds one more file to a message the customer has just sent; `ordinal` keeps the order and makes repeating harmless.
 * @returns false when this place was taken already: the file had arrived before
 */
export async function addFile(
  deps: Deps,
  page: CustomerPage,
  session: CustomerSession,
  add: { readonly messageId: string; readonly ordinal: number; readonly file: KeptFile },
): Promise<boolean> {
  const { tenantId } = page;
  const { contactId, conversationId } = session;
  return deps.db.withTenant(tenantId, async (tx) => {
    const message = await lockOwnMessage(tx, tenantId, conversationId, add.messageId);
    if (message === undefined || add.ordinal >= customerLimits.files) throw new Problem("not-found");
    if (message.takenOrdinals.includes(add.ordinal)) return false;
    const contactKey = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
    if (contactKey === undefined) throw new Problem("not-found");
    const { messageId, ordinal, file } = add;
    const ref = refOf(tenantId, file);
    const { attachmentId } = file;
    await registerInboundMedia(deps, tx, { tenantId, contactKey, contactId, messageId, ordinal, ref, attachmentId });
    return true;
  });
}
