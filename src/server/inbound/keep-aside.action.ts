import type { Sender } from "../channels/channel.ts";
import { type Account, resolveSenders } from "../contacts/resolve-senders.action.ts";
import { appendMessages } from "../conversations/append-messages.action.ts";
import type { MessageChange } from "../conversations/change-message.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { cameIn } from "./came-in.ts";

export interface AsideChange {
  readonly externalId: string;
  readonly from: Sender;
  readonly what: MessageChange;
  readonly at: Date;
}

/**
 * A change that changes nothing: somebody else wrote the message, or it is not here. What came in stands in the
 * conversation of whoever sent it, as something that cannot be shown, and says why, with the words it brought.
 * @returns events to append
 */
export async function keepAside(
  deps: Deps,
  tx: Tx,
  account: Account,
  { externalId, from, what, at }: AsideChange,
  why: string,
): Promise<NewEvent[]> {
  const [who] = await resolveSenders(deps, tx, account, [from]);
  if (!who) return [];
  const { identityId, contactId, key } = who;
  const stored = { content: { type: "unsupported" as const, why }, label: `message.${what.kind}` };
  const [placed] = await appendMessages(deps, tx, account, [
    { identityId, contactId, key, direction: "in", stored, externalId, sentAt: at },
  ]);
  return placed ? cameIn(placed, contactId) : [];
}

/** The new words of an edit, behind a sentence of ours. */
export function withNewWords(sentence: string, { content }: Extract<MessageChange, { kind: "edit" }>): string {
  const words = content.type === "text" ? content.text : "caption" in content ? content.caption : "";
  return words ? `${sentence} Neue Worte: „${words}“` : sentence;
}
