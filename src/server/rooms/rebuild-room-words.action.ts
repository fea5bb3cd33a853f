import type { Deps } from "../platform/deps.ts";
import { indexRoomMessages } from "./index-room-messages.action.ts";
import { messagesAfter } from "./room-search.store.ts";

const batch = 500;

/** Makes the search of the rooms anew from their messages: it is in no backup and empty after a crash. */
export async function rebuildRoomWords(deps: Pick<Deps, "db" | "seal">, tenantId: string): Promise<void> {
  let last: string | undefined = "00000000-0000-0000-0000-000000000000";
  while (last !== undefined) {
    const from: string = last;
    last = await deps.db.withTenant(tenantId, async (tx) => {
      const rows = await messagesAfter(tx, from, batch);
      await indexRoomMessages(deps, tx, tenantId, rows);
      return rows.at(-1)?.messageId;
    });
  }
}
