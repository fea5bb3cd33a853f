// The lights of people and devices.
import type { Light } from "../../contract/ampel.ts";
import { type Duty, type Finding, lightOf, shownDay } from "./light.ts";
import { refusesPrivateDevices } from "./probes.ts";

export interface HouseFacts {
  readonly today: string;
  readonly pendingDevices: number;
  /** Reported lost within the last 30 days. */
  readonly lostDevices: number;
  /** The yearly check of the devices in use. */
  readonly deviceChecks: {
    readonly due: number;
    readonly overdue: number;
    readonly waiting: number;
    readonly nextOn: string | null;
  };
  readonly activePeople: number;
  readonly officerAppointed: boolean;
}

/** AC-4: from this many people who always work with personal data a data-protection officer is due. § 38 BDSG. */
const officerFrom = 20;

export function houseLights(facts: HouseFacts): Light[] {
  return [deviceLight(facts), officerLight(facts)];
}

/** "Ein Gerät" or "3 Geräte", as the beginning of a sentence. */
const devicesDe = (n: number, one: string, many: string): string => (n === 1 ? one : `${n} ${many}`);

/** An unchecked device goes on working: the law refuses private ones, the year is our own reminder. Never red. */
function checkFindings({ due, overdue, waiting, nextOn }: HouseFacts["deviceChecks"]): Finding[] {
  const findings: Finding[] = [];
  const day = nextOn ?? undefined;
  if (overdue > 0)
    findings.push({
      level: "amber",
      sentence: `${devicesDe(overdue, "Eine Geräteprüfung ist", "Geräteprüfungen sind")} überfällig. Hol sie nach.`,
      due: day,
    });
  else if (due > 0 && nextOn !== null)
    findings.push({
      level: "amber",
      sentence: `${devicesDe(due, "Eine Geräteprüfung ist", "Geräteprüfungen sind")} bis ${shownDay(nextOn)} fällig.`,
      due: day,
    });
  if (waiting > 0)
    findings.push({
      level: "amber",
      sentence: `${devicesDe(waiting, "Eine Geräteprüfung wartet", "Geräteprüfungen warten")} auf deinen Blick.`,
    });
  return findings;
}

function deviceLight({ pendingDevices, lostDevices, deviceChecks, today }: HouseFacts): Light {
  const findings: Finding[] = checkFindings(deviceChecks);
  if (!refusesPrivateDevices())
    findings.push({ level: "red", sentence: "Private Geräte werden nicht abgewiesen. Bitte Hilfe holen." });
  if (lostDevices > 0)
    findings.push({ level: "amber", sentence: "Ein Gerät ist verloren gemeldet. Prüf, ob du das melden musst." });
  if (pendingDevices > 0)
    findings.push({
      level: "amber",
      sentence:
        pendingDevices === 1
          ? "Ein Gerät wartet auf deine Freigabe."
          : `${pendingDevices} Geräte warten auf deine Freigabe.`,
    });
  const duty: Duty = {
    duty: "devices",
    title: "Nur Geräte des Betriebs",
    basis: "Art. 24, 32 DSGVO",
    rules: ["DV-1", "DV-2", "DV-3"],
    next: { label: "Zu den Geräten", href: "/einstellungen/geraete" },
    stops: null,
    fine: "Private und unbekannte Geräte sehen nichts.",
    fineDay: { what: "checked", on: today },
  };
  return lightOf(duty, findings);
}

function officerLight({ activePeople, officerAppointed }: HouseFacts): Light {
  const findings: Finding[] = [];
  if (!officerAppointed && activePeople >= officerFrom)
    findings.push({
      level: "amber",
      sentence: `${activePeople} Personen arbeiten mit Kundendaten. Bestell jemanden (§ 38 BDSG).`,
    });
  else if (!officerAppointed && activePeople >= officerFrom - 2)
    findings.push({ level: "amber", sentence: `${activePeople} Personen. Ab ${officerFrom} wird es Pflicht.` });
  const duty: Duty = {
    duty: "officer",
    title: "Datenschutzbeauftragte Person",
    basis: "§ 38 BDSG, Art. 37 DSGVO",
    rules: ["AC-4"],
    next: { label: "Zum Hinweis", href: "/einrichten/datenschutz" },
    stops: null,
    fine: officerAppointed
      ? "Es ist jemand bestellt."
      : `Ab ${officerFrom} Personen Pflicht. Ihr seid ${activePeople}.`,
    fineDay: null,
  };
  return lightOf(duty, findings);
}
