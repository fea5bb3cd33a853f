import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { fileCodeMac } from "./fetch-file-link.action.ts";
import { insertFileLink } from "./file-link.store.ts";

/** Keeps what opens a file of a message: hashes of the secret in the link and of the code. @returns the id of the link */
export async function keepFileLink(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  tenantId: string,
  of: { readonly contactId: string; readonly messageId: string; readonly attachmentId: string },
  opens: { readonly secret: string; readonly code: string; readonly expiresAt: Date },
): Promise<string> {
  const fileLinkId = deps.ids.uuid();
  await insertFileLink(tx, tenantId, {
    file_link_id: fileLinkId,
    contact_id: of.contactId,
    message_id: of.messageId,
    attachment_id: of.attachmentId,
    link_hash: hashSecret(opens.secret),
    code_mac: fileCodeMac(deps, tenantId, fileLinkId, opens.code),
    made_at: deps.clock.now(),
    expires_at: opens.expiresAt,
  });
  return fileLinkId;
}
