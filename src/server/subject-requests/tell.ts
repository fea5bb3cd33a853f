// What the person reads, in our words: "Sie", short, what happens until when, and how to reach a human being (WA-10).
import type { RequestKind } from "../../contract/subject-requests.ts";
import type { Day } from "./deadline.ts";
import { answeredByPacket, kindNames } from "./kinds.ts";

const monthNames = "Januar,Februar,März,April,Mai,Juni,Juli,August,September,Oktober,November,Dezember".split(",");

/** "24. Dezember 2026" */
export function dayText(at: Day): string {
  const [year = "", month = "", date = ""] = at.split("-");
  return `${Number(date)}. ${monthNames[Number(month) - 1] ?? ""} ${year}`;
}

const reach = (phone: string): string => (phone === "" ? "" : ` Fragen dazu? Rufen Sie uns an: ${phone}.`);

/** The first answer, as soon as a request is recognised. */
export function receiptText(kinds: readonly RequestKind[], due: Day, phone: string): string {
  const what = kinds.map((kind) => kindNames[kind]).join("; ");
  const objected = kinds.includes("objection") ? " Werbung bekommen Sie ab sofort keine mehr." : "";
  const packet = kinds.some(answeredByPacket)
    ? " Zu Ihrem Schutz schicken wir die Daten nicht in den Chat. Sie holen sie über einen geschützten Link ab. Einen Ausweis brauchen wir nicht."
    : "";
  return `Ihre Anfrage ist da: ${what}. Sie hören von uns spätestens bis zum ${dayText(due)}.${objected}${packet}${reach(phone)} Das ist eine automatische Antwort.`;
}

/** Art. 12(6): asked where the account itself answers. Never a copy of an identity card. */
export function doubtText(kind: RequestKind): string {
  return `Bei uns ist in Ihrem Namen eine Anfrage angekommen: ${kindNames[kind]}. Bitte antworten Sie hier kurz mit „Ja, das war ich“. So gehen Ihre Daten an niemand anderen. Bitte schicken Sie uns keinen Ausweis.`;
}

export function extensionText(kind: RequestKind, due: Day, reason: string): string {
  return `Zu Ihrer Anfrage (${kindNames[kind]}): Wir brauchen länger als einen Monat und antworten bis zum ${dayText(due)}. Der Grund: ${reason.replace(/(?<![.\s])[.\s]+$/, "")}. Sie können sich bei der Aufsichtsbehörde für den Datenschutz beschweren.`;
}

/** The link stands here, the code comes by another way: who reads this chat alone gets nothing. */
export function linkText(link: string, until: Day): string {
  return `Ihre Daten liegen für Sie bereit: ${link} Der Link gilt einmal, bis zum ${dayText(until)}. Den Code dazu bekommen Sie von uns auf einem anderen Weg.`;
}

export function codeText(code: string, until: Day): string {
  return `Ihr Code für den Abruf Ihrer Daten: ${code}. Er gilt bis zum ${dayText(until)}. Den Link dazu bekommen Sie von uns auf einem anderen Weg. Geben Sie den Code nicht weiter.`;
}

export function pageText(until: Day): string {
  return `Die Antwort auf Ihre Anfrage liegt bereit. Sie holen sie auf unserer Seite unter „Meine Daten“ ab, mit dem Code von Ihrer Anfrage. Das geht bis zum ${dayText(until)}.`;
}
