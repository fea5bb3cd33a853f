// (6) Advertising, second half: what counts as a yes.
import { deny, pass, type Rule, require } from "../rule.ts";

/** Upper case, single blanks, no punctuation: the form in which an answer is compared. */
const normaliseAnswer = (raw: string): string =>
  raw
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[.,;:!?"„“'()]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const plainNo: ReadonlySet<string> = new Set(["NEIN", "NEIN DANKE", "KEINE WERBUNG", "STOPP", "STOP"]);

/** AD-5: only an unambiguous yes counts. Art. 4 Nr. 11, recital 32 GDPR. */
export const ad5: Rule = {
  id: "AD-5",
  check(action, f) {
    if (action !== "record_consent") return undefined;
    const answer = normaliseAnswer(f.extra.answerRaw ?? "");
    if (plainNo.has(answer))
      return deny("Der Kunde hat abgelehnt; das wird als Ablehnung festgehalten, nicht als Einwilligung.");
    const wasAsked = f.consentAds === "asked" || f.consentAds === "ambiguous";
    const byButton = f.extra.answerMethod === "button" && answer === "JA GERN";
    const byWords = f.extra.answerMethod === "text" && answer === "JA WERBUNG";
    if (wasAsked && (byButton || byWords)) return pass("Der Kunde hat eindeutig zugestimmt.");
    // AD-6: what was signed or said elsewhere is confirmed here, by the word the code brings along or the usual ones
    const byStart = f.extra.answerMethod === "text" && answer === "START";
    if (f.extra.optInProof !== undefined && (byStart || byButton || byWords))
      return pass("Der Kunde bestätigt auf diesem Kanal, was er zuvor erklärt hat.");
    return require("unambiguous_answer", f.extra.answerMethod === "reaction"
      ? "Ein Daumen hoch ist keine eindeutige Zustimmung, lass den Kunden mit dem Knopf oder mit JA WERBUNG antworten."
      : "Diese Antwort ist keine eindeutige Zustimmung, lass den Kunden mit dem Knopf oder mit JA WERBUNG antworten.");
  },
};
