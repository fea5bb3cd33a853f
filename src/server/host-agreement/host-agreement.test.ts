import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { readConfig } from "../../config.ts";
import { Ampel } from "../../contract/ampel.ts";
import { HostAgreement } from "../../contract/host-agreement.ts";
import { ProcessorsAnswer } from "../../contract/setup-papers.ts";
import type { Operator } from "../platform/config.ts";
import { checklistEntries } from "../processors/checklist.ts";
import { agreementBlocks, operatorFile, sectionFor, termsText } from "./operator.ts";

const operator = operatorFile.parse({
  version: "2026-11",
  name: "Feld IT GmbH",
  address: "Musterplatz 3, 09111 Chemnitz",
  representative: "Ina Feld",
  email: "datenschutz@feld-it.example",
  measures: ["Verschlüsselte Festplatten", "Zugang nur mit zweitem Faktor"],
  subProcessors: [{ name: "Rechenzentrum Ost GmbH", country: "Deutschland", service: "Standort der Server" }],
});

describe("the operator's terms", () => {
  test.each(checklistEntries.map(({ key }) => key))("say something on %s", (key) => {
    expect(sectionFor(operator, key)).toMatch(/^Abschnitt \d+\. /);
  });

  test.each<[string, Partial<Operator>]>([
    ["another measure", { measures: ["Verschlüsselte Festplatten"] }],
    ["another sub-processor", { subProcessors: [] }],
    ["another version", { version: "2026-12" }],
    ["data may leave the EU", { leavesEu: true }],
  ])("%s is another contract", (_title, change) => {
    expect(termsText({ ...operator, ...change })).not.toBe(termsText(operator));
  });

  test("name a business without a public Impressum as a draft", () => {
    const party = { name: "Brandt", address: "Beispielweg 12", isPublic: false };
    expect(JSON.stringify(agreementBlocks(operator, party, { by: "Jörg Brandt", on: "02.12.2026" }))).toContain(
      "Brandt, Beispielweg 12 (Entwurf, noch ist kein Impressum veröffentlicht)",
    );
  });

  test("come from a file, and a wrong one is named in one line", () => {
    const dir = mkdtempSync(join(tmpdir(), "werkbote-operator-"));
    const file = join(dir, "operator.json");
    writeFileSync(file, JSON.stringify(operator));
    expect(readConfig({ WERKBOTE_OPERATOR: file })).toMatchObject({ ok: true, config: { operator } });
    const { name: _, ...nameless } = operator;
    writeFileSync(file, JSON.stringify({ ...nameless, measures: [] }));
    expect(readConfig({ WERKBOTE_OPERATOR: file })).toEqual({
      ok: false,
      lines: ["WERKBOTE_OPERATOR: name: Die Angabe fehlt oder hat eine andere Form. measures: Mindestens 1 davon."],
    });
    expect(readConfig({ WERKBOTE_OPERATOR: join(dir, "none.json") })).toEqual({
      ok: false,
      lines: [`WERKBOTE_OPERATOR: ${join(dir, "none.json")} gibt es nicht. Bitte die Angabe prüfen.`],
    });
    writeFileSync(file, "{");
    expect(readConfig({ WERKBOTE_OPERATOR: file })).toEqual({
      ok: false,
      lines: [`WERKBOTE_OPERATOR: ${file} lässt sich nicht als JSON lesen`],
    });
    rmSync(dir, { recursive: true });
  });
});

describe("an operator and a business conclude their contract in the product", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await buildTestApp();
    Object.assign(app.deps.config, { operator });
  });
  afterAll(() => app.stop());
  const read = async () => HostAgreement.parse(await app.firm.owner.get("/api/law/host-agreement"));
  const conclude = (terms: string, who = app.firm.owner) => who.call("POST", "/api/law/host-agreement", { terms });
  const duty = async () =>
    Ampel.parse(await app.firm.owner.get("/api/law/ampel")).lights.find((light) => light.duty === "agreements");

  test("until then the Ampel says so", async () => {
    expect(await read()).toMatchObject({ offered: { operator: "Feld IT GmbH", version: "2026-11" }, agreed: false });
    expect(await duty()).toMatchObject({ level: "amber", sentence: { de: expect.stringContaining("Feld IT GmbH") } });
  });

  test("only the owner concludes it, and only what was shown", async () => {
    const { offered } = await read();
    expect((await conclude(offered?.terms ?? "", app.firm.office)).statusCode).toBe(403);
    expect((await conclude("0".repeat(64))).statusCode).toBe(409);
    // What is half typed is no party to it.
    await app.firm.owner.call("PUT", "/api/setup/business", { name: "Brandt Holz", city: "" });
    expect((await conclude(offered?.terms ?? "")).statusCode).toBe(200);
    expect(await read()).toMatchObject({
      agreed: true,
      concluded: [{ version: "2026-11", agreedName: "Jörg Brandt (Demo)", current: true }],
    });
    expect((await duty())?.level).toBe("green");
  });

  test("the register names the operator and answers every item from the contract", async () => {
    const { processors } = ProcessorsAnswer.parse(await app.firm.owner.get("/api/setup/processors"));
    const server = processors.find(({ template }) => template === "hosting");
    expect(server).toMatchObject({
      status: "complete",
      fields: { legalEntity: "Feld IT GmbH", subProcessors: "Rechenzentrum Ost GmbH (Deutschland)" },
      agreement: { acceptedBy: "Jörg Brandt (Demo)" },
    });
    expect(server?.checklist.every(({ source }) => source.includes("Abschnitt"))).toBe(true);
  });

  test("it can be fetched as page and as PDF, with who agreed and when", async () => {
    const [{ id } = { id: "" }] = (await read()).concluded;
    const page = await app.firm.office.call("GET", `/api/law/host-agreement/${id}/html`);
    for (const part of ["Feld IT GmbH", "Brandt Haustechnik GmbH", "Jörg Brandt (Demo)", "Verschlüsselte Festplatten"])
      expect(page.body).toContain(part);
    expect(page.body).not.toMatch(/Brandt Holz|Entwurf/);
    expect(page.body).toMatch(/Jörg Brandt \(Demo\), \d{2}\.\d{2}\.\d{4}/);
    // A sentence that ends in a colon is followed by what it announces.
    const [announced, item, after] = [
      "dieselben Pflichten:",
      "Rechenzentrum Ost GmbH, ",
      "mindestens 30 Tage vorher",
    ].map((part) => page.body.indexOf(part));
    expect(announced).toBeGreaterThan(0);
    expect(item).toBeGreaterThan(announced ?? 0);
    expect(after).toBeGreaterThan(item ?? 0);
    const pdf = await app.firm.office.call("GET", `/api/law/host-agreement/${id}/pdf`);
    expect(pdf.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
  });

  test("a new version asks again, and the old contract stays", async () => {
    Object.assign(app.deps.config, { operator: { ...operator, version: "2027-01", subProcessors: [] } });
    expect(await read()).toMatchObject({ agreed: false, concluded: [{ version: "2026-11", current: false }] });
    expect((await duty())?.sentence.de).toContain("neue Fassung");
    app.clock.advance(1_000);
    await conclude((await read()).offered?.terms ?? "");
    expect((await read()).concluded.map(({ version, current }) => [version, current])).toEqual([
      ["2027-01", true],
      ["2026-11", false],
    ]);
    await expect(app.sql((tx) => tx.deleteFrom("host_agreement").execute())).rejects.toThrow("append-only");
  });

  test("where data may leave the EU by the contract, the register does not say that all of it stays there", async () => {
    const server = async () =>
      ProcessorsAnswer.parse(await app.firm.owner.get("/api/setup/processors")).processors.find(
        ({ template }) => template === "hosting",
      );
    const agreeTo = async (version: string) => {
      Object.assign(app.deps.config, { operator: { ...operator, version, leavesEu: true } });
      await conclude((await read()).offered?.terms ?? "");
      return (await server())?.fields.transferMechanism;
    };
    expect(await agreeTo("2027-02")).toBe("missing");
    const fields = { transferMechanism: "dpf" };
    await app.firm.owner.call("PUT", `/api/setup/processors/${(await server())?.id}`, { fields });
    expect(await agreeTo("2027-03")).toBe("dpf");
  });

  test("a business that runs Werkbote itself is offered none", async () => {
    Object.assign(app.deps.config, { operator: undefined });
    expect(await read()).toMatchObject({ offered: null, agreed: false });
  });
});
