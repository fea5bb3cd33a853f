// Art. 30(1) GDPR: one entry per processing activity, with everything letters a to g ask for.

import { recipientLines, transferLines } from "../notices/processors-in-words.ts";
import { channelNames } from "../notices/render-notice.ts";
import type { Block } from "../platform/documents/document.ts";
import { germanDay } from "../time/calendar-day.ts";
import { classInWords, controller, given, heading, paragraph, type RecordSources, staffCount } from "./sources.ts";

interface Activity {
  readonly name: string;
  readonly purposes: readonly string[];
  readonly persons: string;
  readonly data: string;
  readonly recipients: readonly string[];
  readonly thirdCountry: readonly string[];
  readonly periods: readonly string[];
}

/** The record of processing activities: one entry for each channel, then the work of the house. */
export function processingRecord(sources: RecordSources): Block[] {
  const activities = [
    ...sources.notices.map((notice) => talking(sources, notice.channel)),
    ownPeople(sources),
    teamwork(sources),
    working(sources),
    proofs(sources),
  ];
  return [
    paragraph(
      "Dieses Verzeichnis ist aus der laufenden Einrichtung und dem Aufbau der Datenbank erzeugt. Es gilt für die Verarbeitungen mit Werkbote.",
    ),
    ...controller(sources),
    ...activities.flatMap((one, i) => activityBlocks(one, i + 2)),
    heading("Anlage A: Auftragsverarbeiter und Verträge nach Art. 28"),
    processors(sources),
    heading("Anlage B: Personenbezogene Felder der Datenbank"),
    paragraph("Aus dem Datenbankschema, je Feld mit Zweck und Löschklasse. Die Löschklassen erklärt das Löschkonzept."),
    {
      kind: "table",
      head: ["Feld", "Was darin steht", "Zweck", "Klasse"],
      rows: sources.tables.flatMap(({ table, personal }) =>
        personal.map((one) => [`${table}.${one.column}`, one.what, one.purpose, classInWords(one.retentionClass)]),
      ),
    },
  ];
}

function activityBlocks(one: Activity, number: number): Block[] {
  return [
    heading(`${number} ${one.name}`),
    {
      kind: "facts",
      rows: [
        { label: "Zwecke und Rechtsgrundlagen (b)", value: one.purposes.join("\n") },
        { label: "Betroffene Personen (c)", value: one.persons },
        { label: "Arten von Daten (c)", value: one.data },
        {
          label: "Empfänger (d)",
          value: one.recipients.length === 0 ? "keine außerhalb des Betriebs" : one.recipients.join("\n"),
        },
        {
          label: "Drittland und Garantie (e)",
          value: one.thirdCountry.length === 0 ? "keine Übermittlung" : one.thirdCountry.join("\n"),
        },
        { label: "Fristen für die Löschung (f)", value: one.periods.join("\n") },
        {
          label: "Maßnahmen nach Art. 32 (g)",
          value: "siehe das Verzeichnis „Technische und organisatorische Maßnahmen“",
        },
      ],
    },
  ];
}

/** One activity per channel: purposes, recipients and periods are those its notice states. */
function talking({ notices, accounts }: RecordSources, channel: "whatsapp" | "webchat"): Activity {
  const notice = notices.find((one) => one.channel === channel);
  const states = accounts
    .filter((one) => one.channel === channel)
    .map((one) => (one.state === "live" ? "offen" : "nicht offen"));
  return {
    name: `Gespräche mit Kunden über ${channelNames[channel]} (Kanal ${[...new Set(states)].join(", ")})`,
    purposes: [
      ...(notice?.purposes ?? []).map(({ purpose, legalBasis }) => `${neutral(purpose)}: ${legalBasis}`),
      "Angaben zur Gesundheit und Ähnliches, die jemand von sich aus schickt: Löschung binnen 72 Stunden; Behalten beim Auftrag nur nach ausdrücklicher Einwilligung (Art. 9 Abs. 2 lit. a DSGVO)",
    ],
    persons: "Kunden, Interessenten und Ansprechpartner, die dem Betrieb schreiben",
    data: "Name und Kontaktangaben, Inhalt der Nachrichten, Fotos und Dateien, Zeiten, Zustellung, Auftragsbezug, Nachweis von Hinweis und Einwilligung",
    recipients: notice?.recipients ?? [],
    thirdCountry: inRecord((notice?.thirdCountry ?? []).filter((line) => !line.startsWith("Nein"))),
    periods: notice?.retention ?? [],
  };
}

/** A notice answers whether data leave; a record says where they go. */
const inRecord = (transfers: readonly string[]): string[] =>
  transfers.map((line) => line.replace(/^Ja, in/, "In").replace(" Eine Kopie schicken wir Ihnen auf Anfrage.", ""));

/** Those who carry one kind of message and nothing else of what the house keeps. */
const carriers: readonly string[] = ["mail_relay", "sms_gateway", "push_service"];

/** Who has all the house keeps on their machines, and where those stand: the server, the store of the backups. */
function housedWith({ register }: RecordSources): Pick<Activity, "recipients" | "thirdCountry"> {
  const rows = register.processors.filter(({ channel, template }) => channel === null && !carriers.includes(template));
  const { ours, under } = recipientLines(rows);
  return { recipients: [...ours, ...under], thirdCountry: inRecord(transferLines(rows, register.transfer.dpfValid)) };
}

/** The notice speaks to the customer; a record speaks about them. */
function neutral(purpose: string): string {
  return purpose
    .replace("Ihre Anfrage beantworten und Ihren Auftrag ausführen", "Anfragen beantworten und Aufträge ausführen")
    .replace("nur wenn Sie vorher zugestimmt haben", "nur mit vorheriger Einwilligung");
}

function ownPeople(sources: RecordSources): Activity {
  const { recipients, thirdCountry } = housedWith(sources);
  return {
    name: "Zugänge und Geräte der Beschäftigten",
    purposes: [
      "Anmeldung, Rechte und Sperrung von Geräten: Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG",
      "Sicherheit der Verarbeitung: Art. 6 Abs. 1 lit. c DSGVO in Verbindung mit Art. 32",
    ],
    persons: withAccess(sources),
    data: "Name, Rolle, öffentlicher Schlüssel des Geräts und des Passkeys, Zeiten der Anmeldung; bei eingeschalteten Mitteilungen die Adresse des Browsers bei seinem Mitteilungsdienst; keine Passwörter, kein Standort, keine Auswertung je Person",
    recipients: [
      ...recipients,
      "Nur bei eingeschalteten Mitteilungen: der Mitteilungsdienst des Browsers (Google, Apple, Mozilla oder Microsoft); er sieht Zeitpunkt, Adresse und eine immer gleiche Länge, keine Inhalte",
    ],
    thirdCountry: [
      ...thirdCountry,
      "Mitteilungsdienste in den USA, nur wenn jemand Mitteilungen einschaltet, und ohne Inhalte. Wer einen Browser benutzt, hat dessen Dienst selbst gewählt.",
    ],
    periods: ["Geräte und Anmeldungen: 12 Monate nach der Sperrung", "Zugang: bis zum Austritt"],
  };
}

const withAccess = (sources: RecordSources): string => {
  const { guest = 0 } = sources.members;
  return `Beschäftigte mit Zugang (${staffCount(sources)})${guest > 0 ? `, Gäste aus Partnerbetrieben (${guest})` : ""}`;
};

/** Rooms, files and calls among colleagues (IN-3). */
function teamwork(sources: RecordSources): Activity {
  return {
    name: "Zusammenarbeit im Team: Räume, Dateien, Notdienst",
    purposes: [
      "Arbeit absprechen und Aufträge ausführen: Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG",
      "Notfälle und Übergaben regeln: Art. 6 Abs. 1 lit. f DSGVO",
    ],
    persons: `${withAccess(sources)}; Kunden, soweit sie in einer Nachricht genannt sind`,
    data: "Inhalt der Nachrichten, Fotos und Dateien, Zeiten, Name und Rolle; keine Lesebestätigung für andere, keine Anwesenheit, kein Standort",
    ...housedWith(sources),
    periods: ["Nachrichten und Dateien im Team: 90 Tage", "Nachrichten zu einem Auftrag: wie der Auftrag"],
  };
}

/** Roster, hours and sick notes: the one place where health is processed on purpose (Art. 9). */
function working(sources: RecordSources): Activity {
  const { recipients, thirdCountry } = housedWith(sources);
  return {
    name: "Dienstplan, Arbeitszeit und Krankmeldungen",
    purposes: [
      "Einsätze planen und ansagen: Art. 6 Abs. 1 lit. b DSGVO, § 26 BDSG",
      "Ruhezeiten und Jugendschutz einhalten: Art. 6 Abs. 1 lit. c DSGVO mit ArbZG und JArbSchG",
      "Krankmeldungen annehmen, Entgelt fortzahlen: Art. 9 Abs. 2 lit. b DSGVO, § 26 Abs. 3 BDSG, § 5 EFZG",
    ],
    persons: `Beschäftigte (${staffCount(sources)})`,
    data: "Einsätze, übliche Arbeitszeit, Befähigungen, Volljährigkeit, bei Jugendlichen das Geburtsdatum; Arbeitsunfähigkeit von und bis, nie der Grund",
    recipients: [...recipients, "Krankmeldungen sieht nur die eine Stelle im Betrieb, die sie annimmt"],
    thirdCountry,
    periods: [
      "Plan und Verlauf: 90 Tage",
      "Krankmeldung: 90 Tage nach dem letzten Tag; Foto der Bescheinigung: 72 Stunden nach der Übernahme",
      "Geburtsdatum: bis zum 18. Geburtstag",
    ],
  };
}

function proofs(sources: RecordSources): Activity {
  return {
    name: "Nachweise, Protokolle und Sicherungskopien",
    purposes: [
      "Rechenschaft über Entscheidungen, Hinweise und Einwilligungen: Art. 6 Abs. 1 lit. c DSGVO in Verbindung mit Art. 5 Abs. 2",
      "Wiederherstellung nach einem Ausfall: Art. 6 Abs. 1 lit. c DSGVO in Verbindung mit Art. 32 Abs. 1 lit. c",
    ],
    persons: "Beschäftigte, Kunden (nur als Kennung)",
    data: "Wer was wann getan hat, ohne Inhalt von Nachrichten; Prüfsummen; verschlüsselte Sicherungen",
    ...housedWith(sources),
    periods: [
      "Nachweise: 3 Jahre, bis zum Ende des Jahres",
      "Pannen: 5 Jahre",
      "Technische Protokolle: 7 Tage",
      "Sicherungskopien: 30 Tage, rollierend",
    ],
  };
}

const mechanisms = {
  none_needed: "nicht nötig, innerhalb der EU",
  adequacy: "Angemessenheitsbeschluss für dieses Land",
  dpf: "Angemessenheitsbeschluss (EU) 2023/1795",
  scc: "Standardvertragsklauseln",
  missing: "keine angegeben",
} as const;

function processors({ register }: RecordSources): Block {
  return {
    kind: "table",
    head: ["Auftragsverarbeiter", "Leistung", "Vertrag", "Übermittlung"],
    rows: register.processors.map((one) => [
      `${given(one.fields.legalEntity || one.name)}${one.fields.country === "" ? "" : `, ${one.fields.country}`}`,
      given(one.fields.service),
      `${one.statusSentence.de}${one.agreement?.signedOn ? ` Geschlossen am ${germanDay(one.agreement.signedOn)}.` : ""}`,
      one.fields.transferMechanism === "dpf" && !register.transfer.dpfValid
        ? "Angemessenheitsbeschluss ausgesetzt"
        : mechanisms[one.fields.transferMechanism],
    ]),
  };
}
