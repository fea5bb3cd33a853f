import type { Tx } from "../platform/db.ts";
import type { ProjectContact } from "./project-contact.ts";

const contactColumns = ["project_id as projectId", "contact_id as contactId", "key_id as keyId"] as const;

/** Where a contact is a customer, for an erasure. */
export async function projectsOf(tx: Tx, contactId: string): Promise<ProjectContact[]> {
  return await tx
    .selectFrom("project_contact")
    .select(contactColumns)
    .where("contact_id", "=", contactId)
    .where("restricted_at", "is", null)
    .orderBy("project_id")
    .execute();
}

export async function projectIdsOfConversations(tx: Tx, conversationIds: readonly string[]): Promise<string[]> {
  if (conversationIds.length === 0) return [];
  const rows = await tx
    .selectFrom("project_conversation")
    .select("project_id")
    .distinct()
    .where("conversation_id", "in", [...conversationIds])
    .execute();
  return rows.map((row) => row.project_id);
}
