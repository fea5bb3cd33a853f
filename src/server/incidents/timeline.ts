const verbs: Readonly<Record<string, string>> = {
  "open-incident": "Panne eingetragen",
  "open-incident-drill": "Übung begonnen",
  "change-incident": "Angaben ergänzt",
  "alarm-incident": "Werkbote hat an die Frist erinnert",
  "decide-incident": "Entscheidung festgehalten",
  "try-close-incident": "Abschluss versucht, es fehlte noch etwas",
  "close-incident": "abgeschlossen",
  "report-device-lost": "Gerät als verloren gemeldet, alle Anmeldungen darauf beendet",
  "revoke-device": "Gerät gesperrt",
};

/** An audit entry in words, for those who were not there. */
export function timelineSentence(entry: {
  readonly verb: string;
  readonly who: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}): string {
  const what = verbs[entry.verb] ?? entry.verb;
  const hours = typeof entry.details.hours === "number" ? ` (${entry.details.hours} Stunden)` : "";
  return `${what}${hours}${entry.who === null ? "" : `: ${entry.who}`}`;
}
