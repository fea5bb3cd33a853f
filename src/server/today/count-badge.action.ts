import { countUnread } from "../conversations/count-unread.action.ts";
import type { Role } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { countUnreadTalk } from "../rooms/count-unread-talk.action.ts";
import { isOffDuty } from "./is-off-duty.action.ts";

/** The number on the app's icon: what is unread, and nothing in one's free time (G10). */
export async function countBadge(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  member: { readonly memberId: string; readonly role: Role },
): Promise<number> {
  if (await isOffDuty(deps, tx, tenantId, member.memberId)) return 0;
  return (await countUnread(tx, member)) + (await countUnreadTalk(tx, member));
}
