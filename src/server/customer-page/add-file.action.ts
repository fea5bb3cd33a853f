import type { FinishUpload } from "../../contract/customer.ts";
import { chooseSmaller, customerLimits } from "../../contract/customer-limits.ts";
import { dropIncoming } from "../attachments/drop-incoming.action.ts";
import { safeFileName } from "../attachments/file-name.ts";
import { dropBlocks, readBlocks } from "../attachments/join-blocks.action.ts";
import { keepIncoming } from "../attachments/keep-incoming.action.ts";
import { registerInboundMedia } from "../attachments/register-inbound-media.action.ts";
import { uploadId } from "../attachments/upload-id.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { tooBig } from "../platform/http/multipart.adapter.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import { type KeptFile, refOf } from "./receive-from-customer.action.ts";
import type { CustomerSession } from "./session.store.ts";
import { limitFiles } from "./slow-down.action.ts";
import { lockOwnMessage } from "./talk.store.ts";

/**
 * Adds a file whose blocks are all here to a message the customer has just sent. The ordinal keeps the order and
 * makes repeating harmless. Throws `not-found` for a message of somebody else, `conflict` when a block is missing,
 * `too-many` when so much came from this address today that no more is kept.
 * @returns the attachment's id, undefined when this file had arrived before, or was taken back
 */
export async function addFile(
  deps: Deps,
  page: CustomerPage,
  session: CustomerSession,
  finish: FinishUpload,
  address: string,
): Promise<string | undefined> {
  const { tenantId } = page;
  const { messageId, ordinal } = finish;
  const free = () => deps.db.withTenant(tenantId, (tx) => isFree(tx, tenantId, session, messageId, ordinal));
  const id = uploadId((subject) => deps.seal.blindIndex(tenantId, "upload", subject), session.sessionId, finish.upload);
  if (!(await free())) {
    await dropBlocks(deps, tenantId, id, finish.blocks);
    return undefined;
  }
  const joined = await readBlocks(deps, tenantId, id, finish.blocks, customerLimits.fileBytes);
  if (joined.kind === "too-large")
    throw new Problem("too-large", { detail: forCustomer(`${tooBig(customerLimits.fileBytes).de} ${chooseSmaller}`) });
  if (joined.kind === "missing") {
    // Or whoever asked before, and is not waited for any more, has just made the file of them.
    if (!(await free())) return undefined;
    throw new Problem("conflict", { detail: forCustomer("Ein Teil der Datei fehlt. Bitte noch einmal senden.") });
  }
  await limitFiles(deps, tenantId, address, joined.bytes.length);
  const attachmentId = await keepIncoming(deps, tenantId, joined.bytes);
  const file = { attachmentId, fileName: safeFileName(finish.name) ?? "Datei", mimeType: finish.type };
  const added = await deps.db.withTenant(tenantId, async (tx) => {
    if (!(await isFree(tx, tenantId, session, messageId, ordinal))) return false;
    await register(deps, tx, tenantId, { contactId: session.contactId, messageId, ordinal, file });
    return true;
  });
  if (!added) await dropIncoming(deps, tenantId, [attachmentId]);
  // Not before the file hangs on its message: killed until here, it is made of the same blocks again.
  await dropBlocks(deps, tenantId, id, finish.blocks);
  return added ? attachmentId : undefined;
}

async function isFree(tx: Tx, tenantId: string, session: CustomerSession, messageId: string, ordinal: number) {
  const message = await lockOwnMessage(tx, tenantId, session.conversationId, messageId);
  if (message === undefined) throw new Problem("not-found");
  return message.files.every((one) => one.ordinal !== ordinal);
}

async function register(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  add: { readonly contactId: string; readonly messageId: string; readonly ordinal: number; readonly file: KeptFile },
): Promise<void> {
  const { contactId, file, ...place } = add;
  const contactKey = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (contactKey === undefined) throw new Problem("not-found");
  const ref = refOf(tenantId, file);
  const { attachmentId } = file;
  await registerInboundMedia(deps, tx, { tenantId, contactKey, contactId, ...place, ref, attachmentId });
}
