// The lights of backup, rights and breaches: duties that stop no channel, but run against a clock.
import type { Light } from "../../contract/ampel.ts";
import { englishDay, germanDay } from "../time/calendar-day.ts";
import { type Finding, lightOf } from "./light.ts";

export interface AccountabilityFacts {
  readonly today: string;
  readonly backup: {
    /** Nobody can read where they lie just now. */
    readonly unreadable: boolean;
    /** The newest archive is at most two days old, or the business itself is. */
    readonly fresh: boolean;
    readonly newestOn: string | null;
    readonly sheetMissing: boolean;
    readonly rehearsalFailed: boolean;
  };
  readonly requests: { readonly open: number; readonly overdue: number; readonly nextDueOn: string | null };
  /** Consents nobody used for long (18 months, earlier with a stricter limit); the day on which the first of them ends. */
  readonly consents: { readonly ending: number; readonly endsOn: string | null };
  /** Breaches that are no drill and not closed; the day on which the 72 hours of the oldest end. */
  readonly incidents: { readonly open: number; readonly dueOn: string | null };
}

export function accountabilityLights(facts: AccountabilityFacts): Light[] {
  return [consentLight(facts), backupLight(facts), requestLight(facts), incidentLight(facts)];
}

/** AD-9: the owner decides whether there is news to tell; nothing is sent only to keep a consent alive. */
function consentLight({ consents: { ending, endsOn } }: AccountabilityFacts): Light {
  const due = endsOn ?? undefined;
  const sentence = {
    de: `${ending === 1 ? "Eine Einwilligung ist" : `${ending} Einwilligungen sind`} lange ungenutzt und ${ending === 1 ? "endet" : "enden"} bald. Gibt es etwas Neues zu sagen?`,
    en: `${ending === 1 ? "One consent has" : `${ending} consents have`} not been used for long and ${ending === 1 ? "ends" : "end"} soon. Is there anything new to tell?`,
  };
  return lightOf(
    {
      duty: "consent-use",
      title: { de: "Einwilligungen in Gebrauch", en: "Consents in use" },
      basis: "§ 7 UWG",
      rules: ["AD-9"],
      next: {
        label: { de: "Zu den Einwilligungen", en: "To the consents" },
        href: "/recht/einwilligungen?zeigen=ending",
      },
      stops: null,
      fine: { de: "Keine endet bald.", en: "None ends soon." },
      fineDay: null,
    },
    ending === 0 ? [] : [{ level: "amber", sentence, due }],
  );
}

function backupLight({ backup, today }: AccountabilityFacts): Light {
  const findings: Finding[] = [];
  if (backup.unreadable)
    findings.push({
      level: "amber",
      sentence: {
        de: "Der Ordner mit den Sicherungen lässt sich nicht lesen. Sieh nach dem Datenträger.",
        en: "The folder with the backups cannot be read. Check the drive.",
      },
      due: today,
    });
  else if (!backup.fresh)
    findings.push({
      level: "amber",
      sentence: {
        de: "Seit zwei Tagen keine Sicherung. Drück auf Jetzt sichern.",
        en: "No backup for two days. Press Back up now.",
      },
      due: today,
    });
  if (backup.rehearsalFailed)
    findings.push({
      level: "amber",
      sentence: {
        de: "Die letzte Probe ist misslungen. Sieh nach, woran es lag.",
        en: "The last rehearsal failed. Look at what went wrong.",
      },
    });
  if (backup.sheetMissing)
    findings.push({
      level: "amber",
      sentence: {
        de: "Das Wiederherstellungs-Blatt fehlt. Ohne es hilft keine Sicherung.",
        en: "The recovery sheet is missing. Without it no backup helps.",
      },
    });
  const day = backup.newestOn === null ? null : ({ what: "checked", on: backup.newestOn } as const);
  return lightOf(
    {
      duty: "backup",
      title: { de: "Sicherung und Probe", en: "Backup and rehearsal" },
      basis: "Art. 32 DSGVO",
      rules: ["ER-4"],
      next: { label: { de: "Zur Sicherung", en: "To the backups" }, href: "/recht/sicherung" },
      stops: null,
      fine:
        backup.newestOn === null
          ? { de: "Die erste Sicherung entsteht heute Nacht.", en: "The first backup is made tonight." }
          : { de: "Jede Nacht wird gesichert.", en: "A backup is made every night." },
      fineDay: day,
    },
    findings,
  );
}

function requestLight({ requests }: AccountabilityFacts): Light {
  const { open, overdue, nextDueOn } = requests;
  const findings: Finding[] = [];
  const due = nextDueOn ?? undefined;
  if (overdue > 0)
    findings.push({
      level: "amber",
      sentence: { de: "Eine Anfrage ist über der Frist. Antworte heute.", en: "A request is overdue. Answer today." },
      due,
    });
  else if (open > 0 && nextDueOn !== null)
    findings.push({
      level: "amber",
      sentence: {
        de: `${open === 1 ? "Eine Anfrage wartet" : `${open} Anfragen warten`}. Antwort bis ${germanDay(nextDueOn)}.`,
        en: `${open === 1 ? "A request waits" : `${open} requests wait`}. Answer by ${englishDay(nextDueOn)}.`,
      },
      due,
    });
  return lightOf(
    {
      duty: "requests",
      title: { de: "Anfragen zu eigenen Daten", en: "Requests about one's own data" },
      basis: "Art. 12, 15 bis 21 DSGVO",
      rules: ["DS-1", "DS-2"],
      next: { label: { de: "Zu den Anfragen", en: "To the requests" }, href: "/recht/anfragen" },
      stops: null,
      fine: { de: "Keine Anfrage offen.", en: "No request is open." },
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
            sentence: {
              de: `${incidents.open === 1 ? "Eine Panne ist" : `${incidents.open} Pannen sind`} offen. Die 72 Stunden laufen.`,
              en: `${incidents.open === 1 ? "One breach is" : `${incidents.open} breaches are`} open. The 72 hours run.`,
            },
            due: incidents.dueOn ?? undefined,
          },
        ];
  return lightOf(
    {
      duty: "incidents",
      title: { de: "Pannen mit Daten", en: "Data breaches" },
      basis: "Art. 33, 34 DSGVO",
      rules: ["DV-3"],
      next: { label: { de: "Zu den Pannen", en: "To the breaches" }, href: "/recht/vorfaelle" },
      stops: null,
      fine: { de: "Keine Panne offen.", en: "No breach is open." },
      fineDay: null,
    },
    findings,
  );
}
