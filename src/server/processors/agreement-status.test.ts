import { describe, expect, test } from "vitest";
import type { GapDecision } from "../../contract/setup-papers.ts";
import { instant } from "../platform/instant.ts";
import {
  agreementStatus,
  coreGaps,
  type RegisterRow,
  relevantGaps,
  transferFacts,
  weakestStatus,
} from "./agreement-status.ts";
import { checklistEntries, whatsAppChecklist } from "./checklist.ts";
import { statusSentence } from "./processor-view.ts";

const at = (day: string) => instant(Date.parse(`${day}T08:00:00Z`));
const all = checklistEntries.map(({ key }) => ({
  key,
  state: "present" as const,
  source: "Vertrag",
  checkedOn: "2026-11-24",
}));
const without = (...keys: string[]) =>
  all.map((item) => (keys.includes(item.key) ? { ...item, state: "missing" as const } : item));
const signed = {
  version: "1",
  signedOn: "2026-11-24",
  acceptedHow: "Klick",
  acceptedBy: "Jörg Prüfer",
  filedAt: "Ordner 3",
  fileHash: "",
};
const row: RegisterRow = {
  agreement: signed,
  checklist: all,
  gapDecision: null,
  notRequiredReason: null,
  nextReviewOn: "2027-11-24",
  fields: { transferMechanism: "dpf", sccModule: "", transferAssessment: "" },
};
const decision = (items: string[]): GapDecision => ({
  reason: "Viele Kundinnen und Kunden schreiben uns nur dort.",
  measures: "Keine Fotos mit Ausweisen",
  alternative: "Chat auf unserer Seite, Telefon",
  items,
  decidedAt: "2026-11-24T08:00:00.000Z",
  decidedBy: "019aab00-0000-7000-8000-000000000001",
  deciderName: "Jörg Prüfer",
  expiresOn: "2027-11-24",
});

describe("what an agreement is worth today", () => {
  test.each<[string, Partial<RegisterRow>, string, string]>([
    ["complete", {}, "2026-11-25", "complete"],
    ["no agreement", { agreement: null }, "2026-11-25", "missing"],
    ["agreement nobody signed", { agreement: { ...signed, signedOn: null } }, "2026-11-25", "missing"],
    [
      "agreement of a day that is still to come",
      { agreement: { ...signed, signedOn: "2031-01-01" } },
      "2026-11-25",
      "missing",
    ],
    ["agreement of this very day", { agreement: { ...signed, signedOn: "2026-11-25" } }, "2026-11-25", "complete"],
    ["gap without a decision", { checklist: without("subprocessors") }, "2026-11-25", "gaps_open"],
    [
      "gap the owner decided on",
      { checklist: without("subprocessors"), gapDecision: decision(["subprocessors"]) },
      "2026-11-25",
      "gaps_accepted",
    ],
    [
      "new gap nobody decided on",
      { checklist: without("subprocessors", "audits"), gapDecision: decision(["subprocessors"]) },
      "2026-11-25",
      "gaps_open",
    ],
    [
      "decision that has run out",
      { checklist: without("subprocessors"), gapDecision: decision(["subprocessors"]), nextReviewOn: "2029-01-01" },
      "2027-11-25",
      "gaps_open",
    ],
    [
      "core missing, decision or not",
      { checklist: without("instructions"), gapDecision: decision(["instructions"]) },
      "2026-11-25",
      "gaps_open",
    ],
    ["review 30 days late", {}, "2027-12-24", "complete"],
    ["review 31 days late", {}, "2027-12-25", "review_overdue"],
    [
      "not required, with a reason",
      { agreement: null, notRequiredReason: "Eigener Server in der Werkstatt." },
      "2026-11-25",
      "not_required",
    ],
    ["not required, without a reason", { agreement: null, notRequiredReason: "nein" }, "2026-11-25", "missing"],
    [
      "without a third country no basis for one is needed",
      { checklist: without("transfer"), fields: { ...row.fields, transferMechanism: "none_needed" } },
      "2026-11-25",
      "complete",
    ],
  ])("%s", (_title, change, day, status) => {
    expect(agreementStatus({ ...row, ...change }, at(day))).toBe(status);
  });

  test("an agreement signed shortly after midnight in Germany counts at once", () => {
    const agreement = { ...signed, signedOn: "2026-11-25" };
    const midnight = (time: string) => agreementStatus({ ...row, agreement }, instant(Date.parse(time)));
    expect(midnight("2026-11-24T22:59:00Z")).toBe("missing");
    expect(midnight("2026-11-24T23:01:00Z")).toBe("complete");
  });

  test("an unknown item is a gap like a missing one", () => {
    expect(relevantGaps({ ...row, checklist: all.filter(({ key }) => key !== "audits") })).toEqual(["audits"]);
  });

  test("the row prefilled for WhatsApp claims no agreement and leaves the core open", () => {
    expect(coreGaps({ ...row, agreement: null, checklist: whatsAppChecklist() })).toEqual([
      "contract",
      "art_28_3_core",
      "instructions",
    ]);
  });
});

test("of several processors the weakest agreement counts", () => {
  expect(weakestStatus(["complete", "gaps_open", "not_required"])).toBe("gaps_open");
  expect(weakestStatus([])).toBe("missing");
});

test("of several processors the weakest basis for the third country counts", () => {
  const none = { ...row, fields: { ...row.fields, transferMechanism: "none_needed" as const } };
  const scc = {
    ...row,
    fields: { transferMechanism: "scc" as const, sccModule: "2", transferAssessment: "TIA vom 1.11.2026" },
  };
  expect(transferFacts([none])).toEqual({ transferMechanism: "none_needed", sccOnFile: false });
  expect(transferFacts([none, scc])).toEqual({ transferMechanism: "scc", sccOnFile: true });
  expect(transferFacts([row, scc])).toEqual({ transferMechanism: "dpf", sccOnFile: false });
  expect(transferFacts([])).toEqual({ transferMechanism: "missing", sccOnFile: false });
});

describe("a contract that does not count says what it lacks", () => {
  test.each<[string, Partial<RegisterRow>, string]>([
    ["none", { agreement: null }, "Der Vertrag zur Auftragsverarbeitung fehlt."],
    ["begun", { agreement: { ...signed, version: "" } }, "Die Angaben zum Vertrag sind noch nicht vollständig."],
    ["to come", { agreement: { ...signed, signedOn: "2031-01-31" } }, "Der Vertrag gilt erst ab dem 31.01.2031."],
    [
      "a reason of one word",
      { agreement: null, notRequiredReason: "ja" },
      "Es fehlt eine Begründung mit mindestens 10 Zeichen.",
    ],
  ])("%s", (_name, change, sentence) => {
    expect(statusSentence({ ...row, ...change }, at("2026-11-25")).de).toBe(sentence);
  });
});
