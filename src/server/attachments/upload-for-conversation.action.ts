import type { AttachmentView } from "../../contract/messages.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadConversationContact } from "./attachment.store.ts";
import { loadAttachmentView } from "./load-attachments.action.ts";
import { storeBytes } from "./store-bytes.action.ts";

export interface Upload {
  readonly caller: Pick<Caller, "tenantId" | "memberId">;
  readonly conversationId: string;
  readonly bytes: Uint8Array;
  readonly fileName: string | undefined;
  readonly maxBytes: number;
}

/**
 * Keeps a member's upload for a conversation of the own business; it waits there until a message takes it.
 * Throws `not-found` for a conversation that is not there or not ours, `unknown-media` with a German reason for a
 * file we do not keep.
 */
export async function uploadForConversation(deps: Deps, upload: Upload): Promise<AttachmentView> {
  const { tenantId, memberId } = upload.caller;
  const key = await deps.db.withTenant(tenantId, async (tx) => {
    const contactId = await loadConversationContact(tx, tenantId, upload.conversationId);
    return contactId && (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  });
  if (!key) throw new Problem("not-found");
  const { bytes, fileName, maxBytes } = upload;
  const stored = await storeBytes(deps, { tenantId, key, bytes, fileName, maxBytes, createdBy: memberId });
  if (stored.kind === "refused") throw new Problem("unknown-media", { detail: stored.whyDe });
  const view = await deps.db.withTenant(tenantId, (tx) =>
    loadAttachmentView(deps, tx, tenantId, key, stored.attachmentId),
  );
  if (view === undefined) throw new Error("the upload vanished");
  return view;
}
