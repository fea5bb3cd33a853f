// The index of the kept letters for the tax office's software and for people: one row a letter, as CSV and XML, and
// the description of the procedure (Verfahrensdokumentation, GoBD margin no. 151 ff.).

import { classRules, ruleOf } from "../policy/retention-rules.ts";
import type { Original } from "./letter.ts";

export interface IndexRow {
  readonly nummer: number;
  readonly vorgang: number;
  readonly geschrieben: string;
  readonly aufbewahrtSeit: string;
  readonly richtung: string;
  readonly kanal: string;
  readonly partner: string;
  readonly adresse: string;
  readonly klasse: string;
  readonly bis: string;
  readonly text: string;
  readonly datei: string;
  readonly anlagen: string;
  readonly sha256: string;
  readonly kette: string;
  readonly vermerk: string;
}

export const indexColumns = [
  "nummer",
  "vorgang",
  "geschrieben",
  "aufbewahrtSeit",
  "richtung",
  "kanal",
  "partner",
  "adresse",
  "klasse",
  "bis",
  "text",
  "datei",
  "anlagen",
  "sha256",
  "kette",
  "vermerk",
] as const satisfies readonly (keyof IndexRow)[];

export const directionDe: Readonly<Record<string, string>> = { in: "Eingang", out: "Ausgang", note: "Notiz" };

export const labelDe = (name: string): string => `${name} ${ruleOf(name)?.label ?? ""}`.trim();

export const partnerOf = (original: Original): string =>
  original.party.name ?? original.party.profileNames[0] ?? "ohne Namen";

/** XML 1.0 has no place for control characters; the original beside the index keeps them. */
const isXmlSign = (sign: string): boolean =>
  sign >= " " ? sign !== "\ufffe" && sign !== "\uffff" : sign === "\n" || sign === "\t" || sign === "\r";

const xmlText = (text: string): string =>
  [...text]
    .map((sign) => (isXmlSign(sign) ? sign : " "))
    .join("")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** The index as XML, every field an element. */
export function indexXml(rows: readonly IndexRow[]): string {
  const letters = rows.map(
    (row) =>
      `  <brief>\n${indexColumns.map((name) => `    <${name}>${xmlText(String(row[name]))}</${name}>`).join("\n")}\n  </brief>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<briefe anzahl="${rows.length}">\n${letters.join("\n")}\n</briefe>\n`;
}

/** How letters come into the archive and stay there, in plain words, with the numbers of this export. */
export function procedureText(facts: {
  readonly firm: string;
  readonly at: string;
  readonly count: number;
  readonly emptied: number;
  readonly broken: number | undefined;
  readonly head: string;
}): string {
  const periods = Object.entries(classRules)
    .filter(([, rule]) => rule.duty)
    .map(([name, rule]) => `- ${name}: ${rule.label.de}. ${rule.period.de} (${rule.basis}).`);
  const verdict =
    facts.broken === undefined
      ? "Die Kette ist lückenlos und unverändert."
      : `Die Kette stimmt ab Nummer ${facts.broken} nicht. Bitte klären, bevor die Briefe verwendet werden.`;
  return [
    `Verfahrensdokumentation der Handelsbriefe von ${facts.firm}`,
    `Stand: ${facts.at}`,
    "",
    "1. Was aufbewahrt wird",
    "Nachrichten, die ein Geschäft vorbereiten, abschließen, durchführen oder rückgängig machen, und Belege.",
    "Solange ein Auftrag läuft, gilt jede Nachricht darin als Handelsbrief. Beim Beginn des Auftrags werden die",
    "Nachrichten dazugenommen, die zu ihm geführt haben. Ein Mitglied des Betriebs kann eine Nachricht anders einordnen;",
    "wer das wann getan hat, steht im Prüfprotokoll.",
    ...periods,
    "",
    "2. Wie aufbewahrt wird",
    "Jeder Brief wird binnen einer Minute nach Eingang oder Versand so kopiert, wie er gespeichert wurde, mit Anlagen,",
    "Absender und Empfänger, und bekommt die nächste Nummer. Aus dem Original entsteht eine Prüfsumme (SHA-256). Aus ihr,",
    "der Nummer, den Zeiten und der Prüfsumme des vorigen Briefs entsteht die Kettensumme. Wird ein Zeichen geändert oder",
    "ein Brief entfernt oder eingefügt, stimmt die Kette ab dieser Stelle nicht mehr. Die Datenbank lehnt Änderungen ab.",
    "Bearbeitet oder löscht der Absender seine Nachricht, bleibt das Original; die Änderung bekommt eine eigene Nummer.",
    "Aus Fotos werden Ortsangaben und Gerätedaten entfernt, das Bild selbst bleibt Punkt für Punkt gleich.",
    "",
    "3. Wie lange",
    "Die Frist beginnt mit dem Ende des Kalenderjahres. Danach wird der Inhalt gelöscht; Nummer und Prüfsummen bleiben,",
    "damit die Kette prüfbar ist. Eine Sperre hält die Löschung auf.",
    "",
    "4. Wie gelesen wird",
    "index.csv (Trennzeichen Semikolon, UTF-8) und index.xml enthalten eine Zeile je Brief. Unter briefe/ liegt je Brief",
    "das Original (JSON), unter anlagen/ liegen die Dateien. Die Spalte sha256 ist die Prüfsumme der Datei unter briefe/.",
    "Kettensumme: SHA-256 über vorige Kettensumme, Nummer, Kennung der Nachricht, Richtung (in, out, note), Zeit der",
    "Nachricht, Zeit der Aufbewahrung (beide ISO 8601, UTC) und sha256, verbunden mit senkrechten Strichen.",
    "",
    "5. Diese Ausgabe",
    `${facts.count === 1 ? "1 Brief" : `${facts.count} Briefe`}, davon ${facts.emptied} nach Ablauf der Frist geleert. ${verdict}`,
    `Letzte Kettensumme: ${facts.head}`,
    "",
  ].join("\n");
}
