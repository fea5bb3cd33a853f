// The German VAT ID (USt-IdNr., § 27a UStG), and how it and the business ID (§ 139c AO) are written.

/** "de 123456788" is meant as "DE123456788". */
export function plainVatId(text: string): string {
  return text
    .replace(/\s/g, "")
    .replace(/[‐-―−]/g, "-")
    .toUpperCase();
}

/**
 * True for DE, nine digits, and a check digit that fits: ISO 7064 MOD 11,10, as the Bundeszentralamt für Steuern
 * gives it for these numbers. A slip of the finger is found; whether the number was issued only VIES knows.
 */
export function isVatId(text: string): boolean {
  const digits = /^DE(\d{9})$/.exec(plainVatId(text))?.[1];
  if (digits === undefined) return false;
  const product = [...digits.slice(0, 8)].reduce((before, digit) => {
    const sum = (before + Number(digit)) % 10;
    return (2 * (sum === 0 ? 10 : sum)) % 11;
  }, 10);
  return (11 - product) % 10 === Number(digits[8]);
}
