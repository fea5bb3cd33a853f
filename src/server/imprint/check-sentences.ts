// What a look at the Impressum found, in the words of a Meister.
import type { Words } from "../../contract/words.ts";

const sentences: Readonly<Record<string, Words>> = {
  ok: { de: "Alles da: erreichbar, erkennbar, vollständig.", en: "All there: reachable, recognisable, complete." },
  incomplete: { de: "Es fehlen Pflichtangaben.", en: "Mandatory details are missing." },
  not_speaking: {
    de: "Der Link ist nicht erkennbar oder führt nicht auf eure eigene Seite.",
    en: "The link does not say where it leads, or does not lead to your own site.",
  },
  link_not_speaking: {
    de: "Der Link ist nicht erkennbar oder führt nicht auf eure eigene Seite.",
    en: "The link does not say where it leads, or does not lead to your own site.",
  },
  moved: {
    de: "Die Seite leitet auf eine fremde Adresse weiter.",
    en: "The page redirects to somebody else’s address.",
  },
  not_found: {
    de: "Die Seite antwortet nicht mit dem Impressum.",
    en: "The page does not answer with the legal notice.",
  },
  wall: {
    de: "Vor der Seite steht eine Anmeldung. Das Impressum muss jeder ohne Hürde lesen können.",
    en: "The page asks for a sign-in. Everybody must be able to read the legal notice without a hurdle.",
  },
  no_imprint: {
    de: "Auf der Seite steht kein Impressum. Vielleicht verdeckt es eine Einwilligungs-Abfrage.",
    en: "There is no legal notice on the page. Perhaps a consent banner covers it.",
  },
  no_name: { de: "Auf der Seite steht euer Name nicht.", en: "Your name is not on the page." },
  outdated: {
    de: "Auf der Seite steht ein Gesetz oder Link, das es nicht mehr gibt.",
    en: "The page names a law or link that no longer exists.",
  },
  blocked: {
    de: "Die Adresse führt in ein internes Netz. Dort sehen wir nicht nach.",
    en: "The address leads into an internal network. We do not look there.",
  },
  unreachable: { de: "Die Seite ist nicht erreichbar.", en: "The page cannot be reached." },
  timeout: { de: "Die Seite hat zu lange nicht geantwortet.", en: "The page took too long to answer." },
  "too-large": { de: "Die Seite ist viel zu groß.", en: "The page is far too large." },
  redirected: { de: "Die Seite leitet zu oft weiter.", en: "The page redirects too often." },
  broken: { de: "Die Verbindung zur Seite brach ab.", en: "The connection to the page broke off." },
};

const fields: Readonly<Record<string, Words>> = {
  street: { de: "Straße", en: "street" },
  postcode: { de: "Postleitzahl", en: "postcode" },
  city: { de: "Ort", en: "town" },
  registerNumber: { de: "Registernummer", en: "register number" },
  vatId: { de: "USt-IdNr.", en: "VAT ID (USt-IdNr.)" },
  people: { de: "Inhaber oder Vertretung", en: "owner or representatives" },
};

/** One sentence on a result; an unknown one is shown as such, never as good. */
export function checkSentence(result: string, lacks: readonly string[]): Words {
  const named = (language: keyof Words) => lacks.map((field) => fields[field]?.[language] ?? field).join(", ");
  if (result === "lacks")
    return { de: `Auf der Seite fehlt: ${named("de")}.`, en: `Missing on the page: ${named("en")}.` };
  return sentences[result] ?? { de: "Die Prüfung kam zu keinem Ergebnis.", en: "The check came to no result." };
}

/** Only a GmbH is told of "i. G.": a partnership or a merchant has no such time before its entry. */
export const notEnteredYet: Words = {
  de: "Bitte die Registernummer eintragen. Eine GmbH, die noch nicht eingetragen ist, heißt „GmbH i. G.“.",
  en: "Please enter the register number. A GmbH that is not entered yet is called “GmbH i. G.”.",
};
