import type { ChannelKind } from "../../../contract/ids.ts";
import type { ChannelPapers } from "../../channel-papers/channel-papers.ts";
import { policyChannel } from "../../channels/policy-channel.ts";
import { type ConsentStep, consentStanding } from "../../consent/consent.ts";
import { type ConsentLife, shippedLife } from "../../consent/consent-life.ts";
import { day, hoursSince, instant } from "../../platform/instant.ts";
import { defaults } from "../../policy/defaults.ts";
import type { Facts } from "../../policy/facts.ts";
import type { HouseMatter } from "../../policy/house-matter.ts";
import { limitsOf } from "../../policy/limits.ts";
import type { FactRow } from "./fact-row.ts";

/** Stands in a decision for words that are kept in the message. */
export const givenReason = "angegeben";

/** What a sender says of a message, and what the linter saw in it. */
export interface MessageFacts {
  readonly messageClass: NonNullable<Facts["messageClass"]>;
  readonly promoContent: boolean;
  readonly hasTransactionalCore: boolean;
  readonly templateCategory: "utility" | "marketing" | "authentication" | null;
  readonly optOutHint: boolean;
  /** Kind of text in the catalogue's words, e.g. privacy_notice. */
  readonly kind?: string;
  /** The contact asked for it. */
  readonly answersQuestion?: boolean;
  readonly customerGreetedFirst?: boolean;
  readonly danger?: { readonly what: string; readonly reason: string };
  readonly identicalAdTextLast24h?: number;
  /** Of an offer or a confirmation (IM-3). */
  readonly letterDetails?: boolean;
  /** An automatic reply says how one reaches a person (WA-10). */
  readonly humanContact?: boolean;
  /** The text names an IBAN that is not the business's own (EM-4). */
  readonly foreignIban?: boolean;
  /** Of an invoice (EM-3). */
  readonly amountEUR?: number;
  /** Of a confirmation for a consumer (CT-1). */
  readonly withdrawalGiven?: boolean;
  readonly urgentRepair?: true;
  /** Moment after which the text is no longer true. */
  readonly until?: string;
  /** A file goes with it: `send_media` is asked. Every file that is stored was cleaned before (PH-1). */
  readonly hasFile?: boolean;
  /** People can be recognised in it; why it is needed (PH-3). */
  readonly personsReason?: string;
  /** What of the house's own its words give away, and whether the sender says that it is for the customer (IN-1). */
  readonly houseMatter?: HouseMatter | undefined;
  readonly forCustomer?: boolean;
  /** Set when a stored message is judged again: the question it asked does not stand in its own way. */
  readonly messageId?: string;
}

/** How the sender acts: at an enrolled device, or the server by itself. */
export type DeviceType = NonNullable<Facts["deviceType"]>;

/**
 * Members act at enrolled and approved devices only (authenticate refuses the others); everything else is the server.
 * @param since what became of the device after the message was written: from a lost one nothing leaves (DV-3)
 */
export function deviceTypeOf(actor: "member" | "contact" | "server" | "api", since?: string | null): DeviceType {
  if (actor !== "member") return "server";
  return since === "lost" ? "lost" : "business_registered";
}

/** What the policy is asked of a message: with a file it is the stricter question. */
export const actionOf = ({ hasFile }: Pick<MessageFacts, "hasFile">): "send" | "send_media" =>
  hasFile ? "send_media" : "send";

/** The facts of one send, in the policy's vocabulary (`policy/facts.ts`). Pure. */
export function sendFacts(
  row: FactRow,
  channel: ChannelPapers,
  message: MessageFacts,
  device: DeviceType,
  now: Date,
): Facts {
  const steps = row.consents
    .filter((step) => step.askedBy === null || step.askedBy !== message.messageId)
    .map((step) => ({ ...step, at: instant(Date.parse(step.at)) }));
  const own = steps.filter((s) => s.identityId === row.identityId && s.channelKind === row.channelKind);
  const life = { months: limitsOf(channel).consentIdleMonths, zone: channel.zone ?? shippedLife.zone };
  const ads = consentStanding(
    own.filter((s) => s.purpose === "advertising"),
    now,
    life,
  );
  const contact = consentStanding(
    own.filter((s) => s.purpose === "contact"),
    now,
    shippedLife,
  );
  const windowAge = hoursSince(row.lastInboundAt, now);
  return {
    // A channel that nobody opened, or that was stopped, is no way out (AV-1, activate_channel).
    channel: row.accountState === "live" ? policyChannel[row.channelKind] : "none",
    initiatedBy: row.startedByContact ? "customer" : "business",
    inboundCount: row.inboundCount,
    optInDocumented: contact.state === "granted",
    noticeStatus: noticeStatus(row),
    // What was signed elsewhere and is not confirmed here yet gives nothing (AD-6).
    consentAds: ads.state === "pending" ? "none" : ads.state,
    consentIdleMonths: ads.idleMonths,
    messageClass: message.messageClass,
    promoContent: message.promoContent,
    hasTransactionalCore: message.hasTransactionalCore,
    deviceType: device,
    recipientIsEmployee: row.employeeRelation !== "none",
    employeeRelation: row.employeeRelation,
    recipientAge: row.age,
    recipientType: row.recipientType,
    windowAgeHours: windowAge === null ? null : Math.max(0, windowAge),
    templateCategory: message.templateCategory,
    avvStatus: channel.avvStatus,
    transferMechanism: channel.transferMechanism,
    dpfValid: channel.dpfValid,
    impressumStatus: channel.impressumStatus,
    recipients: 1,
    optOutHint: message.optOutHint,
    extra: {
      ...extraFacts(row, message, steps, now, life),
      ...papersFacts(channel),
      ...(row.notices.some((notice) => notice.uncertain) ? { noticeUncertain: true } : {}),
      ...(contact.state === "withdrawn" ? { allStop: true } : {}),
      ...(row.useRestricted ? { useRestricted: true } : {}),
      ...(message.messageClass === "consent_request" ? askingFacts(row, ads.askedAt, now) : {}),
    },
    ...(channel.limits === undefined ? {} : { limits: channel.limits }),
  };
}

/**
 * The policy asks whether a reason was given. Its words may name a person and stay sealed in the message: decisions are
 * kept for years and never change (LK-15).
 */
const reasonMark = (reason: string): string => (reason.trim() === "" ? "" : givenReason);

/** What AD-3 asks before the question may be put. */
function askingFacts(row: FactRow, askedAt: Date | null, now: Date): Facts["extra"] {
  const cooldown = defaults.consentAskCooldownMonths * 30.4375 * day;
  return {
    concernAnswered: row.waitingSince === null,
    askedWithin12Months: askedAt !== null && now.getTime() - askedAt.getTime() < cooldown,
  };
}

/** A transfer stands on clauses only where they are on file (AV-6); an Impressum may fail for a week (IM-1). */
function papersFacts({ sccOnFile, impressumFailingDays }: ChannelPapers): Facts["extra"] {
  return { sccOnFile, impressumFailingDays: Math.min(impressumFailingDays, longAgo) };
}

/** Days that stand for "never"; infinity has no place in JSON. */
const longAgo = 9_999;

function extraFacts(
  row: FactRow,
  message: MessageFacts,
  steps: readonly {
    readonly channelKind: ChannelKind;
    readonly identityId: string;
    readonly purpose: string;
    readonly state: ConsentStep["state"];
    readonly at: Date;
  }[],
  now: Date,
  life: ConsentLife,
): Facts["extra"] {
  const others = [...new Set(steps.filter((s) => s.purpose === "advertising").map((s) => s.channelKind))].filter(
    (kind) =>
      kind !== row.channelKind &&
      consentStanding(
        steps.filter((s) => s.channelKind === kind && s.purpose === "advertising"),
        now,
        life,
      ).state === "granted",
  );
  return {
    openOrder: row.openOrder,
    // A colleague who is a customer too: this conversation is about their own order, work has its place elsewhere (IN-2).
    ...(row.employeeRelation === "customer" ? { threadAbout: "own_order" as const } : {}),
    ...(row.metaPreference === null ? {} : { metaPreference: row.metaPreference }),
    ...(others.length === 0 ? {} : { consentOtherChannels: others.map((kind) => policyChannel[kind]) }),
    ...(message.kind === undefined ? {} : { kind: message.kind }),
    ...(message.answersQuestion === undefined ? {} : { answersQuestion: message.answersQuestion }),
    ...(message.customerGreetedFirst === undefined ? {} : { customerGreetedFirst: message.customerGreetedFirst }),
    ...(message.identicalAdTextLast24h === undefined ? {} : { identicalAdTextLast24h: message.identicalAdTextLast24h }),
    ...(message.letterDetails === undefined ? {} : { letterDetails: message.letterDetails }),
    ...(message.humanContact === undefined ? {} : { humanContact: message.humanContact }),
    ...(message.foreignIban === undefined ? {} : { foreignIban: message.foreignIban }),
    ...(message.amountEUR === undefined ? {} : { amountEUR: message.amountEUR }),
    ...(message.withdrawalGiven === undefined ? {} : { withdrawalInstructionGiven: message.withdrawalGiven }),
    ...(message.urgentRepair ? { urgentRepair: true } : {}),
    ...(message.until !== undefined && now.getTime() >= Date.parse(message.until) ? { outdated: true } : {}),
    ...(message.houseMatter === undefined ? {} : { houseMatter: message.houseMatter }),
    ...(message.houseMatter !== undefined && message.forCustomer ? { houseMatterDenied: true } : {}),
    ...(message.hasFile ? { hasGps: false } : {}),
    ...(message.personsReason === undefined
      ? {}
      : { personsVisible: true, personsReason: reasonMark(message.personsReason) }),
    ...(message.danger === undefined
      ? {}
      : { danger: message.danger.what, overrideReason: reasonMark(message.danger.reason) }),
  };
}

/** State of the newest published notice for this identity; an older one counts by what has changed since (PN-4). */
export function noticeStatus(row: Pick<FactRow, "notices" | "published">): NonNullable<Facts["noticeStatus"]> {
  const current = Math.max(0, ...row.published.map((p) => p.version));
  const handed = row.notices.find((n) => n.version === current);
  if (handed) return handed.state;
  const last = Math.max(
    0,
    ...row.notices.filter((n) => n.state === "sent" || n.state === "delivered").map((n) => n.version),
  );
  if (last === 0) return "none";
  const since = row.published.filter((p) => p.version > last);
  return since.some((p) => p.change !== "editorial") ? "outdated_material" : "outdated_editorial";
}

/** Does a text that carries this version of the notice tell the person what they must know today (PN-4)? */
export function informsBy({ published }: Pick<FactRow, "published">, carried: number | undefined): boolean {
  return carried !== undefined && !published.some((p) => p.version > carried && p.change !== "editorial");
}
