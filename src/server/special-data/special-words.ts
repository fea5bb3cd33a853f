// SC-1: the question about special data, and the one answer that counts. Art. 9(2)(a) GDPR asks for an express yes.

/** Kind of text that members cannot write themselves. */
export const specialQuestionKind = "special_data_question";

/** Hours in which what nobody agreed to is still here (LK-11). */
export const answerHours = 72;

export const specialQuestion = (firm: string, page: string | null): string =>
  `Ihre Nachricht enthält besonders geschützte Angaben, zum Beispiel zur Gesundheit. Darf ${firm} sie für Ihren Auftrag aufbewahren? Dann antworten Sie bitte mit JA UNTERLAGEN. Das ist freiwillig, und Sie können es jederzeit widerrufen. Ohne diese Antwort löschen wir die Nachricht nach ${answerHours} Stunden.${page === null ? "" : ` Sicherer schicken Sie solche Unterlagen hier: ${page}`}`;

/** The exact words, whatever the case and the punctuation. */
export const agreesToKeep = (text: string): boolean =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\s]/gu, " ")
    .replace(/\s+/g, " ")
    .trim() === "ja unterlagen";
