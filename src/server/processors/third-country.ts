// AV-6: whether the country of a recipient, as somebody wrote it, is one that data leave for only on a basis. Pure.
import type { ProcessorFields } from "../../contract/setup-papers.ts";

/** The EU, the EEA and what belongs to them. */
const inside = new Set(
  `AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO
   EU EZ EA IC AX GF GP MQ YT RE MF FX DD`.split(/\s+/),
);

/**
 * What a decision under Art. 45(3) GDPR covers as a whole, as of January 2026 (the screen says the same: `papers.basis-adequacy-hint`).
 * Canada only for commercial organisations. The decision on the USA covers those on a list and is a basis of its own.
 */
export const adequate = "AD AR BR CA CH FO GB GG IL IM JE JP KR NZ UY".split(" ");

/** As people write them, beside the names both languages have for them. */
const alsoWritten: Readonly<Record<string, readonly string[]>> = {
  US: ["USA", "US", "Amerika", "America"],
  HK: ["Hongkong", "Hong Kong"],
  TR: ["Turkey"],
  AE: ["VAE", "UAE"],
  BA: ["Bosnien"],
  GB: ["UK", "Großbritannien", "Great Britain", "England", "Schottland", "Scotland", "Wales"],
  KR: ["Korea"],
  IM: ["Insel Man"],
};

const inWords = ["de", "en"].map((language) => new Intl.DisplayNames(language, { type: "region", fallback: "none" }));
const plain = (written: string) => written.replaceAll(".", "").trim();
const german = (code: string): string => (code === "US" ? "USA" : (inWords[0]?.of(code) ?? code));

/** Reads which of these countries a text names, each in German and once. */
function reader(codes: readonly string[]): (text: string) => string[] {
  const codeOf = new Map(
    codes.flatMap((code) =>
      [...inWords.flatMap((words) => words.of(code) ?? []), ...(alsoWritten[code] ?? [])].map(
        (name) => [plain(name).toLowerCase(), code] as const,
      ),
    ),
  );
  // The longest first: "Guinea-Bissau" is not "Guinea".
  const names = [...codeOf.keys()].sort((a, b) => b.length - a.length);
  const escaped = names.map((name) => name.replace(/[*+?^${}()|[\]\\]/g, "\\$&"));
  const named = new RegExp(`(?<!\\p{L})(?:${escaped.join("|")})(?!\\p{L})`, "giu");
  return (text) => {
    const found = (plain(text).match(named) ?? []).map((name) => codeOf.get(name.toLowerCase()) ?? "");
    const all = codes.includes(plain(text)) ? [plain(text)] : found;
    return [...new Set(all)].map(german);
  };
}

const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
const adequateIn = reader(adequate);
const thirdIn = reader(
  letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !inside.has(code) && !adequate.includes(code) && code !== "UK" && inWords[0]?.of(code)),
);

/** What nobody can place from here, a town or nothing at all, is taken as it was meant. */
export const isThirdCountry = (country: string): boolean => thirdIn(country).length > 0;

/** A decision covers the country that is written there, and no other one is written beside it. */
export const isAdequate = (country: string): boolean => !isThirdCountry(country) && adequateIn(country).length > 0;

type Register = Pick<ProcessorFields, "transferMechanism" | "country" | "subProcessors">;

/** Where data leave the EU for, as the register names it: its own country, or one of a sub-processor. May be empty. */
export function destinationsOf({ transferMechanism, country, subProcessors }: Register): string[] {
  if (transferMechanism === "none_needed") return [];
  if (transferMechanism === "adequacy") return adequateIn(country);
  if (transferMechanism === "dpf") return [german("US")];
  return [thirdIn(country), thirdIn(subProcessors), adequateIn(country)].find((some) => some.length > 0) ?? [];
}
