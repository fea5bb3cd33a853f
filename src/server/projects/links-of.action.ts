import { reservedFrom } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { conversationsOf, type ProjectConversation } from "./project-link.store.ts";

/** The conversations of a project, without those that are reserved for others: their photos go with them. */
export async function linksOf(tx: Tx, caller: Pick<Caller, "role">, projectId: string): Promise<ProjectConversation[]> {
  const reserved = await reservedFrom(tx, caller);
  return (await conversationsOf(tx, projectId)).filter(({ conversationId }) => !reserved.has(conversationId));
}
