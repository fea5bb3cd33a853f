import { serverActor } from "../decisions/decision.ts";
import { decisionActor } from "../decisions/record-decision.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { lintMessage } from "../outbound/facts/message-facts.ts";
import { withHumanLine } from "../outbound/own-words/with-human-line.action.ts";
import { sendMessages } from "../outbound/send-message.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Verdict } from "../policy/verdict.ts";

export interface Told {
  readonly messageId: string | undefined;
  /** False: the policy refuses it; the message stands in the conversation with the reason. */
  readonly leaves: boolean;
  readonly verdict: Verdict | undefined;
  readonly events: NewEvent[];
}

/**
 * Writes to the person about their request, by the one way out: judged like every message, held back until the notice
 * is there. Without `caller` the server answers by itself.
 */
export async function tellContact(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  told: { readonly conversationId: string; readonly text: string; readonly caller?: Caller },
): Promise<Told> {
  const { conversationId, caller } = told;
  const text = caller === undefined ? await withHumanLine(tx, told.text) : told.text;
  const declared = {
    messageClass: caller === undefined ? ("auto_reply" as const) : ("transactional" as const),
    templateCategory: null,
    kind: "subject_request",
    answersQuestion: true as const,
  };
  const request = {
    conversationId,
    stored: { content: { type: "text" as const, text }, declared },
    linted: lintMessage(text, declared, ""),
    actor: caller === undefined ? serverActor : decisionActor(caller),
  };
  const { sent, events } = await sendMessages(deps, tx, tenantId, [request]);
  const [first] = sent;
  const leaves = first !== undefined && (first.verdict.verdict === "allow" || first.waitsForNotice);
  return { messageId: first?.message.messageId, leaves, verdict: first?.verdict, events };
}
