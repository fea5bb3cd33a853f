/**
 * German texts of the staff app. We say "du"; short main clauses, verb early, no exclamation marks.
 * A key says where the text stands. `{name}` is filled in.
 */
export const de = {
  "ui.optional": "freiwillig",
  "ui.close": "Schließen",
  "ui.cancel": "Abbrechen",
  "ui.again": "Nochmal",
  "ui.save": "Speichern",
  "ui.loading": "Wird geladen",
  "ui.back": "Zurück",

  "lazy.failed": "Dieser Teil der Seite ließ sich nicht laden.",
  "lazy.reload": "Seite neu laden",

  "error.offline": "Kein Netz. Deine Eingabe ist noch da.",
  "error.unknown": "Das hat nicht geklappt. Deine Eingabe ist noch da. Bitte noch einmal versuchen.",
} as const;
