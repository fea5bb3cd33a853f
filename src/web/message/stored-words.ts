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
  "Die Nachricht besteht nur aus Leerzeichen oder unsichtbaren Zeichen.":
    "The message consists of spaces or invisible characters only.",
  "Die Nachricht hat keine Kennung.": "The message has no id.",
  "Die Änderung ist nicht lesbar.": "The correction cannot be read.",
  "Die Reaktion nennt keine Nachricht.": "The reaction names no message.",
  "WhatsApp konnte die Datei nicht laden. Bitte um eine kleinere Datei.":
    "WhatsApp could not load the file. Ask for a smaller one.",
  "WhatsApp gibt diese Nachricht nicht weiter. Sieh auf dem Telefon nach.":
    "WhatsApp does not pass this message on. Look at the phone.",
};
/** Why a file is not here, sentence by sentence. */
const reasons: Readonly<Record<string, string>> = {
  "Das Senden wurde abgebrochen.": "The sending was cancelled.",
  "Die Datei ist leer.": "The file is empty.",
  "Die Datei ist zu groß.": "The file is too large.",
  "Sieh auf dem Telefon nach.": "Look at the phone.",
  "Bitte noch einmal senden.": "Please send it once more.",
  "Bitte noch einmal schicken lassen.": "Ask for it once more.",
  "Diese Dateiart nehmen wir hier nicht an.": "We do not take this kind of file here.",
  "Bitte senden Sie ein Foto, ein Video oder ein PDF.": "Please send a photo, a video or a PDF.",
  "Diese Datei ist beschädigt, geschützt oder ungewöhnlich aufgebaut.":
    "This file is damaged, protected or unusually built.",
  "Standortdaten können wir daraus nicht sicher entfernen.": "We cannot safely remove location data from it.",
  "Aus dieser Dateiart können wir Standortdaten nicht sicher entfernen.":
    "We cannot safely remove location data from this kind of file.",
  "Deshalb ist sie nicht gespeichert.": "So it is not kept.",
  "Bitte als JPG-Foto oder PDF senden.": "Please send it as a JPG photo or a PDF.",
  "Bitte als MP4-Video senden.": "Please send it as an MP4 video.",
  "Bitte das Foto neu aufnehmen oder neu speichern und noch einmal senden.":
    "Please take the photo again, or save it anew, and send it once more.",
  "Bitte das Video neu aufnehmen oder neu speichern und noch einmal senden.":
    "Please record the video again, or save it anew, and send it once more.",
  "Bitte die Sprachnachricht neu aufnehmen und noch einmal senden.":
    "Please record the voice message again and send it once more.",
  "Bitte die Aufnahme neu speichern und noch einmal senden.": "Please save the recording anew and send it once more.",
  "Bitte das Dokument öffnen, neu speichern und noch einmal senden.":
    "Please open the document, save it anew and send it once more.",
  "Die Datei war sieben Tage lang nicht abrufbar.": "The file could not be fetched for seven days.",
  "Die Datei kam nicht vollständig an.": "The file did not arrive whole.",
  "WhatsApp hält die Datei nicht mehr bereit.": "WhatsApp no longer holds the file.",
  "Die Datei liegt an einer Adresse, die nicht zu WhatsApp gehört.":
    "The file lies at an address that is not WhatsApp's.",
  "Sie wird nicht geladen.": "It is not loaded.",
  "Auf dem Server war sieben Tage lang kein Platz, so lange hebt WhatsApp eine Datei auf.":
    "The server had no room for seven days, which is as long as WhatsApp keeps a file.",
  "Der Kanal war sieben Tage lang nicht freigegeben, so lange hebt WhatsApp eine Datei auf.":
    "The channel was not open for seven days, which is as long as WhatsApp keeps a file.",
  "Die Datei zeigte zu viel und ist gelöscht.": "The file showed too much and is deleted.",
  "Die Datei war als zu persönlich gemeldet und ist nach 72 Stunden gelöscht.":
    "The file was reported as too personal and was deleted after 72 hours.",
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

/** Why a file is not here, in the reader's language; a sentence nobody knows any more stays as it is. */
export function storedReason(text: string): string {
  if (language() !== "en") return text;
  const inEnglish = (sentence: string): string =>
    reasons[sentence] ??
    sentence.replace(
      /^Die Datei ist größer als (\d+) MB und deshalb nicht gespeichert\.$/,
      "The file is larger than $1 MB and therefore not kept.",
    );
  return text
    .split(/(?<=\.) (?=[A-ZÄÖÜ])/)
    .map(inEnglish)
    .join(" ");
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
