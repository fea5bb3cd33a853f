// Art. 5(1)(e), 17 GDPR: which class, how long, on what ground, and which tables hang on it.
import type { Block } from "../platform/documents/document.ts";
import { classRules } from "../policy/retention-rules.ts";
import { classInWords, controller, heading, paragraph, type RecordSources } from "./sources.ts";

/** Classes of tables that hold no messages. */
const tableClasses: Readonly<Record<string, readonly [label: string, period: string, basis: string]>> = {
  "LK-0": ["Technische Zwischenstände, Protokolle", "7 Tage", "eigene Festlegung"],
  "LK-6": ["Nachweis einer Einwilligung", "Nutzung und 3 Jahre, bis zum Ende des Jahres", "Art. 7 Abs. 1 DSGVO"],
  "LK-7": [
    "Sperrliste nach Widerspruch",
    "solange der Betrieb wirbt, jährliche Prüfung; nur Prüfsummen",
    "Art. 21 Abs. 3 DSGVO",
  ],
  "LK-8": ["Nachweis der Datenschutzhinweise", "Kontakt und 3 Jahre, bis zum Ende des Jahres", "Art. 5 Abs. 2 DSGVO"],
  "LK-9": ["Anfragen von Betroffenen", "3 Jahre, bis zum Ende des Jahres", "§§ 195, 199 BGB"],
  "LK-10": ["Pannen mit Daten", "5 Jahre", "Art. 33 Abs. 5 DSGVO"],
  "LK-13": ["Sicherungskopien", "30 Tage, rollierend", "eigene Festlegung"],
  "LK-15": [
    "Entscheidungen und Nachweise",
    "3 Jahre, bis zum Ende des Jahres; nach 6 Monaten ohne handelnde Person",
    "Art. 5 Abs. 2 DSGVO",
  ],
  "LK-16": ["Betrieb, Zugänge und Geräte", "12 Monate nach der Sperrung", "eigene Festlegung"],
};

/** The paper on deletion: every class with its period and ground, and the tables with personal data. */
export function deletionConcept(sources: RecordSources): Block[] {
  const messages = Object.entries(classRules).map(([name, rule]) => [name, rule.label.de, rule.period.de, rule.basis]);
  const others = Object.entries(tableClasses).map(([name, row]) => [name, ...row]);
  const held = sources.tables.filter(({ personal }) => personal.length > 0);
  return [
    paragraph(
      "Jede Nachricht und jede Tabelle hat eine Löschklasse. Die Fristen rechnet die Software, Jahresfristen ab dem Ende des Kalenderjahres.",
    ),
    ...controller(sources),
    heading("2 Löschklassen der Nachrichten"),
    { kind: "table", head: ["Klasse", "Was", "Frist", "Grundlage"], rows: messages },
    heading("3 Löschklassen der übrigen Daten"),
    { kind: "table", head: ["Klasse", "Was", "Frist", "Grundlage"], rows: others },
    heading("4 Löschung auf Verlangen (Art. 17)"),
    {
      kind: "list",
      items: [
        "Was aufbewahrt werden muss, wird gesperrt: nicht im Posteingang, nicht in der Suche, nur für die Buchhaltung mit Grund (Art. 17 Abs. 3 lit. b DSGVO)",
        "Alles Übrige wird gelöscht; der Schlüssel des Kontakts wird vernichtet, damit auch ältere Sicherungen nicht mehr lesbar sind; Kennungen von Nachrichten, in denen bei WhatsApp die Rufnummer steckt, enden dort mit der Sicherung nach 30 Tagen",
        "Eine Löschliste ohne Namen sorgt dafür, dass eine Wiederherstellung nichts zurückbringt",
      ],
    },
    heading("5 Tabellen mit personenbezogenen Feldern"),
    paragraph(
      "Aus dem Datenbankschema. Tabellen, die eine Person nur mit ihrer Kennung nennen, etwa wer etwas freigegeben hat, stehen hier nicht; für sie gelten dieselben Klassen.",
    ),
    {
      kind: "table",
      head: ["Tabelle", "Zweck", "Klasse"],
      rows: held.map((one) => [one.table, one.purpose, classInWords(one.retentionClass)]),
    },
  ];
}
