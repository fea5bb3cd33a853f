/** The country of an IBAN that is none of Germany, "FR"; undefined: it is German, or not yet an IBAN. */
export function foreignCountry(typed: string): string | undefined {
  const iban = typed.replace(/\s/g, "").toUpperCase();
  const country = /^([A-Z]{2})\d{2}[A-Z0-9]{11,30}$/.exec(iban)?.[1];
  return country === "DE" ? undefined : country;
}
