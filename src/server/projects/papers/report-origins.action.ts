import type { PhotoRef } from "../../../contract/projects.ts";
import { isKeptFrom } from "../../contacts/access-contact.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import { findTeamFile } from "../../team-files/read-team-file.action.ts";
import type { Project } from "../access-project.action.ts";
import { contactsOf } from "../project-link.store.ts";
import { customerPhotos } from "../project-photos.action.ts";

/**
 * What a report with these photos is kept and forgotten with: the photos customers sent that it shows, their senders,
 * and the customer it names, who is nobody to a caller they are kept from.
 */
export async function originsOf(
  tx: Tx,
  caller: Caller,
  project: Project,
  refs: readonly PhotoRef[],
): Promise<{ madeFrom: readonly string[]; about: readonly string[] }> {
  const contacts = await contactsOf(tx, project.projectId);
  const senders = new Map(
    (await customerPhotos(tx, caller, project)).map((photo) => [photo.attachmentId, photo.contactId]),
  );
  const madeFrom = new Set<string>();
  const about = new Set<string>();
  const [named] = contacts;
  if (named && !(await isKeptFrom(tx, caller, named.contactId))) about.add(named.contactId);
  for (const { source, id } of refs) {
    const file = source === "team" ? await findTeamFile(tx, id) : undefined;
    for (const photo of source === "team" ? (file?.made_from ?? []) : [id]) madeFrom.add(photo);
    const sender = file ? contacts.find((one) => one.keyId === file.owner_id)?.contactId : senders.get(id);
    if (sender !== undefined) about.add(sender);
  }
  return { madeFrom: [...madeFrom], about: [...about] };
}
