// What the house says by itself while nobody is there: the gaps in it, and what must be right before it may be used.
// PN-7 (no advertising), WA-10 (a way to a person), AI-1 (labelled as automatic); docs/decisions/0020-the-away-text.md.
import { awayLength } from "../../contract/opening.ts";
import type { Words } from "../../contract/words.ts";
import { classifyText } from "../policy/classify-text.ts";

/** Kind of the message in the catalogue's words. */
export const awayKind = "away_text";

export const awayDefault = `Danke für Ihre Nachricht an {{Betrieb}}. Das ist eine automatische Antwort: Gerade ist niemand im Büro. Wir sind wieder da: {{Nächste Öffnung}}.

In dringenden Fällen erreichen Sie unseren Notdienst unter {{Notdienst}}. Bei Gefahr, zum Beispiel Gasgeruch, verlassen Sie bitte das Haus und rufen Sie von draußen die 112 an.`;

/** Where no number for emergencies is entered, the text to begin with names none. */
export const awayDefaultFor = (emergencyPhone: string): string =>
  emergencyPhone === ""
    ? awayDefault.replace("In dringenden Fällen erreichen Sie unseren Notdienst unter {{Notdienst}}. ", "")
    : awayDefault;

export interface AwayFacts {
  readonly firm: string;
  /** When somebody is there again, in words; undefined: not by the calendar. */
  readonly opens: string | undefined;
  readonly emergencyPhone: string;
}

const gap = /\{\{\s*([^{}]*?)\s*\}\}/g;
const closing = "{{…}}";

const filling = (name: string, { firm, opens, emergencyPhone }: AwayFacts): string | undefined => {
  switch (name) {
    case "Betrieb":
      return firm;
    case "Nächste Öffnung":
      return opens;
    case "Notdienst":
      return emergencyPhone === "" ? undefined : emergencyPhone;
    default:
      return undefined;
  }
};

/** The text as the customer gets it; undefined while something in it cannot be filled: then nothing leaves. */
export function fillAway(text: string, facts: AwayFacts): string | undefined {
  let complete = true;
  const filled = text.replace(gap, (_, name: string) => {
    const value = filling(name, facts);
    if (value === undefined || value === "") complete = false;
    return value ?? "";
  });
  return complete && !/\{\{|\}\}/.test(filled) ? filled : undefined;
}

/** Why this text may not be used, in a sentence; undefined: it may. */
export function awayProblem(text: string, facts: AwayFacts): Words | undefined {
  if (text.trim() === "") return { de: "Schreib zuerst einen Text.", en: "Write a text first." };
  if (text.length > awayLength)
    return {
      de: `Der Text ist zu lang: ${text.length} Zeichen, möglich sind ${awayLength}.`,
      en: `The text is too long: ${text.length} characters, ${awayLength} are possible.`,
    };
  return gapProblem(text, facts) ?? wordingProblem(text, facts) ?? advertProblem(text, facts);
}

function gapProblem(text: string, facts: AwayFacts): Words | undefined {
  const known = ["Betrieb", "Nächste Öffnung", "Notdienst"];
  const unknown = [...text.matchAll(gap)].map(([, name = ""]) => name).find((name) => !known.includes(name));
  if (unknown !== undefined)
    return {
      de: `{{${unknown}}} kennen wir nicht. Möglich sind ${known.map((one) => `{{${one}}}`).join(", ")}.`,
      en: `We do not know {{${unknown}}}. Possible are ${known.map((one) => `{{${one}}}`).join(", ")}.`,
    };
  if (/\{\{|\}\}/.test(text.replace(gap, "")))
    return {
      de: `Eine Lücke ist nicht richtig geschlossen. Sie sieht so aus: ${closing}`,
      en: `A gap is not closed properly. It looks like this: ${closing}`,
    };
  if (/\{\{\s*Notdienst\s*\}\}/.test(text) && facts.emergencyPhone === "")
    return {
      de: "Für {{Notdienst}} ist keine Nummer eingetragen. Trag sie in der Einrichtung beim Betrieb ein, oder nimm den Satz heraus.",
      en: "No number is entered for {{Notdienst}}. Enter it in the set-up of the business, or take the sentence out.",
    };
  return undefined;
}

/** "du" to customers; "Sie" is what they are called. */
const familiar = /(^|[^\p{L}])(du|dir|dich|dein(e[mnrs]?)?|euch|euer|eure[mnrs]?)(?=[^\p{L}]|$)/iu;

function wordingProblem(text: string, { firm }: AwayFacts): Words | undefined {
  if (!/automati/i.test(text))
    return {
      de: "Es fehlt, dass hier eine Maschine antwortet. Schreib zum Beispiel: „Das ist eine automatische Antwort.“",
      en: "It does not say that a machine answers. Write for example: “Das ist eine automatische Antwort.”",
    };
  if (!/\{\{\s*Betrieb\s*\}\}/.test(text) && (firm === "" || !text.includes(firm)))
    return {
      de: "Es fehlt, wer antwortet. Schreib {{Betrieb}} an die Stelle, an der der Name stehen soll.",
      en: "It does not say who answers. Write {{Betrieb}} where the name belongs.",
    };
  const found = familiar.exec(text)?.[2];
  if (found !== undefined)
    return {
      de: `Kunden lesen „Sie“. Im Text steht „${found}“.`,
      en: `Customers are addressed with “Sie”. The text says “${found}”.`,
    };
  return undefined;
}

/** PN-7, BGH 15.12.2015, VI ZR 134/15: an automatic answer carries no advertising, not even a line of it. */
function advertProblem(text: string, facts: AwayFacts): Words | undefined {
  const usual = { ...facts, opens: facts.opens ?? "morgen ab 7 Uhr" };
  const { promoContent, signals } = classifyText(fillAway(text, usual) ?? text);
  if (!promoContent) return undefined;
  const words = signals.map(({ phrase }) => `„${phrase}“`).join(", ");
  return {
    de: `Das klingt nach Werbung: ${words}. Eine automatische Antwort darf keine enthalten, nimm es bitte heraus.`,
    en: `This sounds like advertising: ${words}. An automatic answer may contain none, please take it out.`,
  };
}

const machine =
  /automatische[rns]? (antwort|nachricht|abwesenheit|e-?mail|benachrichtigung)|automatisch (erstellt|generiert|versendet|erzeugt)|abwesenheits(notiz|nachricht|assistent|meldung)|\bauto-?(reply|responder|response)\b|automat(ed|ic) (reply|response|message)|\bout of (the )?office\b|\b(do not|don't) reply\b|\bno-?reply\b/i;

/** It seems that no person wrote this: two machines must not talk to each other. */
export const looksAutomatic = (text: string): boolean => machine.test(text);
