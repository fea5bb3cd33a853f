// EM-3: a file that calls itself an invoice, whatever its sender chose.
const invoice =
  /(?<![a-zäöüß])(?:(?:abschlags?|schluss|teil|anzahlungs|end|sammel|handwerker)[-_ ]?)?rechnung(?![a-zäöüß]{3})|(?<![a-z])invoice(?![a-z])/i;

/** "Rechnung_2026-114.pdf" is one, "Berechnung.pdf" and "Rechnungsadresse.txt" are none. */
export const isInvoiceName = ({ name, mimeType }: { readonly name: string; readonly mimeType: string }): boolean =>
  /pdf|xml|word|opendocument/i.test(mimeType) && invoice.test(name.normalize("NFC"));
