// Words of laws that are gone. Whoever shows them shows that nobody has looked for years; some mislead.
import type { Words } from "../../contract/words.ts";

const outdated: readonly (readonly [RegExp, Words])[] = [
  [
    /§\s*5\s*TMG|\bTMG\b|Telemediengesetz/i,
    {
      de: "Das TMG gilt nicht mehr. Bitte „§ 5 DDG“ schreiben oder den Hinweis weglassen.",
      en: "The TMG is no longer in force. Please write “§ 5 DDG”, or leave the reference out.",
    },
  ],
  [
    /TTDSG/i,
    {
      de: "Das TTDSG heißt jetzt TDDDG. Bitte den alten Namen entfernen.",
      en: "The TTDSG is now called TDDDG. Please take the old name out.",
    },
  ],
  [
    /§\s*\d+\s*(Abs\.\s*\d\s*)?RStV|\bRStV\b|Rundfunkstaatsvertrag/i,
    {
      de: "Der RStV gilt nicht mehr. Seit 2020 steht das in § 18 MStV. Bitte ändern oder weglassen.",
      en: "The RStV is no longer in force. Since 2020 this is § 18 MStV. Please change it or leave it out.",
    },
  ],
  [
    /\bMDStV\b|\bTDG\b|Teledienstegesetz/i,
    {
      de: "Dieses Gesetz gilt seit 2007 nicht mehr. Bitte den Hinweis entfernen.",
      en: "This law has not been in force since 2007. Please take the reference out.",
    },
  ],
  [
    /ec\.europa\.eu\/(consumers\/odr|odr)|OS-Plattform|Online-Streitbeilegung|524\/2013/i,
    {
      de: "Die EU-Plattform zur Streitbeilegung ist seit dem 20. Juli 2025 abgeschaltet. Bitte den Link entfernen.",
      en: "The EU platform for dispute resolution was switched off on 20 July 2025. Please take the link out.",
    },
  ],
];

/** What is out of date in a text, as a sentence; undefined: nothing we know of. */
export function outdatedWording(text: string): Words | undefined {
  return outdated.find(([pattern]) => pattern.test(text))?.[1];
}
