// Words of laws that are gone. Whoever shows them shows that nobody has looked for years; some mislead.

const outdated: readonly (readonly [RegExp, string])[] = [
  [
    /§\s*5\s*TMG|\bTMG\b|Telemediengesetz/i,
    "Das TMG gilt nicht mehr. Bitte „§ 5 DDG“ schreiben oder den Hinweis weglassen.",
  ],
  [/TTDSG/i, "Das TTDSG heißt jetzt TDDDG. Bitte den alten Namen entfernen."],
  [
    /§\s*\d+\s*(Abs\.\s*\d\s*)?RStV|\bRStV\b|Rundfunkstaatsvertrag/i,
    "Der RStV gilt nicht mehr. Seit 2020 steht das in § 18 MStV. Bitte ändern oder weglassen.",
  ],
  [/\bMDStV\b|\bTDG\b|Teledienstegesetz/i, "Dieses Gesetz gilt seit 2007 nicht mehr. Bitte den Hinweis entfernen."],
  [
    /ec\.europa\.eu\/(consumers\/odr|odr)|OS-Plattform|Online-Streitbeilegung|524\/2013/i,
    "Die EU-Plattform zur Streitbeilegung ist seit dem 20. Juli 2025 abgeschaltet. Bitte den Link entfernen.",
  ],
];

/** What is out of date in a text, as a sentence; undefined: nothing we know of. */
export function outdatedWording(text: string): string | undefined {
  return outdated.find(([pattern]) => pattern.test(text))?.[1];
}
