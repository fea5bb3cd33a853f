// Sentences the server stored in German because nobody wrote them: on an English screen they are said in English. What a
// person wrote never becomes something else: only whole sentences of ours are known.
import { language } from "../i18n/language.ts";

const english: Readonly<Record<string, string>> = {
  "Nicht darstellbar": "Cannot be shown",
  "Angaben von der Seite": "Details from the page",
  Adresse: "Address",
  Formular: "Form",
  Bestellung: "Order",
  "Anruf über WhatsApp": "Call by WhatsApp",
  "Werkbote nimmt keine Anrufe an. Ruf zurück.": "Werkbote takes no calls. Call back.",
  "Anruf erlaubt": "Call allowed",
  "Anruf erlaubt (dauerhaft)": "Call allowed (for good)",
  "Anruf nicht erlaubt": "Call not allowed",
  "Fotos folgen.": "Photos follow.",
  "Diese Art von Nachricht kennt Werkbote noch nicht.": "Werkbote does not know this kind of message yet.",
  "Die Nachricht kam unvollständig an. Bitte die Person, sie noch einmal zu schicken.":
    "The message arrived incomplete. Ask the person to send it again.",
  "Die Nachricht hat keine Kennung.": "The message has no id.",
  "Die Änderung ist nicht lesbar.": "The correction cannot be read.",
  "Die Reaktion nennt keine Nachricht.": "The reaction names no message.",
  "WhatsApp konnte die Datei nicht laden. Bitte um eine kleinere Datei.":
    "WhatsApp could not load the file. Ask for a smaller one.",
  "WhatsApp gibt diese Nachricht nicht weiter. Sieh auf dem Telefon nach.":
    "WhatsApp does not pass this message on. Look at the phone.",
};
const kinds: Readonly<Record<string, string>> = {
  "eine bearbeitete Nachricht": "an edited message",
  "eine Umfrage": "a poll",
  "eine Antwort auf eine Umfrage": "an answer to a poll",
  "eine angeheftete Nachricht": "a pinned message",
  "ein GIF": "a GIF",
  "eine Einladung in eine Gruppe": "an invitation to a group",
  "eine Linkvorschau": "a link preview",
  "eine Liste": "a list",
  "einen Live-Standort": "a live location",
  "eine Datei": "a file",
  "ein Bild": "a picture",
  "ein Video": "a video",
  "eine Bestellung": "an order",
  "ein Produkt": "a product",
  "eine Reaktion": "a reaction",
  etwas: "something",
};
const labels: Readonly<Record<string, string>> = { Thema: "Topic", Name: "Name", Telefon: "Phone", "E-Mail": "E-mail" };

/** The same sentence in the reader's language. */
export function storedWords(text: string): string {
  if (language() !== "en") return text;
  const kind = /^Die Person schickt (.+)\. WhatsApp gibt den Inhalt nicht weiter\.$/.exec(text)?.[1];
  if (kind !== undefined)
    return `The person sends ${kinds[kind] ?? "something"}. WhatsApp does not pass the content on.`;
  const [, ours, theirs] = /^(.+?) Darin steht: („[\s\S]*“)$/.exec(text) ?? [];
  if (ours !== undefined && english[ours] !== undefined) return `${english[ours]} It says: ${theirs}`;
  return english[text] ?? text;
}

/** A line of what a customer said about themselves: the word in front in the reader's language. */
export function storedLine(line: string): string {
  const found = /^(Thema|Name|Telefon|E-Mail): ([\s\S]*)$/.exec(line);
  if (language() !== "en" || found?.[1] === undefined) return storedWords(line);
  return `${labels[found[1]] ?? found[1]}: ${found[2] ?? ""}`;
}

/** The line of a list: what we say of a message that cannot be shown in the reader's language, the person's words as they are. */
export function storedPreview(text: string, media: string | null): string {
  const [, ours, theirs] = media === "unsupported" ? (/^([^:]+): ([\s\S]*)$/.exec(text) ?? []) : [];
  return ours === undefined ? storedWords(text) : `${storedWords(ours)}: ${theirs}`;
}
