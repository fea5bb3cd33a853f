import { conversationsOfFiles } from "../attachments/conversations-of-files.action.ts";
import { isKeptFrom } from "../contacts/access-contact.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { TeamFileRow } from "./team-file.store.ts";

/** Which conversations are kept from a member (`conversations/access-conversation.action.ts`). */
export type ReservedFrom = (tx: Tx, caller: Pick<Caller, "role">) => Promise<ReadonlySet<string>>;

/**
 * Which of these files show what came in a conversation that is kept from the caller, or name somebody who is: marked
 * copies and reports (M4).
 */
export async function keptFiles(
  tx: Tx,
  caller: Caller,
  files: readonly TeamFileRow[],
  reservedFrom: ReservedFrom,
): Promise<ReadonlySet<string>> {
  const made = files.filter((file) => file.made_from.length > 0 || file.about.length > 0);
  const reserved = made.length === 0 ? new Set<string>() : await reservedFrom(tx, caller);
  if (reserved.size === 0) return new Set();
  const conversations = await conversationsOfFiles(tx, [...new Set(made.flatMap((file) => file.made_from))]);
  const kept = new Set<string>();
  for (const contactId of new Set(made.flatMap((file) => file.about)))
    if (await isKeptFrom(tx, caller, contactId)) kept.add(contactId);
  const isKept = (file: TeamFileRow) =>
    file.about.some((contactId) => kept.has(contactId)) ||
    file.made_from.some((photo) => reserved.has(conversations.get(photo) ?? ""));
  return new Set(made.filter(isKept).map((file) => file.file_id));
}
