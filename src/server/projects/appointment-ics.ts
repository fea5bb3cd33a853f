/** One appointment as iCalendar (RFC 5545): UTC, so that no calendar can shift it; SEQUENCE counts its changes. */
export function appointmentIcs(
  one: {
    readonly appointmentId: string;
    readonly startsAt: Date;
    readonly endsAt: Date;
    readonly confirmed: boolean;
    readonly revision: number;
    readonly changedAt: Date;
  },
  about: { readonly number: number; readonly firm: string },
): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Werkbote//Auftrag//DE",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${one.appointmentId}@werkbote`,
    `DTSTAMP:${stamp(one.changedAt)}`,
    `DTSTART:${stamp(one.startsAt)}`,
    `DTEND:${stamp(one.endsAt)}`,
    `SEQUENCE:${one.revision}`,
    `STATUS:${one.confirmed ? "CONFIRMED" : "TENTATIVE"}`,
    `SUMMARY:${plain(`Auftrag ${about.number} (${about.firm})`)}`,
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.flatMap(fold).join("\r\n")}\r\n`;
}

const stamp = (at: Date): string => at.toISOString().replace(/[-:]|[.]\d{3}/g, "");
const plain = (text: string): string => text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, "\\n");

/** Lines of at most 75 bytes; a sign is never cut. */
function fold(line: string): string[] {
  const parts: string[] = [];
  let [part, size] = ["", 0];
  for (const sign of line) {
    const point = sign.codePointAt(0) ?? 0;
    const bytes = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (size + bytes > 74) {
      parts.push(part);
      [part, size] = [" ", 1];
    }
    part += sign;
    size += bytes;
  }
  return [...parts, part];
}
