import type { CleanPhoto } from "../attachments/clean-photo.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { accessSickNote } from "./access-sick-note.action.ts";
import { loadPhoto, putPhoto } from "./sick-note.store.ts";

export const sickPhotoKinds = /^image\/(jpeg|png|webp)$/;

/** The photo of the certificate, from its sender only and until it is taken over. */
export async function keepSickPhoto(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  id: string,
  { mimeType, judged }: CleanPhoto,
): Promise<void> {
  const note = await accessSickNote(deps, tx, caller, id);
  if (note.memberId !== caller.memberId) throw new Problem("not-found");
  if (note.takenAt !== null) throw new Problem("conflict");
  await putPhoto(deps, tx, caller.tenantId, id, { type: mimeType, bytes: judged.bytes });
}

export async function readSickPhoto(deps: Pick<Deps, "seal">, tx: Tx, caller: Caller, id: string) {
  await accessSickNote(deps, tx, caller, id);
  const photo = await loadPhoto(deps, tx, caller.tenantId, id);
  if (!photo) throw new Problem("not-found");
  return photo;
}
