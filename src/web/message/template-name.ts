/**
 * The name of a template as a heading: WhatsApp knows small letters, digits and underscores only, people read words. Of
 * a German one they read the umlauts, and nouns that show by their endings or that a business of the trade names its
 * templates after.
 */
export function templateName({ name, language }: { readonly name: string; readonly language: string }): string {
  const words = name.replaceAll("_", " ").trim();
  const said = /^de(?![a-z])/.test(language) ? german(words) : words;
  return said === "" ? name : said[0]?.toUpperCase() + said.slice(1);
}

/** Not every "ue" is an umlaut: neue, Quelle, aktuell, zuerst, Statue, Manuel. */
const german = (words: string): string =>
  words
    .replace(/(?<![aeioqu])ue(?!ll|rst|la?\b|\b)|(?<=[fghm])ue(?=ll)/g, "ü")
    .replace(/(?<![aeiou])oe(?![tx]|\b)/g, "ö")
    .replace(/(?<![aeiou])ae(?!l\b|\b)/g, "ä")
    .replaceAll("strasse", "straße")
    .replace(/(?<=grü)ss(?=en?\b)/g, "ß")
    .replace(nouns, (word) => word[0]?.toUpperCase() + word.slice(1));
/** Without those that are a verb as well: antworten, besuche, nachfragen. */
const trade =
  "auftrag|aufträge|termine?|angebote?|anfrage|rückfrage|preise?|kunden?|monteure?|werkstatt|baustelle|notdienst|garantie|wochen?|monate?|fotos?|unterlagen|vertrag|adresse";
const nouns = new RegExp(`(?<!\\p{L})(?:\\p{L}*(?:ung|heit|keit|schaft|tion)(?:en)?|${trade})(?!\\p{L})`, "gu");
