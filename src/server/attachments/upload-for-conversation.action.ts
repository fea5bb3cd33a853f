import type { AttachmentView } from "../../contract/messages.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { assertFewUnsent } from "./assert-few-unsent.ts";
import { loadAttachment } from "./attachment.store.ts";
import { finishUpload } from "./finish-upload.action.ts";
import { loadAttachmentView } from "./load-attachments.action.ts";
import type { Conversations } from "./open-attachment.action.ts";
import { storeBytes, type WithFile } from "./store-bytes.action.ts";
import { countUnsent } from "./upload.store.ts";

interface Upload {
  readonly caller: Caller;
  readonly conversationId: string;
  readonly fileName: string | undefined;
  readonly maxBytes: number;
  readonly declared?: "voice";
}

/**
 * Keeps a member's upload for a conversation of the own business; it waits there until a message takes it.
 * Throws `not-found` for a conversation that is not there or not ours, `unknown-media` with a German reason for a
 * file we do not keep.
 */
export async function uploadForConversation(
  deps: Deps,
  upload: Upload & { readonly bytes: Uint8Array },
  conversations: Conversations,
): Promise<AttachmentView> {
  const key = await openKey(deps, upload, conversations);
  return await show(deps, upload, key, await keep(deps, upload, key, upload.bytes));
}

/** The same for an upload whose blocks are here. Asked twice it is the same file, and it may be in a message by then. */
export async function finishForConversation(
  deps: Deps,
  upload: Upload & { readonly upload: string; readonly blocks: number },
  conversations: Conversations,
): Promise<AttachmentView> {
  const key = await openKey(deps, upload, conversations);
  const id = await finishUpload(deps, upload.caller, upload, (bytes, note) => keep(deps, upload, key, bytes, note));
  return await show(deps, upload, key, id);
}

async function openKey(
  deps: Deps,
  { caller, conversationId }: Upload,
  { accessConversation }: Conversations,
): Promise<ContactKey> {
  const { tenantId } = caller;
  const key = await deps.db.withTenant(tenantId, async (tx) => {
    const { contactId } = await accessConversation(tx, caller, conversationId);
    return (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  });
  if (!key) throw new Problem("not-found");
  return key;
}

async function keep(deps: Deps, upload: Upload, key: ContactKey, bytes: Uint8Array, note?: WithFile): Promise<string> {
  const { caller, fileName, maxBytes, declared } = upload;
  assertFewUnsent(await deps.db.withTenant(caller.tenantId, (tx) => countUnsent(tx, caller.memberId)));
  const own = { tenantId: caller.tenantId, key, bytes, fileName, maxBytes, createdBy: caller.memberId };
  const file = declared === undefined ? own : { ...own, declared };
  const stored = await storeBytes(deps, file, note);
  if (stored.kind === "refused") throw new Problem("unknown-media", { detail: stored.why });
  return stored.attachmentId;
}

async function show(
  deps: Deps,
  { caller: { tenantId } }: Upload,
  key: ContactKey,
  id: string,
): Promise<AttachmentView> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const row = await loadAttachment(tx, tenantId, id);
    const view = row?.contact_id === key.contactId ? await loadAttachmentView(deps, tx, tenantId, key, id) : undefined;
    // Finished for somebody else, or swept meanwhile.
    if (view === undefined) throw new Problem("not-found");
    return view;
  });
}
