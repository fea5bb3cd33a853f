import type { RequestKind } from "../../contract/subject-requests.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import type { Incoming } from "../outbound/own-words/answer-automatically.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { openRequest } from "./open-request.action.ts";
import { receiptText } from "./tell.ts";
import { tellContact } from "./tell-contact.action.ts";

/** The rights somebody uses in a message (`recogniseRequests`); mostly none. */
export interface Asking {
  readonly requests: readonly RequestKind[];
}

/**
 * DS-1: hears a right in what people write, opens the case and answers at once until when they hear from us. The
 * account that asks is the proof of identity for what this account said (DS-2). DATENSCHUTZ alone is answered by the
 * notice itself (PN-5).
 * @returns events to append
 */
export async function hearRequests(
  deps: Deps,
  tx: Tx,
  account: Account,
  incoming: readonly (Incoming & Asking)[],
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const { requests, words: _words, text: _text, ...message } of incoming) {
    const answered = [];
    for (const kind of requests) {
      const { opened, events: told } = await openRequest(deps, tx, {
        ...message,
        tenantId: account.tenantId,
        channelKind: account.kind,
        kind,
        source: "message",
        identityProof: "channel",
        actor: { kind: "contact", id: message.contactId },
      });
      events.push(...told);
      if (opened && kind !== "question") answered.push({ kind, due: opened.due });
    }
    const [first] = answered;
    if (!first) continue;
    const { phone } = (await readPublicBusiness(tx)).business;
    const receipt = receiptText(
      answered.map(({ kind }) => kind),
      first.due,
      phone,
    );
    const { conversationId } = message;
    events.push(...(await tellContact(deps, tx, account.tenantId, { conversationId, text: receipt })).events);
  }
  return events;
}
