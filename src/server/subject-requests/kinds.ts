// The rights a person can use (Art. 15 to 21 GDPR), and how we speak of them.
import type { RequestKind } from "../../contract/subject-requests.ts";

/** What the person is told they asked for: completes "Ihre Anfrage ist da: …". */
export const kindNames: Readonly<Record<RequestKind, string>> = {
  access: "Auskunft über Ihre Daten",
  portability: "Übertragung Ihrer Daten",
  rectification: "Berichtigung Ihrer Daten",
  erasure: "Löschung Ihrer Daten",
  restriction: "Einschränkung der Nutzung Ihrer Daten",
  objection: "Widerspruch gegen die Nutzung Ihrer Daten",
  question: "Frage zum Datenschutz",
};

export const kindArticles: Readonly<Record<RequestKind, string>> = {
  access: "15",
  portability: "20",
  rectification: "16",
  erasure: "17",
  restriction: "18",
  objection: "21",
  question: "12",
};

/** These are answered with a packet that the person fetches. */
export const answeredByPacket = (kind: RequestKind): boolean => kind === "access" || kind === "portability";

/** After these every recipient of the data is told (Art. 19). */
export const recipientsAreTold = (kind: RequestKind): boolean =>
  kind === "rectification" || kind === "erasure" || kind === "restriction";
