// SC-1: the question about special data, and the one answer that counts. Art. 9(2)(a) GDPR asks for an express yes.

/** Kind of text that members cannot write themselves. */
export const specialQuestionKind = "special_data_question";

/** Nothing that nobody agreed to is here for longer (LK-11). */
export const answerHours = 72;

/** @param until the last day on which the message is still here, as people write it */
export const specialQuestion = (firm: string, until: string, page: string | null): string =>
  `Ihre Nachricht enthält besonders geschützte Angaben, zum Beispiel zur Gesundheit. Darf ${firm} sie für Ihren Auftrag aufbewahren? Dann antworten Sie bitte mit JA UNTERLAGEN. Das ist freiwillig, und Sie können es jederzeit widerrufen. Kommt diese Antwort nicht bis zum ${until}, löschen wir die Nachricht.${page === null ? "" : ` Sicherer schicken Sie solche Unterlagen hier: ${page}`}`;

/** The exact words, whatever the case and the punctuation. */
export const agreesToKeep = (text: string): boolean =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, " ")
    .replace(/\s+/g, " ")
    .trim() === "ja unterlagen";
