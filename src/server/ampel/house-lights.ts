// The lights of people and devices.
import type { Light } from "../../contract/ampel.ts";
import { officerFrom } from "../policy/defaults.ts";
import { englishDay, germanDay } from "../time/calendar-day.ts";
import { type Duty, type Finding, lightOf } from "./light.ts";
import { refusesPrivateDevices } from "./probes.ts";

export interface HouseFacts {
  readonly today: string;
  readonly pendingDevices: number;
  /** Reported lost within the last 30 days. */
  readonly lostDevices: number;
  /** Let in within the last 30 days by whoever runs the machine (`tenant admit`). */
  readonly admittedDevices: number;
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

export function houseLights(facts: HouseFacts): Light[] {
  return [deviceLight(facts), officerLight(facts)];
}

/** "Ein Gerät" or "3 Geräte", as the beginning of a sentence. */
const counted = (n: number, one: string, many: string): string => (n === 1 ? one : `${n} ${many}`);

/** An unchecked device goes on working: the law refuses private ones, the year is our own reminder. Never red. */
function checkFindings({ due, overdue, waiting, nextOn }: HouseFacts["deviceChecks"]): Finding[] {
  const findings: Finding[] = [];
  const day = nextOn ?? undefined;
  if (overdue > 0)
    findings.push({
      level: "amber",
      sentence: {
        de: `${counted(overdue, "Eine Geräteprüfung ist", "Geräteprüfungen sind")} überfällig. Hol sie nach.`,
        en: `${counted(overdue, "One check of a device is", "checks of devices are")} overdue. Please do it now.`,
      },
      due: day,
    });
  else if (due > 0 && nextOn !== null)
    findings.push({
      level: "amber",
      sentence: {
        de: `${counted(due, "Eine Geräteprüfung ist", "Geräteprüfungen sind")} bis ${germanDay(nextOn)} fällig.`,
        en: `${counted(due, "One check of a device is", "checks of devices are")} due by ${englishDay(nextOn)}.`,
      },
      due: day,
    });
  if (waiting > 0)
    findings.push({
      level: "amber",
      sentence: {
        de: `${counted(waiting, "Eine Geräteprüfung wartet", "Geräteprüfungen warten")} auf deinen Blick.`,
        en: `${counted(waiting, "One check of a device waits", "checks of devices wait")} for you to look.`,
      },
    });
  return findings;
}

function deviceLight({ pendingDevices, lostDevices, admittedDevices, deviceChecks, today }: HouseFacts): Light {
  const findings: Finding[] = checkFindings(deviceChecks);
  if (!refusesPrivateDevices())
    findings.push({
      level: "red",
      sentence: {
        de: "Private Geräte werden nicht abgewiesen. Bitte Hilfe holen.",
        en: "Private devices are not turned away. Please get help.",
      },
    });
  if (lostDevices > 0)
    findings.push({
      level: "amber",
      sentence: {
        de: `${counted(lostDevices, "Ein Gerät ist", "Geräte sind")} verloren gemeldet. Prüf, ob du das melden musst.`,
        en: `${counted(lostDevices, "A device is", "devices are")} reported lost. Check whether you have to report it.`,
      },
    });
  if (admittedDevices > 0)
    findings.push({
      level: "amber",
      sentence: {
        de: `${counted(admittedDevices, "Ein Gerät ist", "Geräte sind")} am Server freigegeben worden. Kennst du es nicht, sperr es.`,
        en: `${counted(admittedDevices, "A device was", "devices were")} approved on the server. If you do not know it, block it.`,
      },
    });
  if (pendingDevices > 0)
    findings.push({
      level: "amber",
      sentence: {
        de: `${counted(pendingDevices, "Ein Gerät wartet", "Geräte warten")} auf deine Freigabe.`,
        en: `${counted(pendingDevices, "One device waits", "devices wait")} for your approval.`,
      },
    });
  const duty: Duty = {
    duty: "devices",
    title: { de: "Nur Geräte des Betriebs", en: "Devices of the business only" },
    basis: "Art. 24, 32 DSGVO",
    rules: ["DV-1", "DV-2", "DV-3"],
    next: { label: { de: "Zu den Geräten", en: "To the devices" }, href: "/einstellungen/geraete" },
    stops: null,
    fine: { de: "Private und unbekannte Geräte sehen nichts.", en: "Private and unknown devices see nothing." },
    fineDay: { what: "checked", on: today },
  };
  return lightOf(duty, findings);
}

function officerLight({ activePeople, officerAppointed }: HouseFacts): Light {
  const findings: Finding[] = [];
  if (!officerAppointed && activePeople >= officerFrom)
    findings.push({
      level: "amber",
      sentence: {
        de: `${activePeople} Personen arbeiten mit Kundendaten. Bestell jemanden (§ 38 BDSG).`,
        en: `${activePeople} people work with customers' data. Appoint somebody (§ 38 BDSG).`,
      },
    });
  else if (!officerAppointed && activePeople >= officerFrom - 2)
    findings.push({
      level: "amber",
      sentence: {
        de: `${activePeople} Personen. Ab ${officerFrom} wird es Pflicht.`,
        en: `${activePeople} people. From ${officerFrom} on it is a duty.`,
      },
    });
  const duty: Duty = {
    duty: "officer",
    title: { de: "Datenschutzbeauftragte Person", en: "Data-protection officer" },
    basis: "§ 38 BDSG, Art. 37 DSGVO",
    rules: ["AC-4"],
    next: { label: { de: "Zum Hinweis", en: "To the notice" }, href: "/einrichten/datenschutz" },
    stops: null,
    fine: officerAppointed
      ? { de: "Es ist jemand bestellt.", en: "Somebody is appointed." }
      : {
          de: `Ab ${officerFrom} Personen Pflicht. Ihr seid ${activePeople}.`,
          en: `A duty from ${officerFrom} people on. You are ${activePeople}.`,
        },
    fineDay: null,
  };
  return lightOf(duty, findings);
}
