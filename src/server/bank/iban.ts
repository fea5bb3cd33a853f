// What an IBAN is (ISO 13616), and how it is shown.

/** "DE89 3704 0044 0532 0130 00" → without blanks, in capitals. */
export const packedIban = (typed: string): string => typed.replace(/\s/g, "").toUpperCase();

/** How many signs an IBAN has where payments in euros are made (SEPA); the check digits alone let others pass. */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  "AD24 AL28 AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 VA22"
    .split(" ")
    .map((one) => [one.slice(0, 2), Number(one.slice(2))]),
);

/** Shape and check digits: the rest of a division by 97 is 1. */
export function isIban(typed: string): boolean {
  const iban = packedIban(typed);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  if ((lengths[iban.slice(0, 2)] ?? iban.length) !== iban.length) return false;
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((sign) => parseInt(sign, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** In groups of four, as it stands on paper. */
export const shownIban = (iban: string): string => packedIban(iban).replace(/(.{4})(?=.)/g, "$1 ");
