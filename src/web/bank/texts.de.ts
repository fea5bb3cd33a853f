/** The bank details of the business (EM-4). */
export const de = {
  title: "Bankverbindung",
  lead: "Steht eine andere IBAN in einer Nachricht, hält Werkbote sie an. Eine Änderung gilt erst, wenn eine zweite Person sie bestätigt.",
  iban: "IBAN des Betriebs",
  first: "Vergleich sie mit dem Brief eurer Bank: Danach ändert sie niemand mehr allein.",
  "first-alone": "Vergleich sie mit dem Brief deiner Bank: Danach kannst du sie nicht mehr allein ändern.",
  "new-iban": "Neue IBAN",
  save: "Bankverbindung sichern",
  saved: "Gesichert.",
  foreign: "Diese IBAN gehört zu einem Konto im Ausland ({country}). Noch ist sie nicht gesichert.",
  "foreign-why": "Ist es euer Konto? Danach ändert sie niemand mehr allein.",
  "foreign-alone": "Ist es euer Konto? Danach kannst du sie nicht mehr allein ändern.",
  "foreign-yes": "Ja, das ist unser Konto",
  wish: "{name} hat am {time} eine neue Bankverbindung eingetragen",
  "wish-mine": "Jetzt bestätigt eine zweite Person mit ihrem Passkey: {names}. Bis dahin gilt die alte.",
  "wish-alone": "Sie wartet auf eine zweite Person, und bei dir gibt es noch keine. Bis dahin gilt die alte.",
  alone: "Du bist hier allein: Ändern braucht noch jemanden",
  "alone-why":
    "Wer deine Sitzung stiehlt, soll das Geld deiner Kundschaft nicht umleiten können. Deshalb ändert niemand die IBAN allein, auch du nicht.",
  "alone-how":
    "Lade jemanden ein, dem du vertraust: dein Steuerbüro, die Buchhaltung oder jemanden aus der Familie. Die Rolle Buchhaltung sieht keine Gespräche und bestätigt am eigenen Gerät unter Recht.",
  "alone-invite": "Jemanden einladen",
  "wish-look":
    "Vergleich sie mit dem Brief eurer Bank. Frag nach, wenn du nichts davon weißt: Betrüger bitten oft um genau das.",
  confirm: "Stimmt",
  confirmed: "Die neue Bankverbindung gilt.",
  drop: "Verwerfen",
  dropped: "Verworfen. Es gilt die alte.",
} as const;
