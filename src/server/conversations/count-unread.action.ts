import type { Role } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { can } from "../rights/can.ts";
import { reachOf } from "./access-conversation.action.ts";
import { loadCounts } from "./inbox.store.ts";

/** How many conversations have something this member has not read; none for whoever may not read them. */
export async function countUnread(
  tx: Tx,
  { memberId, role }: { readonly memberId: string; readonly role: Role },
): Promise<number> {
  return can({ role }, "read-conversations") ? (await loadCounts(tx, memberId, reachOf({ role }))).unread : 0;
}
