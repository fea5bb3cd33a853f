import { describe, expect, test } from "vitest";
import { ProcessorTemplate } from "../../contract/setup-papers.ts";
import { openPoints } from "./open-points.ts";
import { templateRow } from "./templates.ts";

const row = (template: ProcessorTemplate) => ({ ...templateRow(template), gapDecision: null, nextReviewOn: null });
const openOf = (of: Parameters<typeof openPoints>[0], hasFile: boolean) =>
  openPoints(of, hasFile, "2026-11-24").map(({ de }) => de);
const whole = {
  version: "1",
  signedOn: "2026-11-24",
  acceptedHow: "",
  acceptedBy: "Jörg",
  filedAt: "",
  fileHash: "",
};

describe("a prefilled row says what is known and names what is open", () => {
  test.each(ProcessorTemplate.options)("%s claims no contract and accepts no gap", (template) => {
    const { agreement, checklist, notRequiredReason } = row(template);
    expect([agreement, notRequiredReason]).toEqual([null, null]);
    expect(checklist).toHaveLength(13);
    for (const { state, source } of checklist) if (state === "present") expect(source).not.toBe("");
    expect(openOf(row(template), false).slice(0, 2)).toEqual(["Vertrag", "Kopie des Vertrags"]);
  });

  test.each<[ProcessorTemplate, string[]]>([
    ["whatsapp_meta", ["Kontakt bei Pannen", "Listung im Data Privacy Framework", "9 von 13 Punkten im Vertrag"]],
    ["hosting", ["Firma und Rechtsform", "Unterauftragnehmer", "Sicherheitsmaßnahmen"]],
    ["mail_relay", ["Firma und Rechtsform", "Land", "Grundlage für Drittländer"]],
    ["sms_gateway", ["Firma und Rechtsform", "Land", "Grundlage für Drittländer"]],
    ["backup_store", ["Firma und Rechtsform", "Land", "Grundlage für Drittländer"]],
    ["push_service", ["Firma und Rechtsform", "Land", "Listung im Data Privacy Framework"]],
  ])("%s: %s", (template, expected) => {
    expect(openOf(row(template), false)).toEqual(expect.arrayContaining(expected));
  });

  test("a file is the copy, and so is a place where it lies", () => {
    expect(openOf({ ...row("hosting"), agreement: whole }, true)).not.toContain("Kopie des Vertrags");
    const filed = { ...whole, filedAt: "Ordner AVV" };
    expect(openOf({ ...row("hosting"), agreement: filed }, false)).not.toContain("Kopie des Vertrags");
  });

  test.each([
    ["version", "Titel und Fassung des Vertrags"],
    ["signedOn", "Tag des Vertrags"],
    ["acceptedBy", "wer den Vertrag geschlossen hat"],
  ] as const)("a contract without its %s names it", (key, point) => {
    expect(openOf({ ...row("hosting"), agreement: whole }, true)).not.toContain(point);
    const agreement = { ...whole, [key]: key === "signedOn" ? null : "" };
    expect(openOf({ ...row("hosting"), agreement }, true)[0]).toBe(point);
  });

  test.each([
    ["2026-11-24", false],
    ["2026-11-25", true],
    [null, true],
  ])("a listing looked up on %s is still to be looked up on the 24th: %s", (dpfCheckedOn, open) => {
    const { fields, ...rest } = row("whatsapp_meta");
    const found = openOf({ ...rest, fields: { ...fields, dpfCheckedOn } }, true);
    expect(found.includes("Listung im Data Privacy Framework")).toBe(open);
  });

  test("where no contract is needed nothing is open", () => {
    expect(openOf({ ...row("hosting"), notRequiredReason: "Eigener Server im Betrieb." }, false)).toEqual([]);
  });
});
