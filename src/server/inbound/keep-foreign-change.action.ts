import type { Sender } from "../channels/channel.ts";
import { type Account, resolveSenders } from "../contacts/resolve-senders.action.ts";
import { appendMessages } from "../conversations/append-messages.action.ts";
import type { MessageChange } from "../conversations/change-message.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";

export interface ForeignChange {
  readonly externalId: string;
  readonly from: Sender;
  readonly what: Exclude<MessageChange, { kind: "reaction" }>;
  readonly at: Date;
}

/**
 * Somebody wants to change what somebody else wrote. The message stays as it is; what came in stands in the conversation
 * of whoever sent it, as something that cannot be shown, with the words it brought. @returns events to append
 */
export async function keepForeignChange(
  deps: Deps,
  tx: Tx,
  account: Account,
  { externalId, from, what, at }: ForeignChange,
): Promise<NewEvent[]> {
  const [who] = await resolveSenders(deps, tx, account, [from]);
  if (!who) return [];
  const { identityId, contactId, key } = who;
  const stored = { content: { type: "unsupported" as const, why: whyOf(what) }, label: `message.${what.kind}` };
  const [placed] = await appendMessages(deps, tx, account, [
    { identityId, contactId, key, direction: "in", stored, externalId, sentAt: at },
  ]);
  if (!placed?.fresh) return [];
  const ids = { conversationId: placed.conversationId, contactId };
  const received: NewEvent = { kind: "message-received", messageId: placed.messageId, ...ids };
  return placed.opened ? [{ kind: "conversation-opened", ...ids }, received] : [received];
}

function whyOf(what: ForeignChange["what"]): string {
  if (what.kind === "revoke")
    return "Die Person wollte eine Nachricht löschen, die nicht von ihr ist. Sie steht noch da.";
  const words =
    what.content.type === "text" ? what.content.text : "caption" in what.content ? what.content.caption : "";
  const refused = "Die Person wollte eine Nachricht ändern, die nicht von ihr ist. Sie steht noch da wie zuvor.";
  return words ? `${refused} Neue Worte: „${words}“` : refused;
}
