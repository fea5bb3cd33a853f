/** The bank details of the business (EM-4). */
export const de = {
  title: "Bankverbindung",
  lead: "Steht eine andere IBAN in einer Nachricht, hält Werkbote sie an. Eine Änderung gilt erst, wenn eine zweite Person sie bestätigt.",
  iban: "IBAN des Betriebs",
  "new-iban": "Neue IBAN",
  save: "Bankverbindung sichern",
  saved: "Gesichert.",
  wish: "{name} hat am {time} eine neue Bankverbindung eingetragen",
  "wish-mine": "Jetzt bestätigt eine zweite Person mit ihrem Passkey. Bis dahin gilt die alte.",
  "wish-look":
    "Vergleich sie mit dem Brief eurer Bank. Frag nach, wenn du nichts davon weißt: Betrüger bitten oft um genau das.",
  confirm: "Stimmt",
  confirmed: "Die neue Bankverbindung gilt.",
  drop: "Verwerfen",
  dropped: "Verworfen. Es gilt die alte.",
} as const;
