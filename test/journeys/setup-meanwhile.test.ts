import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** Two in the same step of the set-up: what a colleague saved in a field since is not overwritten unseen. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const put = async (path: string, change: object, was: object) =>
  (await app.firm.owner.call("PUT", path, { ...change, was })).statusCode;

describe("a step of the set-up two people have open", () => {
  it.each([
    ["business", "phone", "0371 111", "0371 222", "trade", "Dachdeckerei"],
    ["business", "website", "dach-eins.de", "dach-zwei.de", "city", "Chemnitz"],
    ["imprint", "furtherText", "Von Jörg", "Von Sandra", "insurance", "Haftpflicht Nord"],
    ["notice", "furtherRecipients", "Steuerbüro", "Inkasso", "dpoContact", "Frau Ernst"],
  ])("%s: %s", async (step, field, theirs, mine, another, else_) => {
    const path = `/api/setup/${step}`;
    const read = async (name: string) => {
      const { fields, settings } = (await app.firm.owner.get(path)) as Record<string, Record<string, unknown>>;
      return (fields ?? settings)?.[name];
    };
    const was = { [field]: await read(field) };
    const before = { [another]: await read(another) };
    expect(await put(path, { [field]: theirs }, was)).toBe(200);
    expect(await put(path, { [field]: theirs }, was), "a press whose answer was lost").toBe(200);
    expect(await put(path, { [another]: else_ }, before), "another field").toBe(200);
    const stands = await read(field);
    expect(await put(path, { [field]: mine }, was)).toBe(409);
    expect(await read(field)).toBe(stands);
    expect(await put(path, { [field]: mine }, { [field]: stands }), "after one has looked").toBe(200);
  });

  it("imprint: why a field does not apply", async () => {
    const because = (vatId: string | null) => ({ notApplicable: { vatId } });
    const path = "/api/setup/imprint";
    await put(path, because(null), {});
    expect(await put(path, because("Kleinunternehmer"), because(null))).toBe(200);
    expect(await put(path, because("Noch nicht da"), because(null))).toBe(409);
    expect(await put(path, because(null), because("Kleinunternehmer")), "after one has looked").toBe(200);
  });

  it("the register: the same item, the same field, and the contract two enter at once", async () => {
    const rows = ProcessorsAnswer.parse(await app.firm.owner.post("/api/setup/processors", { template: "other" }));
    const id = rows.processors.find(({ template }) => template === "other")?.id ?? expect.fail();
    const path = `/api/setup/processors/${id}`;
    const row = async () =>
      ProcessorsAnswer.parse(await app.firm.owner.get("/api/setup/processors")).processors.find(
        (one) => one.id === id,
      ) ?? expect.fail();
    const country = (said: string) => ({ fields: { country: said } });
    expect(await put(path, country("Irland"), country((await row()).fields.country))).toBe(200);
    expect(await put(path, country("USA"), country(""))).toBe(409);
    expect(await put(path, { fields: { service: "Mail" } }, { fields: { service: "" } }), "another field").toBe(200);
    const today = "2026-11-02";
    const item = (more: object) => ({ checklist: { instructions: { checkedOn: today, ...more } } });
    const unseen = { checklist: { instructions: { state: "unknown", source: "", checkedOn: null } } };
    expect(await put(path, item({ state: "present" }), unseen)).toBe(200);
    expect(await put(path, item({ source: "Ziffer 3" }), unseen), "what both set alike is no conflict").toBe(200);
    expect(await put(path, item({ state: "missing" }), unseen)).toBe(409);
    const contract = (version: string) => ({
      agreement: { version, signedOn: today, acceptedHow: "", acceptedBy: "", filedAt: "", fileHash: "" },
    });
    expect(await put(path, contract("Fassung 1"), { agreement: null })).toBe(200);
    expect(await put(path, contract("Fassung 2"), { agreement: null })).toBe(409);
    expect((await row()).agreement?.version).toBe("Fassung 1");
    expect(await put(path, { agreement: null }, contract("Fassung 1")), "after one has looked").toBe(200);
    // Kept by an older version, with a space nobody sees.
    await app.sql((tx) =>
      tx.updateTable("processor").set({ name: "Post\u00a0 AG" }).where("processor_id", "=", id).execute(),
    );
    expect(await put(path, { name: "Post GmbH" }, { name: (await row()).name }), "an older name").toBe(200);
  });
});
