import { uuid } from "../../contract/uuid.ts";

// Our own words around a consent. None of them advertises; each names the firm; a changed one is a new version.

/** Stands in the proof of every question. Change it with the words. */
export const consentTextVersion = "2026-11";

/** Kinds of text that members cannot write themselves. */
export type ConsentWording =
  | "consent_question"
  | "consent_clarifying"
  | "consent_confirmation"
  | "withdrawal_confirmation";

const wordings: ReadonlySet<string | undefined> = new Set<ConsentWording>([
  "consent_question",
  "consent_clarifying",
  "consent_confirmation",
  "withdrawal_confirmation",
]);

export const isConsentWording = (kind: string | undefined): boolean => wordings.has(kind);

const channelNames: Readonly<Record<string, string>> = {
  whatsapp: "WhatsApp",
  webchat: "diesen Chat",
  email: "E-Mail",
  telegram: "Telegram",
};

const channelName = (kind: string): string => channelNames[kind] ?? kind;

export const yesLabel = "Ja, gern";
export const noLabel = "Nein, danke";

/** What stands behind a button of the question. */
export const buttonOf = (answer: "yes" | "no", questionId: string): string => `consent:${answer}:${questionId}`;

const button = new RegExp(`^consent:(yes|no):(${uuid})$`);

/** The answer and the question behind a button of ours (`buttonOf`); undefined: it is none. */
export function readButton(value: string | undefined): { answer: "yes" | "no"; questionId: string } | undefined {
  const found = button.exec(value ?? "");
  return found ? { answer: found[1] === "yes" ? "yes" : "no", questionId: found[2] ?? "" } : undefined;
}

export const questionText = (firm: string, kind: string, link: string): string =>
  `Eine freiwillige Frage: Darf ${firm} Ihnen über ${channelName(kind)} hin und wieder auch Neuigkeiten schicken, zum Beispiel Angebote, Einladungen und Weihnachtsgrüße? Das sind höchstens vier im Jahr. Auf Ihren Auftrag hat Ihre Antwort keinen Einfluss. Mit STOPP ist jederzeit Schluss. Mehr dazu: ${link}\n\nOhne Knöpfe antworten Sie bitte mit JA WERBUNG oder NEIN.`;

/** Below every advert that does not say so itself: who it is from and how it ends (IM-4; § 6(1) DDG, § 7(2) UWG). */
export const stopHintText = (firm: string): string => `${firm}. Keine Neuigkeiten mehr? Antworten Sie mit STOPP.`;

export const clarifyingText = (firm: string, kind: string): string =>
  `Wir möchten sichergehen: Wünschen Sie über ${channelName(kind)} Neuigkeiten von ${firm}? Dann antworten Sie bitte mit JA WERBUNG. Kommt diese Antwort nicht, schicken wir keine.`;

export const confirmationText = (firm: string, kind: string, day: string): string =>
  `Danke. Wir haben am ${day} vermerkt, dass ${firm} Ihnen über ${channelName(kind)} Neuigkeiten schicken darf. Möchten Sie das nicht mehr, genügt das Wort STOPP. Es gilt sofort.`;

export const withdrawalText = (firm: string, kind: string): string =>
  `Erledigt. ${firm} schickt Ihnen über ${channelName(kind)} ab sofort keine Werbung mehr. Nachrichten zu Ihrem Auftrag kommen weiter. Möchten Sie auch diese hier nicht mehr, antworten Sie bitte mit ALLES STOPP.`;

export const allStopText = (firm: string, kind: string): string =>
  `Erledigt. ${firm} schreibt Ihnen über ${channelName(kind)} nicht mehr, auch nicht zum Auftrag. Dafür nutzen wir Brief oder Telefon. Möchten Sie hier wieder Nachrichten, schreiben Sie START.`;
