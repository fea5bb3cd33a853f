/** German texts of the Ampel and the contracts. */
export const de = {
  "ampel.nav": "Ampel",
  "ampel.title": "Dürfen wir heute schreiben?",
  "ampel.print": "Drucken",
  "ampel.pdf": "Als PDF",
  "ampel.again": "Nochmal",
  "ampel.channels": "Kanäle",
  "ampel.list": "Pflichten",
  "ampel.duties": "Pflichten: {red} rot, {amber} gelb, {green} grün",
  "ampel.red": "Rot",
  "ampel.amber": "Gelb",
  "ampel.green": "Grün",
  "ampel.day-due": "bis {day}",
  "ampel.day-until": "in Ordnung bis {day}",
  "ampel.day-checked": "geprüft am {day}",
  "ampel.stops-all": "Senden steht",
  "ampel.stops-starts": "Neue Gespräche stehen",
  "ampel.legend":
    "Rot hält das Senden an, nie das Empfangen. Gelb heißt: Etwas ist fällig. Werkbote fragt vor jeder Nachricht neu.",
  "ampel.rail-red": "Ampel rot",
  "ampel.rail-amber": "Ampel gelb",

  "contracts.nav": "Verträge",
  "contracts.title": "Verträge (AVV)",
  "contracts.lead":
    "Wer für euch Daten verarbeitet, braucht einen Vertrag nach Art. 28 DSGVO. Ohne Vertrag sendet kein Kanal. Empfangen geht immer.",
  "contracts.read-only": "Du kannst hier alles ansehen. Ändern darf nur die Inhaberin oder der Inhaber.",
  "contracts.saving": "Speichert …",
  "contracts.saved": "Gespeichert",
  "contracts.failed": "Deine Eingabe ist noch da, aber noch nicht gespeichert.",
} as const;
