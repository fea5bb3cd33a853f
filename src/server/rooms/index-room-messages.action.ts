import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { filesOfMessages } from "../team-files/team-files.action.ts";
import { openTeamKeys } from "../team-files/team-keys.action.ts";
import { textOf } from "./room-content.ts";
import type { RoomMessage } from "./room-message.store.ts";
import { indexWords } from "./room-search.store.ts";
import { openContent } from "./show-room-messages.action.ts";

/** Writes the words of messages anew into the search: their text, names of files, what is written down of voices. */
export async function indexRoomMessages(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  messages: readonly Pick<RoomMessage, "messageId" | "roomId" | "sealedContent">[],
): Promise<void> {
  const keys = await openTeamKeys(
    deps.seal,
    tx,
    tenantId,
    messages.map(({ roomId }) => roomId),
  );
  const ids = messages.map(({ messageId }) => messageId);
  const files = await filesOfMessages(deps, tx, tenantId, ids);
  const words = messages.flatMap((message) => {
    const { messageId, roomId } = message;
    const content = openContent(deps, tenantId, keys.get(roomId), message);
    if (!content) return [];
    const ofFiles = (files.get(messageId) ?? []).flatMap(({ name, transcript }) => [
      name ?? "",
      transcript?.text ?? "",
    ]);
    return [{ messageId, roomId, text: [textOf(content), ...ofFiles].join("\n") }];
  });
  await indexWords(tx, tenantId, words);
}
