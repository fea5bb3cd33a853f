// The lights of backup, rights and breaches: duties that stop no channel, but run against a clock.
import type { Light } from "../../contract/ampel.ts";
import { type Finding, lightOf, shownDay } from "./light.ts";

export interface AccountabilityFacts {
  readonly today: string;
  readonly backup: {
    /** The newest archive is at most two days old, or the business itself is. */
    readonly fresh: boolean;
    readonly newestOn: string | null;
    readonly sheetMissing: boolean;
    readonly rehearsalFailed: boolean;
  };
  readonly requests: { readonly open: number; readonly overdue: number; readonly nextDueOn: string | null };
  /** Breaches that are no drill and not closed; the day on which the 72 hours of the oldest end. */
  readonly incidents: { readonly open: number; readonly dueOn: string | null };
}

export function accountabilityLights(facts: AccountabilityFacts): Light[] {
  return [backupLight(facts), requestLight(facts), incidentLight(facts)];
}

function backupLight({ backup, today }: AccountabilityFacts): Light {
  const findings: Finding[] = [];
  if (!backup.fresh)
    findings.push({
      level: "amber",
      sentence: "Seit zwei Tagen keine Sicherung. Drück auf Jetzt sichern.",
      due: today,
    });
  if (backup.rehearsalFailed)
    findings.push({ level: "amber", sentence: "Die letzte Probe ist misslungen. Sieh nach, woran es lag." });
  if (backup.sheetMissing)
    findings.push({ level: "amber", sentence: "Das Wiederherstellungs-Blatt fehlt. Ohne es hilft keine Sicherung." });
  const day = backup.newestOn === null ? null : ({ what: "checked", on: backup.newestOn } as const);
  return lightOf(
    {
      duty: "backup",
      title: "Sicherung und Probe",
      basis: "Art. 32 DSGVO",
      rules: ["ER-4"],
      next: { label: "Zur Sicherung", href: "/recht/sicherung" },
      stops: null,
      fine: backup.newestOn === null ? "Die erste Sicherung entsteht heute Nacht." : "Jede Nacht wird gesichert.",
      fineDay: day,
    },
    findings,
  );
}

function requestLight({ requests }: AccountabilityFacts): Light {
  const { open, overdue, nextDueOn } = requests;
  const findings: Finding[] = [];
  const due = nextDueOn ?? undefined;
  if (overdue > 0) findings.push({ level: "amber", sentence: "Eine Anfrage ist über der Frist. Antworte heute.", due });
  else if (open > 0 && nextDueOn !== null)
    findings.push({
      level: "amber",
      sentence: `${open === 1 ? "Eine Anfrage wartet" : `${open} Anfragen warten`}. Antwort bis ${shownDay(nextDueOn)}.`,
      due,
    });
  return lightOf(
    {
      duty: "requests",
      title: "Anfragen zu eigenen Daten",
      basis: "Art. 12, 15 bis 21 DSGVO",
      rules: ["DS-1", "DS-2"],
      next: { label: "Zu den Anfragen", href: "/recht/anfragen" },
      stops: null,
      fine: "Keine Anfrage offen.",
      fineDay: null,
    },
    findings,
  );
}

function incidentLight({ incidents }: AccountabilityFacts): Light {
  const findings: Finding[] =
    incidents.open === 0
      ? []
      : [
          {
            level: "amber",
            sentence: `${incidents.open === 1 ? "Eine Panne ist" : `${incidents.open} Pannen sind`} offen. Die 72 Stunden laufen.`,
            due: incidents.dueOn ?? undefined,
          },
        ];
  return lightOf(
    {
      duty: "incidents",
      title: "Pannen mit Daten",
      basis: "Art. 33, 34 DSGVO",
      rules: ["DV-3"],
      next: { label: "Zu den Pannen", href: "/recht/vorfaelle" },
      stops: null,
      fine: "Keine Panne offen.",
      fineDay: null,
    },
    findings,
  );
}
