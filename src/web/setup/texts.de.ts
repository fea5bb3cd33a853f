/** German texts of the set-up. We say "du" and "ihr"; short main clauses, verb early. `{name}` is filled in. */
export const de = {
  "late.title": "Vorlage für verspätete Nachrichten",
  "late.why":
    "Kommt eine erste Nachricht über 24 Stunden zu spät an, lässt WhatsApp nur Vorlagen durch. Lass diesen Text bei Meta als Vorlage der Art „Utility“ genehmigen. Dann geht der Hinweis auch in diesem Fall von selbst raus.",
  "late.approved": "genehmigt",
  "late.open": "noch nicht genehmigt",
  "late.hint": "Wort für Wort übernehmen. Als Beispiel für die Lücke gibst du Meta die Adresse der Fassung.",
  "late.copy": "Text kopieren",
  "late.copied": "Text kopiert.",
  "late.not-copied": "Der Browser lässt das Kopieren nicht zu. Markiere den Text mit der Maus.",
} as const;
