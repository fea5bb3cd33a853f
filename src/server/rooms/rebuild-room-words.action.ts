import type { Deps } from "../platform/deps.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { textOf } from "./room-content.ts";
import { indexWords, messagesAfter } from "./room-message.store.ts";
import { openContent } from "./show-room-messages.action.ts";

const batch = 500;

/** Makes the search of the rooms anew from their messages: it is in no backup and empty after a crash. */
export async function rebuildRoomWords(deps: Pick<Deps, "db" | "seal">, tenantId: string): Promise<void> {
  let last: string | undefined = "00000000-0000-0000-0000-000000000000";
  while (last !== undefined) {
    const from: string = last;
    last = await deps.db.withTenant(tenantId, async (tx) => {
      const rows = await messagesAfter(tx, from, batch);
      const rooms = rows.map((row) => row.roomId);
      const keys = await openTeamKeys(deps.seal, tx, tenantId, rooms);
      const words = rows.flatMap((row) => {
        const content = openContent(deps, tenantId, keys.get(row.roomId), row);
        return content ? [{ messageId: row.messageId, roomId: row.roomId, text: textOf(content) }] : [];
      });
      await indexWords(tx, tenantId, words);
      return rows.at(-1)?.messageId;
    });
  }
}
