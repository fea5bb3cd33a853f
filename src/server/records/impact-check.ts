// Art. 35 GDPR: does the processing need an impact assessment? Answered from what runs (AC-2), officer's threshold (AC-4).
import type { Block } from "../platform/document.ts";
import { defaults } from "../policy/defaults.ts";
import { controller, heading, paragraph, type RecordSources } from "./sources.ts";

/** Own figure: from here on a small firm's contacts count as many (recital 91). */
const manyContacts = 10_000;
const inGerman = (count: number): string => count.toLocaleString("de-DE");
/** § 38(1) BDSG. */
const officerFrom = 20;

export function impactCheck(sources: RecordSources): Block[] {
  const people = Object.values(sources.members).reduce((sum, one) => sum + one, 0);
  const many = sources.contacts >= manyContacts;
  const questions: readonly (readonly [question: string, hit: boolean, why: string])[] = [
    [
      "Umfangreiche Verarbeitung?",
      many,
      many ? `mindestens ${inGerman(manyContacts)} Kontakte` : `weniger als ${inGerman(manyContacts)} Kontakte`,
    ],
    [
      "Besondere Kategorien von Daten (Art. 9) als Zweck?",
      true,
      "Krankmeldungen der Beschäftigten: nur von und bis, nie der Grund, nur für eine Stelle (§ 26 Abs. 3 BDSG). Bei Kunden nicht vorgesehen; Zufallsfunde werden binnen 72 Stunden entfernt oder ausdrücklich eingewilligt",
    ],
    [
      "Überwachung von Beschäftigten?",
      false,
      "keine Standorte, keine Auswertung je Person, keine gespeicherte Anwesenheit",
    ],
    [
      "Neue Technik oder Entscheidungen durch ein Programm?",
      false,
      "keine automatisierte Entscheidung über Personen; das Regelwerk prüft das Handeln des Betriebs",
    ],
    [
      "Schutzbedürftige Personen im Mittelpunkt?",
      false,
      "richtet sich an Auftraggeber; Werbung an Minderjährige ist gesperrt, Ruhezeiten Auszubildender hält die Software ein",
    ],
  ];
  const hits = questions.filter(([, hit]) => hit).length;
  return [
    paragraph(
      "Die Antworten folgen aus der laufenden Einrichtung. Eine Abschätzung ist vorzunehmen, wenn zwei oder mehr Merkmale zutreffen.",
    ),
    ...controller(sources),
    heading("2 Schwellenprüfung"),
    {
      kind: "table",
      head: ["Merkmal", "Trifft zu", "Begründung"],
      rows: questions.map(([question, hit, why]) => [question, hit ? "ja" : "nein", why]),
    },
    heading("3 Ergebnis"),
    paragraph(
      hits >= defaults.dpiaHits
        ? `${hits} Merkmale treffen zu: Eine Datenschutz-Folgenabschätzung ist vorzunehmen.`
        : `${hits} von ${questions.length} Merkmalen ${hits === 1 ? "trifft" : "treffen"} zu: Eine Datenschutz-Folgenabschätzung ist nicht erforderlich.`,
    ),
    paragraph(
      people >= officerFrom
        ? `${people} Personen haben Zugang: Eine Datenschutzbeauftragte oder ein Datenschutzbeauftragter ist zu benennen (§ 38 BDSG).`
        : `${people} Personen haben Zugang: Die Schwelle von ${officerFrom} Personen (§ 38 BDSG) ist nicht erreicht.`,
    ),
  ];
}
