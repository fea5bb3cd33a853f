import type { Words } from "../../contract/words.ts";

const verbs: Readonly<Record<string, Words>> = {
  "open-incident": { de: "Panne eingetragen", en: "Breach entered" },
  "open-incident-drill": { de: "Übung begonnen", en: "Drill begun" },
  "change-incident": { de: "Angaben ergänzt", en: "Details added" },
  "alarm-incident": { de: "Werkbote hat an die Frist erinnert", en: "Werkbote reminded of the deadline" },
  "decide-incident": { de: "Entscheidung festgehalten", en: "Decision recorded" },
  "try-close-incident": {
    de: "Abschluss versucht, es fehlte noch etwas",
    en: "Tried to close, something was missing",
  },
  "close-incident": { de: "abgeschlossen", en: "closed" },
  "report-device-lost": {
    de: "Gerät als verloren gemeldet, alle Anmeldungen darauf beendet",
    en: "Device reported lost, all its sign-ins ended",
  },
  "revoke-device": { de: "Gerät gesperrt", en: "Device revoked" },
};

/** An audit entry in words, for those who were not there. */
export function timelineSentence(entry: {
  readonly verb: string;
  readonly who: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}): Words {
  const what = verbs[entry.verb] ?? { de: entry.verb, en: entry.verb };
  const hours = typeof entry.details.hours === "number" ? entry.details.hours : undefined;
  const who = entry.who === null ? "" : `: ${entry.who}`;
  return {
    de: `${what.de}${hours === undefined ? "" : ` (${hours} Stunden)`}${who}`,
    en: `${what.en}${hours === undefined ? "" : ` (${hours} hours)`}${who}`,
  };
}
