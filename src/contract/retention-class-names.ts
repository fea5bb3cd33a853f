import type { RetentionClass } from "./retention.ts";
import type { Words } from "./words.ts";

/** What a retention class is called, on every screen and in every paper. */
export const retentionClassNames: Readonly<Record<RetentionClass, Words>> = {
  "LK-1": { de: "Anfrage ohne Angebot, Gespräch nebenbei", en: "Inquiry without an offer, small talk" },
  "LK-1b": { de: "Angebot ohne Auftrag", en: "Offer without an order" },
  "LK-2": {
    de: "Handelsbrief: Auftrag, Termin, Änderung, Mangel",
    en: "Commercial letter: order, appointment, change, defect",
  },
  "LK-3": {
    de: "Beleg: Rechnung, Quittung, Stundenzettel, Aufmaß",
    en: "Voucher: invoice, receipt, time sheet, measurements",
  },
  "LK-4": { de: "Bücher und Verfahrensdokumentation", en: "Books and documentation of procedures" },
  "LK-5": { de: "Baustellenfoto, Abnahme: Bauwerk, 5 Jahre", en: "Site photo, acceptance: building work, 5 years" },
  "LK-5v": {
    de: "Baustellenfoto, Abnahme: Bauwerk nach VOB/B, 4 Jahre",
    en: "Site photo, acceptance: building work under VOB/B, 4 years",
  },
  "LK-5b": { de: "Foto, Abnahme: Wartung, Reparatur, 2 Jahre", en: "Photo, acceptance: service, repair, 2 years" },
  "LK-11": {
    de: "Gesundheit, Religion oder Ähnliches, nicht gebraucht",
    en: "Health, religion or the like, not needed",
  },
  "LK-12": { de: "Interne Nachricht", en: "Internal message" },
  "LK-14": { de: "Bewerbung", en: "Application" },
};
