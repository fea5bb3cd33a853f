import { expect, test } from "vitest";
import { today } from "../../../test/support/ampel-cases.ts";
import { BusinessFields, ImprintFields } from "../../contract/setup.ts";
import { instant } from "../platform/instant.ts";
import { processorView } from "../processors/processor-view.ts";
import { templateRow } from "../processors/templates.ts";
import { connections } from "./connections.ts";
import { impactCheck } from "./impact-check.ts";
import { measures } from "./measures.ts";
import { processingRecord } from "./processing-record.ts";
import type { RecordSources } from "./sources.ts";

type Row = Parameters<typeof processorView>[0];
const now = instant(Date.parse(`${today}T10:00:00Z`));

function houseRow(template: "hosting" | "mail_relay" | "other", fields: Partial<Row["fields"]>, reason?: string): Row {
  const row = templateRow(template);
  return {
    ...row,
    id: `00000000-0000-4000-8000-0000000000${template.length}`,
    template,
    fields: { ...row.fields, ...fields },
    notRequiredReason: reason ?? null,
    gapDecision: null,
    nextReviewOn: null,
  };
}

/** A business without a channel: only the work of the house is on record. */
const sources = (rows: readonly Row[], members: RecordSources["members"] = { owner: 1 }): RecordSources => ({
  business: BusinessFields.parse({ name: "Brandt Haustechnik GmbH" }),
  imprint: ImprintFields.parse({ representatives: "Jörg Brandt" }),
  isPublic: true,
  settings: { dpoAppointed: false, dpoContact: "", advertising: false, furtherRecipients: "" },
  register: {
    processors: rows.map((row) => processorView(row, now, { files: [], changes: [] })),
    transfer: { dpfValid: true, source: "", changedAt: null } as RecordSources["register"]["transfer"],
  },
  accounts: [],
  notices: [],
  published: [],
  members,
  devices: {},
  contacts: 0,
  assessment: undefined,
  tables: [],
  https: true,
  called: { pages: "", database: null, messages: [], files: [], unread: [], push: [], imprint: null, mail: null },
});

/** What the record says under a letter of Art. 30(1), one line per activity. */
const under = (letter: string, from: RecordSources): string[] =>
  processingRecord(from).flatMap((block) =>
    block.kind === "facts"
      ? block.rows.filter(({ label }) => label.endsWith(`(${letter})`)).map(({ value }) => value)
      : [],
  );

const host = { legalEntity: "Feld IT GmbH", country: "Deutschland", subProcessors: "Rechenzentrum Ost GmbH" };
const hostLines = [
  "Feld IT GmbH, Deutschland: Betrieb des Servers, auf dem Werkbote läuft",
  "Unterauftragnehmer: Rechenzentrum Ost GmbH",
];

test("whoever runs the server has the access, the rooms, the roster and the proofs on it: each entry names them", () => {
  const recipients = under("d", sources([houseRow("hosting", host)]));
  expect(recipients).toHaveLength(4);
  for (const one of recipients) expect(one.split("\n")).toEqual(expect.arrayContaining(hostLines));
});

test("a server of the business's own, and a relay that carries mail only, receive nothing of the team", () => {
  const recipients = under(
    "d",
    sources([
      houseRow("hosting", { legalEntity: "Brandt Haustechnik GmbH" }, "Der Server steht im Betrieb."),
      houseRow("mail_relay", { legalEntity: "Postbote GmbH", country: "Deutschland" }),
    ]),
  );
  expect(recipients.join("\n")).not.toMatch(/Brandt|Postbote/);
  expect(recipients[1]).toBe("keine außerhalb des Betriebs");
});

test("where that server, or a processor of any other kind, stands outside the EU, each entry says on which basis", () => {
  const transfers = under(
    "e",
    sources([
      houseRow("hosting", { ...host, country: "USA", transferMechanism: "dpf" }),
      houseRow("other", { legalEntity: "Fernhilfe Ltd.", country: "Kanada", transferMechanism: "adequacy" }),
    ]),
  );
  expect(transfers).toHaveLength(4);
  for (const one of transfers) {
    expect(one).toContain("In die USA (Feld IT GmbH). Grundlage ist der Angemessenheitsbeschluss (EU) 2023/1795.");
    expect(one).toContain("In dieses Land außerhalb der Europäischen Union: Kanada (Fernhilfe Ltd.).");
    expect(one).not.toContain("keine Übermittlung");
  }
});

test("who is responsible is called a draft as long as no Impressum says it", () => {
  const paper = (isPublic: boolean) => JSON.stringify(processingRecord({ ...sources([]), isPublic }));
  expect(paper(false)).toContain("Entwurf, noch ist kein Impressum veröffentlicht");
  expect(paper(true)).not.toContain("Entwurf");
});

test("a guest is no employee of the business, and is named", () => {
  const people = { owner: 1, crew_lead: 1, crew: 3, guest: 2 };
  const persons = under("c", sources([], people)).filter((one) => one.includes("Beschäftigte"));
  expect(persons.slice(0, 3)).toEqual([
    "Beschäftigte mit Zugang (5), Gäste aus Partnerbetrieben (2)",
    "Beschäftigte mit Zugang (5), Gäste aus Partnerbetrieben (2); Kunden, soweit sie in einer Nachricht genannt sind",
    "Beschäftigte (5)",
  ]);
  const counted = measures(sources([], people)).flatMap((block) => (block.kind === "facts" ? block.rows : []));
  expect(counted).toContainEqual({
    label: "Zugänge je Rolle",
    value: "Inhaber: 1, Vorarbeiter: 1, Monteur: 3, Gast: 2",
  });
  // § 38 BDSG counts whom the business employs.
  expect(JSON.stringify(impactCheck(sources([], people)))).toContain("5 Personen haben Zugang");
});

test("whoever keeps the database elsewhere can read in it what lies open, and the paper says so", () => {
  const from = sources([]);
  const outside = { ...from, called: { ...from.called, database: "db.example:5432" } };
  expect(JSON.stringify(connections(outside))).toMatch(/verschlüsselt.*lesbar.*Wörter und Namen der Suche.*Rufnummer/);
});

test("who may see what stands in the measures, role by role, and the officer sees no conversation", () => {
  const tables = measures(sources([])).flatMap((block) => (block.kind === "table" ? block.rows : []));
  expect(tables).toHaveLength(8);
  const officer = "Einrichtung, Nachweise und Verzeichnisse, Anfragen von Betroffenen, Pannen, Protokoll, Anmeldungen";
  expect(tables).toContainEqual(["Datenschutz", officer]);
});
