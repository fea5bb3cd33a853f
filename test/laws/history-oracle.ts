// What the law forbids of a message that left, told from the law alone. Nothing of the product is imported here: not
// its rules, not its facts, not its arithmetic. A book is kept of what happened, as a bystander would keep it.

const hour = 3_600_000;
const day = 24 * hour;

/** What a member (or a program) wanted to say; "notice" and what is unknown come from the house itself. */
export type Intent =
  | "plain"
  | "plainTemplate"
  | "mixed"
  | "advert"
  | "advertAsService"
  | "advertTemplate"
  | "advertInUtility"
  | "greeting"
  | "danger"
  | "dangerWithoutReason"
  | "dangerAdvert";

export interface Person {
  lastInbound: number | undefined;
  lastGreeted: boolean;
  /** Newest version of the notice the channel took and did not give back. */
  informed: number;
  /** The channel gave one back: asking for it once more is careful, not wrong. */
  gaveBack: boolean;
  consent: { state: "none" | "granted" | "withdrawn" | "refused"; touched: number };
  metaStop: boolean;
  staff: boolean;
  minor: boolean;
}

export interface Book {
  channelOpen: boolean;
  dpfValid: boolean;
  /** When the owner last answered for the gaps of the agreement. */
  decidedAt: number;
  /** When somebody last looked at the processor, as the register says. */
  reviewedAt: number;
  /** Newest version of the notice that everybody must have. */
  mustHave: number;
}

export interface Wanted {
  readonly intent: Intent;
  readonly deviceLost: () => boolean;
}

export interface Send {
  readonly at: number;
  readonly text: string;
  readonly isTemplate: boolean;
  readonly templateName: string | undefined;
}

export const newPerson = (): Person => ({
  lastInbound: undefined,
  lastGreeted: false,
  informed: 0,
  gaveBack: false,
  consent: { state: "none", touched: 0 },
  metaStop: false,
  staff: false,
  minor: false,
});

export const isNoticeText = (text: string): boolean => text.includes("Ihr Recht auf Widerspruch");
/** Version named in the notice's own link. */
export const versionIn = (text: string): number => Number(/\/v\/(\d+)/.exec(text)?.[1] ?? 0);

const adverts: ReadonlySet<Intent> = new Set([
  "advert",
  "advertAsService",
  "advertTemplate",
  "advertInUtility",
  "dangerAdvert",
]);

/** @returns why it was forbidden, with the article; undefined = nothing against it */
export function forbidden(
  send: Send,
  wanted: Wanted | undefined,
  who: Person | undefined,
  book: Book,
): string | undefined {
  if (who === undefined) return "somebody nobody knows";
  if (who.staff) return "Art. 88 DSGVO: a colleague over WhatsApp";
  if (!book.channelOpen) return "a channel that is closed";
  if (!book.dpfValid) return "Art. 44 DSGVO: no basis for the transfer";
  if (send.at > book.decidedAt + 367 * day) return "Art. 28 DSGVO: gaps nobody answers for any more";
  const owed = wanted === undefined && isNoticeText(send.text);
  const danger = wanted?.intent === "danger";
  if (send.at > book.reviewedAt + 398 * day && !owed && !danger) return "Art. 28 DSGVO: review overdue";
  if (who.lastInbound === undefined) return "first contact by the business";
  if (!send.isTemplate && send.at - who.lastInbound >= 24 * hour) return "free text after 24 hours";
  const confirms = wanted === undefined && send.text.startsWith("Erledigt.") && who.consent.state === "withdrawn";
  if (wanted === undefined && !confirms) return owed ? undefined : "automatic, and neither notice nor confirmation";
  if (wanted?.deviceLost()) return "Art. 32 DSGVO: from a lost device";
  const informed = who.informed >= book.mustHave || (isNoticeText(send.text) && versionIn(send.text) >= book.mustHave);
  if (!informed && !danger) return "Art. 13 DSGVO: no notice";
  return wanted === undefined ? undefined : advertising(wanted.intent, send, who);
}

function advertising(intent: Intent, send: Send, who: Person): string | undefined {
  const greeting = intent === "greeting" && !who.lastGreeted;
  if (!adverts.has(intent) && intent !== "mixed" && !greeting) return undefined;
  if (who.metaStop || who.consent.state !== "granted") return "§ 7(2) Nr. 2 UWG: no consent";
  if (send.at - who.consent.touched > 26 * 31 * day) return "§ 7 UWG: consent long unused";
  if (who.minor) return "Art. 8 DSGVO: a minor";
  if (!/\bSTOPP?\b/.test(send.text) && send.templateName !== "aktion") return "§ 7(2) Nr. 3 UWG: no way to stop it";
  return send.templateName === "aktion" ? undefined : "WhatsApp: an advert outside a marketing template";
}

/** An ordinary answer that nothing speaks against: it must leave, or the engine merely says no to everything. */
export function surelyLawful(at: number, who: Person, book: Book): boolean {
  return (
    book.channelOpen &&
    book.dpfValid &&
    !who.staff &&
    !who.gaveBack &&
    at < book.decidedAt + 364 * day &&
    at < book.reviewedAt + 364 * day &&
    who.lastInbound !== undefined &&
    at - who.lastInbound < 23 * hour &&
    who.informed >= book.mustHave
  );
}
