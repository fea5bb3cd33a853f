import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Hold } from "../platform/http/outgoing-bytes.adapter.ts";
import { Problem } from "../platform/problem.ts";
import type { ContactKey } from "../platform/seal.ts";
import { can } from "../rights/can.ts";
import { loadConversationsOf } from "./attachment.store.ts";
import { type ReadAttachment, readAttachment } from "./read-attachment.action.ts";

/**
 * What others know of a file: conversations/ who may come to its place and what the search finds there, team-files/ which
 * copies were made of it.
 */
export interface Conversations {
  readonly accessConversation: (tx: Tx, caller: Caller, id: string) => Promise<{ readonly contactId: string }>;
  readonly accessForReading: (deps: Deps, tx: Tx, caller: Caller, id: string, what: "file") => Promise<unknown>;
  readonly accessMessage: (tx: Tx, caller: Caller, id: string) => Promise<{ readonly conversationId: string }>;
  readonly indexMessage: (deps: Deps, tx: Tx, tenantId: string, id: string, key: ContactKey) => Promise<void>;
  /** Forgets the marked copies of a file. @returns their ids, for `removeFiles` after the commit */
  readonly forgetMadeFrom: (tx: Tx, attachmentId: string) => Promise<readonly string[]>;
}

/**
 * A file for whoever asks: all of them for owner and office, all but those of reserved conversations for the team, those
 * of the opened conversation for an officer let in.
 */
export async function openAttachment(
  deps: Deps,
  caller: Caller,
  attachmentId: string,
  part: "content" | "thumbnail",
  { accessForReading }: Conversations,
  hold: Hold,
): Promise<ReadAttachment> {
  const { tenantId } = caller;
  const file = await deps.db.withTenant(tenantId, async (tx) => {
    if (!can(caller, "read-reserved")) {
      const conversationId = (await loadConversationsOf(tx, [attachmentId])).get(attachmentId);
      // Without a conversation yet: handed in a moment ago by somebody of the team.
      if (conversationId === undefined && !can(caller, "read-conversations")) return undefined;
      if (conversationId !== undefined) await accessForReading(deps, tx, caller, conversationId, "file");
    }
    return await readAttachment(deps, tx, tenantId, attachmentId, part, hold);
  });
  if (file === undefined) throw new Problem("not-found");
  return file;
}
