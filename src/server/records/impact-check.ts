// Art. 35 GDPR: does the processing need an impact assessment? Answered from what runs (AC-2), officer's threshold (AC-4).
import { impactMarks, manyContacts } from "../impact/impact-hits.ts";
import type { Block } from "../platform/documents/document.ts";
import { defaults, officerFrom } from "../policy/defaults.ts";
import { germanDay } from "../time/calendar-day.ts";
import { controller, heading, paragraph, type RecordSources, staffCount } from "./sources.ts";

const inGerman = (count: number): string => count.toLocaleString("de-DE");

/** The paper that answers, question by question, whether an assessment is due, and what came of it. */
export function impactCheck(sources: RecordSources): Block[] {
  const people = staffCount(sources);
  const marks = impactMarks(sources.contacts);
  const questions: readonly (readonly [question: string, hit: boolean, why: string])[] = [
    [
      "Umfangreiche Verarbeitung?",
      marks.large,
      marks.large ? `mindestens ${inGerman(manyContacts)} Kontakte` : `weniger als ${inGerman(manyContacts)} Kontakte`,
    ],
    [
      "Besondere Kategorien von Daten (Art. 9) als Zweck?",
      marks.special,
      "Krankmeldungen der Beschäftigten: nur von und bis, nie der Grund, nur für eine Stelle (§ 26 Abs. 3 BDSG). Bei Kunden nicht vorgesehen; was sie von sich aus schicken, wird binnen 72 Stunden gelöscht oder bleibt mit ausdrücklicher Einwilligung beim Auftrag (Art. 9 Abs. 2 lit. a)",
    ],
    [
      "Überwachung von Beschäftigten?",
      marks.monitoring,
      "keine Standorte, keine Auswertung je Person, keine gespeicherte Anwesenheit",
    ],
    [
      "Neue Technik oder Entscheidungen durch ein Programm?",
      marks.newTechnology,
      "keine automatisierte Entscheidung über Personen; das Regelwerk prüft das Handeln des Betriebs",
    ],
    [
      "Schutzbedürftige Personen im Mittelpunkt?",
      marks.vulnerable,
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
    ...assessed(sources, hits),
    paragraph(
      people >= officerFrom
        ? `${people} Personen haben Zugang: Eine Datenschutzbeauftragte oder ein Datenschutzbeauftragter ist zu benennen (§ 38 BDSG).`
        : `${people} Personen haben Zugang: Die Schwelle von ${officerFrom} Personen (§ 38 BDSG) ist nicht erreicht.`,
    ),
  ];
}

/** What the business itself did about it: who weighs the risk is the controller, not a program. */
function assessed({ assessment }: RecordSources, hits: number): Block[] {
  if (assessment === undefined)
    return hits < defaults.dpiaHits ? [] : [paragraph("Eine Abschätzung ist noch nicht festgehalten.")];
  const { madeOn, outcome, by } = assessment;
  return [
    {
      kind: "facts",
      rows: [
        { label: "Abschätzung vom", value: `${germanDay(madeOn)}, festgehalten von ${by}` },
        { label: "Ergebnis", value: outcome },
        ...(assessment.hits < hits
          ? [{ label: "Stand", value: "Seitdem kam ein Merkmal hinzu; sie ist zu erneuern." }]
          : []),
      ],
    },
  ];
}
