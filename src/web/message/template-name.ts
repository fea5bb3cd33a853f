/**
 * The name of a template as a heading: WhatsApp knows small letters, digits and underscores only, people read words. Of
 * a German one they read the umlauts, and nouns that show by their endings.
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
    .replace(nouns, (letter) => letter.toUpperCase());
const nouns = /(?<!\p{L})\p{L}(?=\p{L}*(?:ung|heit|keit|schaft|tion)(?:en)?(?!\p{L}))/gu;
