import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadForMessages } from "./attachment.store.ts";
import { nameWithEnding } from "./file-name.ts";
import { endingOf } from "./media-types.ts";
import { lostFiles, readSealed, removeSealed, writeSealed } from "./vault.adapter.ts";

/** A file of a letter as the letter names it; the hash ties the bytes to the chain. */
export interface FileOfLetter {
  readonly id: string;
  readonly messageId: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: number;
  readonly sha256: string;
}

const letterPlace = (id: string) => ({ table: "letter_file", row: id, column: "content" });

/** The stored files of some messages. */
export async function describeFiles(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  key: ContactKey,
  messageIds: readonly string[],
): Promise<FileOfLetter[]> {
  const rows = await loadForMessages(tx, tenantId, messageIds);
  return rows.flatMap((row) => {
    if (row.state !== "stored" || row.message_id === null || row.contact_id !== key.contactId) return [];
    const place = { table: "attachment", row: row.attachment_id, column: "sealed_name" };
    const given =
      row.sealed_name === null
        ? "Datei"
        : deps.seal.openForContact(tenantId, key, place, row.sealed_name).toString("utf8");
    return {
      id: row.attachment_id,
      messageId: row.message_id,
      name: nameWithEnding(given, endingOf(row.mime_type)),
      mimeType: row.mime_type,
      bytes: row.bytes ?? 0,
      sha256: Buffer.from(row.hash_after ?? []).toString("hex"),
    };
  });
}

/** Seals a file anew under the key of the letters, before the contact's own key goes. The bytes stay as they are. */
export async function resealForLetters(
  deps: Pick<Deps, "config" | "seal">,
  tenantId: string,
  attachmentId: string,
  from: ContactKey,
  to: ContactKey,
): Promise<boolean> {
  const { dataDir } = deps.config;
  const sealed = await readSealed(dataDir, tenantId, attachmentId, "content");
  if (sealed === undefined) return false;
  const place = { table: "attachment", row: attachmentId, column: "content" };
  const bytes = deps.seal.openForContact(tenantId, from, place, sealed);
  const anew = deps.seal.forContact(tenantId, to, letterPlace(attachmentId), bytes);
  await writeSealed(dataDir, tenantId, attachmentId, "letter", anew);
  return true;
}

/** The bytes of a file that only its letter still holds. */
export async function readLetterFile(
  deps: Pick<Deps, "config" | "seal">,
  tenantId: string,
  attachmentId: string,
  key: ContactKey,
): Promise<Buffer | undefined> {
  const sealed = await readSealed(deps.config.dataDir, tenantId, attachmentId, "letter");
  return sealed && deps.seal.openForContact(tenantId, key, letterPlace(attachmentId), sealed);
}

/** Of these files of letters those that lie neither beside their message any more nor with the letter. */
export async function lostLetterFiles(
  { config }: Pick<Deps, "config">,
  tenantId: string,
  ids: readonly string[],
): Promise<string[]> {
  const notBeside = await lostFiles(config.dataDir, tenantId, ids);
  return await lostFiles(config.dataDir, tenantId, notBeside, "letter");
}

export async function removeLetterFiles(deps: Pick<Deps, "config">, tenantId: string, ids: readonly string[]) {
  for (const id of ids) await removeSealed(deps.config.dataDir, tenantId, id, "letter");
}
