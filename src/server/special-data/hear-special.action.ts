import { answerHours } from "../consent/special-words.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour } from "../platform/instant.ts";
import { giveAll } from "./special-consent.store.ts";

/**
 * JA UNTERLAGEN as it arrives: an express consent to keep what was asked about (Art. 9(2)(a) GDPR). Everything else
 * costs nothing. @returns events to append
 */
export async function hearSpecial(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  incoming: readonly {
    readonly contactId: string;
    readonly messageId: string;
    readonly words: { readonly agreesToKeep: boolean };
  }[],
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const at = deps.clock.now();
  for (const { contactId, messageId, words } of incoming) {
    if (!words.agreesToKeep) continue;
    const given = await giveAll(tx, contactId, { messageId, at, askedSince: after(at, -answerHours * hour) });
    for (const one of given)
      events.push({ kind: "message-changed", contactId, messageId: one.messageId, conversationId: one.conversationId });
  }
  return events;
}
