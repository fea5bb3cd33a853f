import type { Tx } from "../platform/db.ts";
import { projectsOf as load } from "./linked-project.store.ts";
import type { ProjectContact } from "./project-contact.ts";

/** Where a contact is a customer, for an erasure. */
export async function projectsOf(tx: Tx, contactId: string): Promise<ProjectContact[]> {
  return await load(tx, contactId);
}
