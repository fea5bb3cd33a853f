import type { Shows } from "../../contract/projects.ts";
import type { Tx } from "../platform/db.ts";
import type { ProjectContact } from "../project-links/project-contact.ts";

const contactColumns = ["project_id as projectId", "contact_id as contactId", "key_id as keyId"] as const;

/** Its customers, without those who are erased and whom a hold keeps. */
export async function contactsOf(tx: Tx, projectId: string): Promise<ProjectContact[]> {
  return await tx
    .selectFrom("project_contact")
    .select(contactColumns)
    .where("project_id", "=", projectId)
    .where("restricted_at", "is", null)
    .orderBy("contact_id")
    .execute();
}

export async function insertContact(tx: Tx, tenantId: string, contact: ProjectContact): Promise<void> {
  await tx
    .insertInto("project_contact")
    .values({
      tenant_id: tenantId,
      project_id: contact.projectId,
      contact_id: contact.contactId,
      key_id: contact.keyId,
    })
    .execute();
}

export interface ProjectConversation {
  readonly conversationId: string;
  readonly contactId: string;
  readonly photosSince: Date;
}

export async function conversationsOf(tx: Tx, projectId: string): Promise<ProjectConversation[]> {
  return await tx
    .selectFrom("project_conversation")
    .select(["conversation_id as conversationId", "contact_id as contactId", "photos_since as photosSince"])
    .where("project_id", "=", projectId)
    .orderBy("conversation_id")
    .execute();
}

export async function insertConversation(
  tx: Tx,
  tenantId: string,
  projectId: string,
  link: ProjectConversation,
): Promise<void> {
  await tx
    .insertInto("project_conversation")
    .values({
      tenant_id: tenantId,
      project_id: projectId,
      conversation_id: link.conversationId,
      contact_id: link.contactId,
      photos_since: link.photosSince,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

export async function dropConversation(tx: Tx, projectId: string, conversationId: string): Promise<void> {
  await tx
    .deleteFrom("project_conversation")
    .where("project_id", "=", projectId)
    .where("conversation_id", "=", conversationId)
    .execute();
}

/** What the office decided about customers' photos, or about the one. */
export async function decidedPhotos(tx: Tx, projectId: string, only?: string) {
  const query = tx
    .selectFrom("project_photo")
    .select(["attachment_id", "released", "shows"])
    .where("project_id", "=", projectId);
  const rows = await (only === undefined ? query : query.where("attachment_id", "=", only)).execute();
  return new Map(rows.map((row) => [row.attachment_id, { released: row.released, shows: row.shows }] as const));
}

export async function decidePhoto(
  tx: Tx,
  tenantId: string,
  photo: { projectId: string; attachmentId: string; contactId: string },
  change: { readonly shows?: Shows | null; readonly released?: boolean },
): Promise<void> {
  await tx
    .insertInto("project_photo")
    .values({
      tenant_id: tenantId,
      project_id: photo.projectId,
      attachment_id: photo.attachmentId,
      contact_id: photo.contactId,
      ...change,
    })
    .onConflict((oc) => oc.columns(["tenant_id", "project_id", "attachment_id"]).doUpdateSet(change))
    .execute();
}

/** Unties contact and project: conversations, decisions about photos, the contact itself. */
export async function dropContact(tx: Tx, projectId: string, contactId: string): Promise<void> {
  for (const table of ["project_conversation", "project_photo", "project_contact"] as const)
    await tx.deleteFrom(table).where("project_id", "=", projectId).where("contact_id", "=", contactId).execute();
}
