import { conversationOfFile } from "../attachments/conversation-of-file.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import { loadFile, type TeamFileRow } from "./team-file.store.ts";

/** Which conversations are kept from a member (`conversations/access-conversation.action.ts`). */
export type ReservedFrom = (tx: Tx, caller: Pick<Caller, "role">) => Promise<ReadonlySet<string>>;

/** Which of these files are marked copies of a photo that came in a conversation kept from the caller (M4). */
export async function keptCopies(
  tx: Tx,
  caller: Pick<Caller, "role">,
  files: readonly TeamFileRow[],
  reservedFrom: ReservedFrom,
): Promise<ReadonlySet<string>> {
  const kept = new Set<string>();
  const copies = files.filter((file) => file.copy_of !== null && file.owner_id !== file.project_id);
  const reserved = copies.length === 0 ? kept : await reservedFrom(tx, caller);
  if (reserved.size === 0) return kept;
  for (const copy of copies) {
    const conversationId = await conversationOfFile(tx, await originOf(tx, copy));
    if (conversationId !== undefined && reserved.has(conversationId)) kept.add(copy.file_id);
  }
  return kept;
}

/** A copy may have been marked once more. */
async function originOf(tx: Tx, { copy_of }: Pick<TeamFileRow, "copy_of">): Promise<string> {
  const before = await loadFile(tx, copy_of ?? "");
  return before === undefined || before.copy_of === null ? (copy_of ?? "") : await originOf(tx, before);
}
