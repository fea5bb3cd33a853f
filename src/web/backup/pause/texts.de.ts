/** What stands above every page after a restore, until somebody has confirmed it: so it is apart from the other texts. */
export const de = {
  title: "Wiederhergestellt: Es wird nichts gesendet",
  words: "Das ist der Stand vom {time}. Was du schreibst, wartet, bis die Inhaberin oder der Inhaber es freigibt.",
  "unsure-one": "Eine Nachricht von damals ist ungewiss: Vielleicht ist sie schon raus.",
  unsure: "{count} Nachrichten von damals sind ungewiss: Vielleicht sind sie schon raus.",
  go: "Wieder senden",
  dialog: "Wieder senden?",
  check:
    "Sieh vorher nach: Läuft der alte Rechner noch? Dann schalte ihn ab, sonst antworten zwei. Sind die ungewissen Nachrichten durchgesehen? Sind Geräte verloren gegangen oder Leute ausgeschieden, die hier noch stehen?",
  yes: "Ja, wieder senden",
  no: "Noch nicht",
} as const;
