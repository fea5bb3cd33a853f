import { sniffType } from "../attachments/sniff.adapter.ts";
import { stripAndJudge } from "../attachments/strip-and-judge.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { accessSickNote } from "./access-sick-note.action.ts";
import { loadPhoto, putPhoto } from "./sick-note.store.ts";

const pictures = /^image\/(jpeg|png|webp)$/;

/** The photo of the certificate, from its sender only and until it is taken over; place and device are cut out (PH-1). */
export async function keepSickPhoto(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  id: string,
  bytes: Buffer,
): Promise<void> {
  const note = await accessSickNote(deps, tx, caller, id);
  if (note.memberId !== caller.memberId) throw new Problem("not-found");
  if (note.takenAt !== null) throw new Problem("conflict");
  const type = await sniffType(bytes);
  const judged = await stripAndJudge(bytes, type);
  if (!pictures.test(type) || judged.verdict.verdict !== "allow")
    throw new Problem("unknown-media", {
      detail: {
        de: "Das ist kein Foto, das wir lesen können. Nimm JPEG oder PNG.",
        en: "We cannot read this as a photo. Take JPEG or PNG.",
      },
    });
  await putPhoto(deps, tx, caller.tenantId, id, { type, bytes: judged.bytes });
}

export async function readSickPhoto(deps: Pick<Deps, "seal">, tx: Tx, caller: Caller, id: string) {
  await accessSickNote(deps, tx, caller, id);
  const photo = await loadPhoto(deps, tx, caller.tenantId, id);
  if (!photo) throw new Problem("not-found");
  return photo;
}
