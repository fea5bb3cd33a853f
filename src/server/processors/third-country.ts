// AV-6: whether the country of a recipient, as somebody wrote it, is one that data leave for only on a basis. Pure.

/** The EU, the EEA and what belongs to them; then what a decision under Art. 45(3) GDPR covers as a whole (2026). */
const fineWithoutMore = new Set(
  `AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO
   EU EZ EA IC AX GF GP MQ YT RE MF FX DD
   AD AR BR CA CH FO GB GG IL IM JE JP KR NZ UK UY`.split(/\s+/),
);

/** As people write them, beside the names both languages have for them. */
const alsoWritten = ["USA", "US", "Amerika", "America", "Hongkong", "Hong Kong", "Turkey", "VAE", "UAE", "Bosnien"];

const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
const inWords = ["de", "en"].map((language) => new Intl.DisplayNames(language, { type: "region", fallback: "none" }));
const thirdCodes = letters
  .flatMap((first) => letters.map((second) => first + second))
  .filter((code) => !fineWithoutMore.has(code) && inWords[0]?.of(code) !== undefined);
const names = thirdCodes.flatMap((code) => inWords.flatMap((words) => words.of(code) ?? []));
const plain = (written: string) => written.replaceAll(".", "").trim();
const escaped = [...names, ...alsoWritten].map((name) => plain(name).replace(/[*+?^${}()|[\]\\]/g, "\\$&"));
const aThirdCountry = new RegExp(`(?<!\\p{L})(?:${escaped.join("|")})(?!\\p{L})`, "iu");

/** What nobody can place from here, a town or nothing at all, is taken as it was meant. */
export function isThirdCountry(country: string): boolean {
  return aThirdCountry.test(plain(country)) || thirdCodes.includes(plain(country));
}
