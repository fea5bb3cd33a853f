import type { ConversationDetail } from "../../contract/conversations.ts";
import type { Channels } from "../channels/channel.ts";
import { readDraft, readStateOf } from "../conversations/keep-for-member.action.ts";
import { readCounts, readRow } from "../conversations/read-inbox.action.ts";
import { feedPosition } from "../events/feed-position.action.ts";
import { windowEnd } from "../outbound/ask-permit.action.ts";
import { factsOf } from "../outbound/facts/facts-of.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";

/** One conversation with everything its screen needs before the messages, and the numbers of the inbox if they are asked for. */
export async function readDetail(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  channels: Channels,
  conversationId: string,
  numbers: boolean,
): Promise<ConversationDetail> {
  const seq = await feedPosition(tx);
  const row = await readRow(deps, tx, caller, conversationId);
  const facts = await factsOf(tx, conversationId);
  const channel = channels[row.channel];
  if (!facts || !channel) throw new Problem("not-found");
  const { capabilities } = channel;
  const notice = facts.notices.toSorted((a, b) => b.version - a.version)[0];
  return {
    row,
    accountId: facts.accountId as ConversationDetail["accountId"],
    ...(await readStateOf(tx, caller, conversationId)),
    notice: { state: notice?.state ?? "none", at: notice ? instant(Date.parse(notice.at)).toISOString() : null },
    windowEndsAt: windowEnd(facts, channel)?.toISOString() ?? null,
    windowHours: capabilities.serviceWindowHours ?? null,
    capabilities: {
      templates: capabilities.templates,
      maxTextLength: capabilities.maxTextLength,
      mimeTypes: capabilities.mimeTypes === undefined ? null : [...capabilities.mimeTypes],
    },
    draft: await readDraft(deps, tx, caller, { conversationId, contactId: row.contactId }),
    ...(numbers && { counts: await readCounts(tx, caller) }),
    seq,
  };
}
