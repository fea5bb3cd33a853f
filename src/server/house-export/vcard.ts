/**
 * vCard 4.0 (RFC 6350), writing only. The libraries on npm that write version 4 have one author and few readers, and
 * what we need of the format is seven properties, escaping and folding; ical.js reads the result in the tests.
 */
export interface CardOf {
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly mails: readonly string[];
  readonly note: string;
  readonly firm: boolean;
  readonly changedAt: string;
}

/** Commas, backslashes and line breaks carry meaning (3.4); other control signs are not allowed at all. */
const escaped = (text: string): string =>
  text
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the standard forbids
    .replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, " ")
    .replace(/[\\,]/g, (sign) => `\\${sign}`)
    .replace(/\n/g, "\\n");

const bytesOf = (sign: string): number => {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};

/** Lines of at most 75 bytes; a sign of several bytes is never cut (3.2). */
function folded(line: string): string {
  let [out, size] = ["", 0];
  for (const sign of line) {
    const bytes = bytesOf(sign);
    if (size + bytes > 75) {
      out += "\r\n ";
      size = 1;
    }
    out += sign;
    size += bytes;
  }
  return out;
}

export function vcard(card: CardOf): string {
  const lines = [
    "BEGIN:VCARD",
    "VERSION:4.0",
    `KIND:${card.firm ? "org" : "individual"}`,
    `FN:${escaped(card.name)}`,
    ...(card.firm ? [`ORG:${escaped(card.name).replaceAll(";", "\\;")}`] : []),
    ...card.phones.map((phone) => `TEL;VALUE=uri;TYPE=cell:tel:+${phone.replace(/\D/g, "")}`),
    ...card.mails.map((mail) => `EMAIL:${escaped(mail)}`),
    ...(card.note === "" ? [] : [`NOTE:${escaped(card.note)}`]),
    `UID:urn:uuid:${card.id}`,
    `REV:${card.changedAt.replace(/[-:]|\.\d+/g, "")}`,
    "END:VCARD",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}
