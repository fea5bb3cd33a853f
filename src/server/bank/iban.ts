// What an IBAN is (ISO 13616), and how it is shown.

/** "DE89 3704 0044 0532 0130 00" → without blanks, in capitals. */
export const packedIban = (typed: string): string => typed.replace(/\s/g, "").toUpperCase();

/** Shape and check digits: the rest of a division by 97 is 1. */
export function isIban(typed: string): boolean {
  const iban = packedIban(typed);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban) || (iban.startsWith("DE") && iban.length !== 22)) return false;
  const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((sign) => parseInt(sign, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** In groups of four, as it stands on paper. */
export const shownIban = (iban: string): string => packedIban(iban).replace(/(.{4})(?=.)/g, "$1 ");
