// Who runs an installation for other businesses, and the contract they offer each of them (Art. 28(3) GDPR).
import { z } from "zod";
import { stillDraft } from "../imprint/public-business.ts";
import type { Operator } from "../platform/config.ts";
import type { Block } from "../platform/documents/document.ts";

const line = z.string().trim().min(1).max(300);

/** The operator's own entries, from the file named in the configuration. */
export const operatorFile: z.ZodType<Operator> = z.strictObject({
  version: line,
  name: line,
  address: line,
  representative: line,
  email: z.email(),
  country: line.default("Deutschland"),
  duration: line.default("Der Vertrag läuft, solange der Betrieb Werkbote hier nutzt."),
  measures: z.array(line).min(1).max(40),
  subProcessors: z
    .array(z.strictObject({ name: line, country: line, service: line }))
    .max(40)
    .default([]),
  leavesEu: z.boolean().default(false),
});

export interface Party {
  readonly name: string;
  readonly address: string;
  /** As the public Impressum says; else it is a draft, and the contract says so. */
  readonly isPublic: boolean;
}

/** A section and the items of the checklist (AV-2) it answers. */
interface Section {
  readonly title: string;
  readonly answers: readonly string[];
  readonly text: readonly string[];
  readonly list?: readonly string[];
}

function aboutTheWork(operator: Operator): Section[] {
  return [
    {
      title: "Gegenstand und Dauer",
      answers: ["subject"],
      text: [
        "Der Betreiber stellt Werkbote bereit: Posteingang, Chat, Versand, Speicher und Sicherung der Nachrichten des Betriebs.",
        operator.duration,
      ],
    },
    {
      title: "Zweck, Daten und Personen",
      answers: ["subject"],
      text: [
        "Zweck ist der Schriftverkehr des Betriebs mit seinen Kunden und im Team.",
        "Verarbeitet werden Namen, Rufnummern, E-Mail-Adressen, Nachrichten, Fotos, Dateien und Zeiten, dazu IP-Adressen für 7 Tage.",
        "Betroffen sind Kundinnen und Kunden, Interessenten und die Beschäftigten des Betriebs.",
      ],
    },
  ];
}

function duties({ measures, subProcessors, leavesEu }: Operator): Section[] {
  return [
    {
      title: "Weisungen",
      answers: ["instructions"],
      text: [
        "Der Betreiber verarbeitet die Daten nur auf dokumentierte Weisung des Betriebs, auch bei einer Übermittlung in ein Drittland. Einstellungen in Werkbote sind Weisungen.",
      ],
    },
    {
      title: "Verschwiegenheit",
      answers: ["confidentiality"],
      text: ["Alle Personen, die Zugang zu den Daten haben, sind zur Verschwiegenheit verpflichtet."],
    },
    {
      title: "Technische und organisatorische Maßnahmen",
      answers: ["security"],
      text: ["Der Betreiber hält mindestens diese Maßnahmen ein:"],
      list: measures,
    },
    {
      title: "Unterauftragnehmer",
      answers: ["subprocessors", "transfer"],
      text: [
        subProcessors.length === 0
          ? "Der Betreiber setzt keine Unterauftragnehmer ein."
          : "Der Betrieb genehmigt diese Unterauftragnehmer. Für sie gelten dieselben Pflichten:",
        "Neue kündigt der Betreiber mindestens 30 Tage vorher an. Der Betrieb kann widersprechen.",
        leavesEu
          ? "Verlassen Daten die EU, so nur auf einer Grundlage nach Art. 44 bis 49 DSGVO."
          : "Die Daten bleiben in der Europäischen Union.",
      ],
      list: subProcessors.map(({ name, country, service }) => `${name}, ${country}: ${service}`),
    },
  ];
}

function help({ email }: Operator): Section[] {
  return [
    {
      title: "Rechte der Betroffenen",
      answers: ["rights_help"],
      text: [
        "Der Betreiber hilft bei Auskunft, Berichtigung, Löschung und Übertragung. Was bei ihm eingeht, leitet er weiter.",
      ],
    },
    {
      title: "Pannen und Folgenabschätzung",
      answers: ["duty_help"],
      text: [
        `Eine Verletzung des Schutzes der Daten meldet der Betreiber ohne Verzögerung. Kontakt: ${email}.`,
        "Er unterstützt den Betrieb bei den Pflichten aus Art. 32 bis 36 DSGVO.",
      ],
    },
  ];
}

const ending: readonly Section[] = [
  {
    title: "Löschung und Rückgabe",
    answers: ["deletion"],
    text: ["Am Ende gibt der Betreiber die Daten heraus und löscht sie. Sicherungen sind nach 30 Tagen überschrieben."],
  },
  {
    title: "Nachweise und Kontrollen",
    answers: ["audits"],
    text: ["Der Betreiber weist die Einhaltung nach und ermöglicht Prüfungen, auch durch Beauftragte des Betriebs."],
  },
  {
    title: "Rechtswidrige Weisungen",
    answers: ["unlawful_notice"],
    text: ["Hält der Betreiber eine Weisung für rechtswidrig, sagt er es sofort."],
  },
  {
    title: "Form",
    answers: ["form", "entity"],
    text: ["Der Vertrag wird elektronisch in Werkbote geschlossen und dort aufbewahrt (Art. 28 Abs. 9 DSGVO)."],
  },
];

/** The terms, without the names of the parties: what a business agrees to. */
function termsOf(operator: Operator): Section[] {
  return [...aboutTheWork(operator), ...duties(operator), ...help(operator), ...ending];
}

const titled = ({ title }: Section, index: number): string => `${index + 1}. ${title}`;

/** What is hashed: version and terms of the operator, the same for every business. */
export function termsText(operator: Operator): string {
  return JSON.stringify([
    operator.version,
    operator.name,
    operator.address,
    operator.representative,
    termsOf(operator),
  ]);
}

/** The text as sections for the screen. */
export function termsSections(operator: Operator): { heading: string; paragraphs: string[]; list: string[] }[] {
  return termsOf(operator).map((section, index) => ({
    heading: titled(section, index),
    paragraphs: [...section.text],
    list: [...(section.list ?? [])],
  }));
}

/** Which section answers an item of the checklist; undefined: none. */
export function sectionFor(operator: Operator, key: string): string | undefined {
  const sections = termsOf(operator);
  const index = sections.findIndex(({ answers }) => answers.includes(key));
  const section = sections[index];
  return section === undefined ? undefined : `Abschnitt ${titled(section, index)}`;
}

const paragraph = (text: string): Block => ({ kind: "paragraph", text });

/** The whole contract between the operator and one business. */
export function agreementBlocks(operator: Operator, business: Party, agreed: { by: string; on: string }): Block[] {
  const terms = termsOf(operator).flatMap((section, index): Block[] => [
    { kind: "heading", level: 2, text: titled(section, index) },
    ...section.text.slice(0, 1).map(paragraph),
    // The first sentence announces the list; what else is agreed follows it.
    ...(section.list === undefined || section.list.length === 0
      ? []
      : [{ kind: "list", items: section.list } satisfies Block]),
    ...section.text.slice(1).map(paragraph),
  ]);
  const draft = business.isPublic ? "" : ` (${stillDraft})`;
  return [
    {
      kind: "facts",
      rows: [
        { label: "Verantwortlicher", value: `${business.name}, ${business.address}${draft}` },
        { label: "Auftragsverarbeiter", value: `${operator.name}, ${operator.address}` },
        { label: "Vertreten durch", value: operator.representative },
        { label: "Fassung", value: operator.version },
        { label: "Zugestimmt", value: `${agreed.by}, ${agreed.on}` },
      ],
    },
    ...terms,
  ];
}
