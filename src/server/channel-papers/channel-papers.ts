// What the papers of a business are worth for one channel today: the facts of activate_channel, and of every send.

import type { ChannelKind } from "../../contract/ids.ts";
import { policyChannel } from "../channels/policy-channel.ts";
import { day } from "../platform/instant.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Limits } from "../policy/limits.ts";
import type { Verdict } from "../policy/verdict.ts";
import {
  agreementStatus,
  coreGaps,
  type RegisterRow,
  transferFacts,
  weakestStatus,
} from "../processors/agreement-status.ts";
import type { ChannelFacts } from "./channel-facts.ts";

/** The facts, and beside them what the screens and the rules on activation want to know. */
export interface ChannelPapers extends ChannelFacts {
  /** Standard clauses and transfer assessment are recorded wherever data leave the EU. */
  readonly sccOnFile: boolean;
  /** Days since the Impressum last passed its check; 0 while it is in order, infinite if it never passed. */
  readonly impressumFailingDays: number;
  readonly noticePublished: { readonly version: number } | undefined;
  readonly metadataConfirmed: boolean;
  /** Numbers the business made stricter for itself; undefined while everything is as shipped. */
  readonly limits?: Limits | undefined;
  /** Time zone in which the business counts days and months. */
  readonly zone?: string | undefined;
  /** Whose agreement is worth least, by the name in the register; or of whom there is no row. */
  readonly weakest?: "channel" | "server" | { readonly name: string } | undefined;
  /** Open items in the words of the rules AV-2, PN-2 and MD-1. */
  readonly missing: readonly string[];
}

export interface PapersSource {
  readonly kind: "whatsapp" | "webchat" | "email" | "telegram";
  readonly impressumStatus: ChannelFacts["impressumStatus"] | null;
  readonly imprintOkAt: Date | null;
  readonly noticeVersion: number | null;
  readonly metadataConfirmed: boolean;
  readonly dpfValid: boolean;
  /** Rows that concern the channel: its own, and those without a channel (hosting). */
  readonly processors: readonly (RegisterRow & { readonly name: string; readonly channel: string | null })[];
}

/** Judges the papers at a point in time. Nothing known = nothing fulfilled. */
export function channelPapers(source: PapersSource, now: Date): ChannelPapers {
  const rows = source.processors;
  const impressumStatus = source.impressumStatus ?? "missing";
  const gaps = rows.flatMap(coreGaps);
  const missing = [
    ...new Set(gaps),
    ...(source.noticeVersion === null ? ["notice"] : []),
    ...(source.metadataConfirmed ? [] : ["metadata_profile"]),
  ];
  return {
    ...avvFacts(source, now),
    ...transferFacts(rows),
    dpfValid: source.dpfValid,
    impressumStatus,
    impressumFailingDays: failingDays(impressumStatus, source.imprintOkAt, now),
    noticePublished: source.noticeVersion === null ? undefined : { version: source.noticeVersion },
    metadataConfirmed: source.metadataConfirmed,
    missing,
  };
}

/** WhatsApp needs a row of its own beside the server's; no row at all is no agreement (AV-1). */
function avvFacts({ kind, processors }: PapersSource, now: Date): Pick<ChannelPapers, "avvStatus" | "weakest"> {
  const hosting = processors.some(({ channel }) => channel === null);
  const own = processors.filter(({ channel }) => channel === kind);
  if (kind === "whatsapp" && own.length === 0) return { avvStatus: "missing", weakest: "channel" };
  if (!hosting) return { avvStatus: "missing", weakest: "server" };
  // "Not required" for Meta itself must reach the rule that refuses it, not hide behind the server's agreement.
  if (kind === "whatsapp" && own.every((row) => agreementStatus(row, now) === "not_required"))
    return { avvStatus: "not_required", weakest: "channel" };
  const avvStatus = weakestStatus(processors.map((row) => agreementStatus(row, now)));
  return { avvStatus, weakest: processors.find((row) => agreementStatus(row, now) === avvStatus) };
}

function failingDays(status: ChannelFacts["impressumStatus"], okAt: Date | null, now: Date): number {
  if (status === "complete") return 0;
  return okAt === null ? Number.POSITIVE_INFINITY : Math.floor((now.getTime() - okAt.getTime()) / day);
}

export interface ActivationState {
  readonly noticeOutdated: boolean;
  readonly imprintLink: string;
  /** AC-2: marks of a high risk, and whether an assessment of them is recorded. */
  readonly impact: { readonly hits: number; readonly covered: boolean };
}

/** The facts of `activate_channel` in the vocabulary of the rules. */
export function activationFacts(
  kind: ChannelKind,
  papers: ChannelPapers,
  { noticeOutdated, imprintLink, impact }: ActivationState,
): Facts {
  const shown = imprintLink.startsWith("https:") ? { url: imprintLink } : {};
  return {
    channel: policyChannel[kind],
    avvStatus: papers.avvStatus,
    transferMechanism: papers.transferMechanism,
    dpfValid: papers.dpfValid,
    impressumStatus: papers.impressumStatus,
    extra: {
      missing: [...papers.missing, ...(noticeOutdated ? ["notice_outdated"] : [])],
      sccOnFile: papers.sccOnFile,
      dpiaHits: impact.hits,
      dpiaRecorded: impact.covered,
      ...shown,
    },
  };
}

/**
 * Whether there is a contract and a basis for the transfer by which the provider may be asked for anything (AV-1, AV-2,
 * AV-6). A late review or a gap the owner has yet to answer for keeps messages back, but the contract is in force: what is
 * asked for in it may go on.
 */
export function contractStands(kind: ChannelKind, papers: ChannelPapers): boolean {
  const { verdict, rules } = judgeContract(kind, papers);
  return verdict !== "deny" || !rules.some((rule) => rule.startsWith("AV-"));
}

/** Whether messages may leave by what is on paper with those who carry them (AV-1, AV-2, AV-4, AV-6). */
export function mayCarry(kind: ChannelKind, papers: ChannelPapers): boolean {
  return !judgeContract(kind, papers).rules.some((rule) => rule.startsWith("AV-"));
}

function judgeContract(kind: ChannelKind, papers: ChannelPapers): Verdict {
  const nothingElse = { noticeOutdated: false, imprintLink: "", impact: { hits: 0, covered: true } };
  return evaluate("activate_channel", activationFacts(kind, papers, nothingElse));
}
