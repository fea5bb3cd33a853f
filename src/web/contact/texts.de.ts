/** German texts of the list of contacts. We say "du"; short main clauses, verb early. `{name}` is filled in. */
export const de = {
  "list.title": "Kontakte",
  "list.lead":
    "Wer euch geschrieben hat. Neue Kontakte entstehen, wenn jemand schreibt, und sind vorläufig, bis ihr sie in die Kundenkartei nehmt.",
  "list.import": "Adressbuch einlesen",
  "list.search": "Name oder ganze Nummer suchen",
  "list.count-one": "1 Kontakt",
  "list.count": "{n} Kontakte",
  "list.found-one": "1 Treffer",
  "list.found": "{n} Treffer",
  "list.saved": "gespeichert",
  "list.provisional": "vorläufig",
  "list.provisional-why": "Noch nicht in der Kundenkartei.",
  "list.order": "Auftrag läuft",
  "list.last": "schrieb zuletzt {when}",
  "list.never": "hat noch nicht geschrieben",
  "list.more": "Weitere zeigen",
  "list.empty": "Noch keine Kontakte",
  "list.empty-next": "Gib Kunden euren Link oder QR-Code. Wer euch darüber schreibt, steht danach hier.",
  "list.nothing": "Niemand gefunden: „{text}“",
  "list.nothing-next": "Gib einen Teil des Namens ein, oder die ganze Telefonnummer. Teile einer Nummer gehen nicht.",
  "list.clear": "Suche leeren",
} as const;
