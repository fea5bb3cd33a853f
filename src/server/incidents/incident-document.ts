import type { IncidentView } from "../../contract/incidents.ts";
import type { BusinessFields } from "../../contract/setup.ts";
import { type Block, type DocumentText, documentTime } from "../platform/documents/document.ts";
import { instant } from "../platform/instant.ts";
import { addressLine } from "../tenants/business-fields.ts";
import { germanDay } from "../time/calendar-day.ts";

const time = (iso: string) => documentTime(instant(Date.parse(iso)), "de");
const shown = (value: string | number | null) => (value === null || value === "" ? "noch offen" : String(value));
const day = (iso: string | null) => (iso === null ? "noch offen" : germanDay(iso));
const heading = (text: string): Block => ({ kind: "heading", level: 1, text });
const risks = { none: "voraussichtlich kein Risiko", risk: "Risiko", high: "hohes Risiko" } as const;

function whoAndWhen(view: IncidentView, business: BusinessFields): Block[] {
  const { fields } = view;
  return [
    heading("1 Verantwortlicher und Aufsichtsbehörde"),
    {
      kind: "facts",
      rows: [
        { label: "Verantwortlicher", value: `${business.name}\n${addressLine(business)}` },
        { label: "Anlaufstelle (Art. 33 Abs. 3 b)", value: shown(fields.contact) },
        {
          label: "Aufsichtsbehörde",
          value: view.authority ? `${view.authority.name}\n${view.authority.url}` : "noch offen: Bundesland fehlt",
        },
      ],
    },
    heading("2 Zeiten"),
    {
      kind: "facts",
      rows: [
        { label: "Kenntnis", value: time(view.awareAt) },
        { label: "Ende der 72 Stunden", value: time(view.deadlineAt) },
        {
          label: "Gemeldet am",
          value: fields.risk === "none" ? "keine Meldung, siehe Risiko" : day(fields.notifiedOn),
        },
        { label: "Aktenzeichen der Behörde", value: fields.reference === "" ? "keines" : fields.reference },
        ...(fields.delayReason === "" ? [] : [{ label: "Grund der Verzögerung", value: fields.delayReason }]),
      ],
    },
  ];
}

function whatHappened({ fields }: IncidentView): Block[] {
  return [
    heading("3 Was geschehen ist (Art. 33 Abs. 3 a)"),
    { kind: "paragraph", text: shown(fields.what) },
    {
      kind: "facts",
      rows: [
        { label: "Betroffene", value: shown(fields.personKinds) },
        { label: "Zahl der Personen, ungefähr", value: shown(fields.persons) },
        { label: "Arten der Daten", value: shown(fields.recordKinds) },
        { label: "Zahl der Datensätze, ungefähr", value: shown(fields.records) },
      ],
    },
    heading("4 Wahrscheinliche Folgen (Art. 33 Abs. 3 c)"),
    { kind: "paragraph", text: shown(fields.consequences) },
    heading("5 Maßnahmen (Art. 33 Abs. 3 d)"),
    { kind: "paragraph", text: shown(fields.measures) },
  ];
}

function decisionAndCourse(view: IncidentView): Block[] {
  const { fields } = view;
  return [
    heading("6 Risiko und Entscheidung"),
    {
      kind: "facts",
      rows: [
        { label: "Einschätzung", value: fields.risk === null ? "noch offen" : risks[fields.risk] },
        { label: "Begründung", value: shown(fields.riskReason) },
        { label: "Folge", value: fields.risk === null ? "noch offen" : view.duty.de },
        { label: "Entscheidung festgehalten", value: view.decided ? "ja" : "nein" },
        {
          label: "Betroffene benachrichtigt am",
          // Whether they must be told hangs on the risk: before that is assessed nobody knows.
          value: fields.risk === "high" || fields.risk === null ? day(fields.personsToldOn) : "nicht nötig",
        },
      ],
    },
    heading("7 Verlauf"),
    { kind: "table", head: ["Zeit", "Was"], rows: view.timeline.map(({ at, sentence }) => [time(at), sentence.de]) },
  ];
}

/** The documentation of a breach (Art. 33(5)), in the order the authorities' forms ask (Art. 33(3)). */
export function incidentDocument(view: IncidentView, business: BusinessFields, now: Date): DocumentText {
  const subject = `${view.drill ? "Übung" : "Datenpanne"} Nr. ${view.number}`;
  return {
    title: `Meldung und Dokumentation: ${subject}`,
    subtitle: "nach Art. 33 Abs. 3 und 5 DSGVO",
    language: "de",
    issuedAt: now,
    issuer: business.name,
    blocks: [
      ...(view.drill
        ? [{ kind: "paragraph", apart: true, text: "Das ist eine Übung. Nichts davon ist geschehen." } as const]
        : []),
      ...whoAndWhen(view, business),
      ...whatHappened(view),
      ...decisionAndCourse(view),
    ],
  };
}

/** The letter to the persons (Art. 34), as it is sent. */
export function letterDocument(view: IncidentView, business: BusinessFields, now: Date): DocumentText {
  return {
    title: `${view.drill ? "Übung: " : ""}Mitteilung über eine Datenpanne`,
    subtitle: "nach Art. 34 DSGVO",
    language: "de",
    issuedAt: now,
    issuer: `${business.name}, ${addressLine(business)}`,
    blocks: view.fields.letter.split(/\n{2,}/).map((text) => ({ kind: "paragraph", text })),
  };
}
