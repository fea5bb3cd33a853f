import type { FileLinkView } from "../../contract/file-links.ts";
import type { Tx } from "../platform/db.ts";
import { loadFileLinks, mostTries } from "./file-link.store.ts";

/** Of messages that brought a link to a file, by message: until when it holds, and whether the file was fetched. */
export async function showFileLinks(tx: Tx, messageIds: readonly string[]): Promise<Map<string, FileLinkView>> {
  if (messageIds.length === 0) return new Map();
  const rows = await loadFileLinks(tx, messageIds);
  return new Map(
    rows.map(({ messageId, expiresAt, fetchedAt, tries }) => [
      messageId,
      {
        expiresAt: expiresAt.toISOString(),
        fetchedAt: fetchedAt?.toISOString() ?? null,
        locked: fetchedAt === null && tries >= mostTries,
      },
    ]),
  );
}
