/** German texts of the Ampel and the contracts. */
export const de = {
  "contracts.nav": "Verträge",
  "contracts.title": "Verträge (AVV)",
  "contracts.lead":
    "Wer für euch Daten verarbeitet, braucht einen Vertrag nach Art. 28 DSGVO. Ohne Vertrag sendet kein Kanal. Empfangen geht immer.",
  "contracts.read-only": "Du kannst hier alles ansehen. Ändern darf nur die Inhaberin oder der Inhaber.",
  "contracts.saving": "Speichert …",
  "contracts.saved": "Gespeichert",
  "contracts.failed": "Deine Eingabe ist noch da, aber noch nicht gespeichert.",
};
