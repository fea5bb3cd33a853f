import { accessForReading } from "../conversations/access-conversation.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { loadConversationOf } from "./attachment.store.ts";
import { type ReadAttachment, readAttachment } from "./read-attachment.action.ts";

/**
 * A file for whoever asks: all of them for owner and office, all but those of reserved conversations for the team, those
 * of the opened conversation for an officer let in.
 */
export async function openAttachment(
  deps: Deps,
  caller: Caller,
  attachmentId: string,
  part: "content" | "thumbnail",
): Promise<ReadAttachment> {
  const { tenantId } = caller;
  const file = await deps.db.withTenant(tenantId, async (tx) => {
    if (!can(caller, "read-reserved")) {
      const conversationId = await loadConversationOf(tx, attachmentId);
      // Without a conversation yet: handed in a moment ago by somebody of the team.
      if (conversationId === undefined && !can(caller, "read-conversations")) return undefined;
      if (conversationId !== undefined) await accessForReading(deps, tx, caller, conversationId, "file");
    }
    return await readAttachment(deps, tx, tenantId, attachmentId, part);
  });
  if (file === undefined) throw new Problem("not-found");
  return file;
}
