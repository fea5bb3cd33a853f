/** What a customer reads from the site: the firm and a first name, never more of a colleague (G8). */
interface Who {
  readonly firstName: string;
  readonly firm: string;
}

/** The template that says it outside WhatsApp's window: {{1}} first name, {{2}} time. */
export const onTheWayTemplate = "unterwegs";

export const onTheWayText = ({ firstName, firm }: Who, time: string): string =>
  `Guten Tag, ${firstName} von ${firm} ist unterwegs zu Ihnen und kommt etwa um ${time} Uhr.`;

/** What colleagues find on the job afterwards: whose note it is and when it was written says who set out when. */
export const onTheWayNote = (time: string, waits: boolean): string =>
  waits
    ? `Unterwegs, Ankunft etwa um ${time} Uhr. Die Nachricht an die Kundschaft wartet noch.`
    : `Unterwegs, Ankunft etwa um ${time} Uhr.`;

export const signedText = (text: string, { firstName, firm }: Who): string => `${text.trim()}\n\n${firstName}, ${firm}`;

/** "10:40" where the business is. */
export function arrivalTime(at: string, timeZone: string): string {
  return new Intl.DateTimeFormat("de-DE", { timeZone, hour: "2-digit", minute: "2-digit" }).format(Date.parse(at));
}
