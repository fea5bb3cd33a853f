import { decisionActor, recordDecision } from "../decisions/record-decision.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Judgement } from "./ask-permit.action.ts";

/** A confirmation accepts an order: whether that may be (CT-1, SC-3) is a decision of its own, kept beside the sending. */
export async function recordAcceptance(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  caller: Caller,
  { facts: sending, row }: Pick<Judgement, "facts" | "row">,
  messageId: string,
): Promise<void> {
  if (sending.extra.kind !== "order_confirmation") return;
  const { withdrawalInstructionGiven, urgentRepair } = sending.extra;
  const facts: Facts = {
    channel: sending.channel,
    deviceType: sending.deviceType,
    recipientType: sending.recipientType,
    recipientAge: sending.recipientAge,
    extra: {
      ...(withdrawalInstructionGiven === undefined ? {} : { withdrawalInstructionGiven }),
      ...(urgentRepair === undefined ? {} : { urgentRepair }),
    },
  };
  await recordDecision(deps, tx, {
    tenantId: caller.tenantId,
    actor: decisionActor(caller),
    action: "accept_order",
    facts,
    verdict: evaluate("accept_order", facts),
    conversationId: row.conversationId,
    messageId,
  });
}
