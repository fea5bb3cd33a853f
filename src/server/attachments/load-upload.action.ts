import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { type ReadAttachment, readAttachment } from "./read-attachment.action.ts";

/** A file a member uploaded for this contact and has not sent yet; refuses any other as not there. */
export async function loadUpload(
  deps: Pick<Deps, "config" | "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  attachmentId: string,
): Promise<Pick<ReadAttachment, "media" | "mimeType" | "name">> {
  const file = await readAttachment(deps, tx, tenantId, attachmentId);
  if (!file || file.contactId !== contactId || file.messageId !== null)
    throw new Problem("not-found", {
      detail: {
        de: "Eine Datei ist nicht mehr da. Bitte noch einmal anhängen.",
        en: "A file is no longer there. Please attach it once more.",
      },
    });
  return file;
}
