import { describe, expect, test } from "vitest";
import { missingThings, withVerdict } from "../channel-setup/missing-things.ts";
import { instant } from "../platform/instant.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { RegisterRow } from "../processors/agreement-status.ts";
import { checklistEntries } from "../processors/checklist.ts";
import { activationFacts, channelPapers, type PapersSource } from "./channel-papers.ts";

const now = instant(Date.parse("2026-11-24T08:00:00Z"));
const agreement = {
  version: "1",
  signedOn: "2026-11-01",
  acceptedHow: "",
  acceptedBy: "Jörg Brandt (Demo)",
  filedAt: "",
  fileHash: "",
};
const meta: RegisterRow & { name: string; channel: string | null } = {
  name: "WhatsApp (Meta)",
  channel: "whatsapp",
  agreement,
  checklist: checklistEntries.map(({ key }) => ({ key, state: "present", source: "", checkedOn: "2026-11-01" })),
  gapDecision: null,
  notRequiredReason: null,
  nextReviewOn: "2027-11-01",
  fields: { transferMechanism: "dpf", sccModule: "", transferAssessment: "" },
};
const server = {
  ...meta,
  name: "Server",
  channel: null,
  agreement: null,
  notRequiredReason: "Der Server steht im Betrieb.",
};
const ready: PapersSource = {
  kind: "whatsapp",
  impressumStatus: "complete",
  imprintOkAt: null,
  noticeVersion: 1,
  metadataConfirmed: true,
  dpfValid: true,
  processors: [server, meta],
};

const fewRisks = { hits: 1, covered: false };

function judge(change: Partial<PapersSource>, noticeOutdated = false, impact = fewRisks) {
  const papers = channelPapers({ ...ready, ...change }, now);
  const verdict = evaluate(
    "activate_channel",
    activationFacts("whatsapp", papers, { noticeOutdated, imprintLink: "http://localhost/impressum", impact }),
  );
  const missing = withVerdict(
    missingThings({ kind: "whatsapp", papers, noticeOutdated, impact, connected: true }),
    verdict,
  );
  return { verdict: verdict.verdict, tokens: missing.map(({ token }) => token), first: missing[0] };
}

test("with all papers in order the policy opens the channel and nothing is missing", () => {
  expect(judge({})).toMatchObject({ verdict: "allow", tokens: [] });
});

test.each([
  ["two marks and no assessment", { hits: 2, covered: false }, { verdict: "require", tokens: ["dpia_check"] }],
  ["two marks, assessed", { hits: 2, covered: true }, { verdict: "allow", tokens: [] }],
])("%s (AC-2)", (_, impact, expected) => {
  expect(judge({}, false, impact)).toMatchObject(expected);
});

describe("each missing paper keeps the channel closed, and the list says which", () => {
  const without = (key: string) =>
    meta.checklist.map((item) => (item.key === key ? { ...item, state: "unknown" as const } : item));
  test.each<[string, Partial<PapersSource>, string]>([
    ["no Impressum", { impressumStatus: null }, "complete_impressum"],
    ["Impressum incomplete", { impressumStatus: "incomplete" }, "complete_impressum"],
    ["link hides its target", { impressumStatus: "link_not_speaking" }, "speaking_impressum_link"],
    ["page not reachable", { impressumStatus: "unreachable" }, "speaking_impressum_link"],
    ["empty register", { processors: [] }, "agreement"],
    ["no row for Meta", { processors: [server] }, "agreement"],
    ["no row for the server", { processors: [meta] }, "agreement"],
    [
      "Meta declared not required",
      { processors: [server, { ...meta, notRequiredReason: "Brauchen wir nicht." }] },
      "agreement",
    ],
    [
      "gap without a decision",
      { processors: [server, { ...meta, checklist: without("audits") }] },
      "avv_risk_decision",
    ],
    [
      "core of Art. 28(3) unknown",
      { processors: [server, { ...meta, checklist: without("instructions") }] },
      "agreement_core",
    ],
    [
      "agreement of a day that is still to come",
      { processors: [server, { ...meta, agreement: { ...agreement, signedOn: "2031-01-01" } }] },
      "agreement",
    ],
    ["review overdue", { processors: [server, { ...meta, nextReviewOn: "2026-10-01" }] }, "avv_review"],
    ["adequacy decision fallen", { dpfValid: false }, "transfer_basis"],
    [
      "no basis for the USA",
      { processors: [server, { ...meta, fields: { ...meta.fields, transferMechanism: "missing" } }] },
      "transfer_basis",
    ],
    ["metadata not confirmed", { metadataConfirmed: false }, "metadata_profile"],
    ["no notice", { noticeVersion: null }, "notice"],
  ])("%s", (_title, change, token) => {
    const { verdict, tokens } = judge(change);
    expect(verdict).not.toBe("allow");
    expect(tokens[0]).toBe(token);
  });

  const store = { ...meta, name: "Speicher", channel: null };
  test.each<[string, PapersSource["processors"]]>([
    ["Es fehlt der Vertrag zur Auftragsverarbeitung für WhatsApp.", [server]],
    ["Es ist noch nicht eingetragen, wo euer Server läuft.", [meta]],
    ["Es fehlt der Vertrag zur Auftragsverarbeitung mit „Speicher“.", [server, { ...store, agreement: null }, meta]],
    ["Der Vertrag mit „Speicher“ hat Lücken.", [server, { ...store, checklist: without("audits") }, meta]],
    ["Im Vertrag mit „WhatsApp (Meta)“ fehlt ein Kernstück", [server, { ...meta, checklist: without("subject") }]],
    ["Die jährliche Prüfung des Vertrags mit „Speicher“", [server, { ...store, nextReviewOn: null }, meta]],
  ])("%s: whose contract it is stands in the sentence", (sentence, processors) => {
    expect(judge({ processors }).first?.sentence.de).toContain(sentence);
  });

  test("a rule on the Impressum that the list does not know leads to the Impressum", () => {
    const verdict = evaluate(
      "activate_channel",
      activationFacts("whatsapp", channelPapers(ready, now), {
        noticeOutdated: false,
        imprintLink: "https://bit.ly/impressum",
        impact: fewRisks,
      }),
    );
    expect(withVerdict([], verdict)).toMatchObject([{ token: "speaking_impressum_link", step: "imprint" }]);
  });

  test("a notice that no longer tells the truth", () => {
    expect(judge({}, true)).toMatchObject({ verdict: "deny", tokens: ["notice_outdated"] });
  });
});

test("standard clauses with an assessment carry on when the adequacy decision falls", () => {
  const fields = { transferMechanism: "dpf" as const, sccModule: "Modul 2", transferAssessment: "TIA vom 1.11.2026" };
  expect(judge({ dpfValid: false, processors: [server, { ...meta, fields }] })).toMatchObject({
    verdict: "allow",
    tokens: [],
  });
});

test("a failing Impressum counts the days since it last passed", () => {
  const failing = (okAt: string | null) =>
    channelPapers(
      { ...ready, impressumStatus: "unreachable", imprintOkAt: okAt === null ? null : instant(Date.parse(okAt)) },
      now,
    ).impressumFailingDays;
  expect(failing("2026-11-16T07:00:00Z")).toBe(8);
  expect(failing(null)).toBe(Number.POSITIVE_INFINITY);
});
