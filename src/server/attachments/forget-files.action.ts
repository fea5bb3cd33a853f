import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { deleteRows } from "./attachment.store.ts";
import { removeSealed } from "./vault.adapter.ts";

/** Forgets the files of some messages; @returns their ids, for `removeFiles` after the commit. */
export async function forgetFilesOf(tx: Tx, tenantId: string, messageIds: readonly string[]): Promise<string[]> {
  return await deleteRows(tx, tenantId, { messageIds });
}

/** Forgets whatever is left of a contact's files, uploads that never became part of a message included. */
export async function forgetFilesOfContact(tx: Tx, tenantId: string, contactId: string): Promise<string[]> {
  return await deleteRows(tx, tenantId, { contactId });
}

/** Takes the bytes off the disk, thumbnails too. What a crash leaves here, the sweeper finds. */
export async function removeFiles(deps: Pick<Deps, "config">, tenantId: string, ids: readonly string[]): Promise<void> {
  const { dataDir } = deps.config;
  for (const id of ids)
    for (const part of ["content", "thumbnail", "incoming"] as const) await removeSealed(dataDir, tenantId, id, part);
}
