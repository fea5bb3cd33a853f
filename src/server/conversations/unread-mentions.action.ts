import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { reachOf } from "./access-conversation.action.ts";
import { loadMentions } from "./note-mention.store.ts";

/** In how many conversations a note names the caller that they have not read yet, and the way to the oldest one (M2). */
export async function unreadMentions(
  tx: Tx,
  caller: Pick<Caller, "memberId" | "role">,
): Promise<{ readonly count: number; readonly path: string }> {
  const found = await loadMentions(tx, caller.memberId, reachOf(caller));
  const [oldest] = found;
  return {
    count: found.length,
    path: oldest ? `/posteingang/${oldest.conversationId}?nachricht=${oldest.position}` : "/posteingang",
  };
}
