import type { ChannelKind } from "../../contract/ids.ts";
import { policyChannel } from "../channels/policy-channel.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { ExtraFacts, Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";
import { loadAge } from "./consent.store.ts";
import type { ConsentStanding } from "./consent.ts";

export interface AnswerToKeep {
  readonly tenantId: string;
  readonly identityId: string;
  readonly channelKind: ChannelKind;
  /** Where the consent stood before. */
  readonly before: ConsentStanding["state"];
  /** One of the closed answers the rule knows; what a person wrote in other words stays in the message. */
  readonly answer?: "JA GERN" | "JA WERBUNG" | "START" | "NEIN";
  readonly method?: "button" | "text";
  /** What is on file of a consent given elsewhere, which this answer confirms (AD-6). */
  readonly proof?: NonNullable<ExtraFacts["optInProof"]>;
  readonly actor: Parameters<typeof recordDecision>[2]["actor"];
  readonly messageId?: string;
}

/**
 * Asks the policy whether an answer may be kept as a consent (AD-5, SC-3), and keeps the decision: it holds one of four
 * fixed answers and never what somebody wrote.
 */
export async function decideConsent(deps: Pick<Deps, "ids" | "clock">, tx: Tx, kept: AnswerToKeep): Promise<Verdict> {
  const { tenantId, before, answer, method, proof, actor, messageId } = kept;
  const facts: Facts = {
    channel: policyChannel[kept.channelKind],
    messageClass: "consent_request",
    // What was signed elsewhere and is not confirmed here yet gives nothing (AD-6).
    consentAds: before === "pending" ? "none" : before,
    recipientAge: await loadAge(tx, kept.identityId),
    extra: {
      ...(answer === undefined ? {} : { answerRaw: answer }),
      ...(method === undefined ? {} : { answerMethod: method }),
      ...(proof === undefined ? {} : { optInProof: proof }),
    },
  };
  const verdict = evaluate("record_consent", facts);
  const about = messageId === undefined ? {} : { messageId };
  await recordDecision(deps, tx, { tenantId, actor, action: "record_consent", facts, verdict, ...about });
  return verdict;
}
