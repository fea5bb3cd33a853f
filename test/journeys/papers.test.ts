import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProcessorView } from "../../src/contract/setup-papers.ts";
import { MetadataAnswer, NoticeAnswer, ProcessorsAnswer } from "../../src/contract/setup-papers.ts";
import { minute } from "../../src/server/platform/instant.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";

/** The register of processors through the front door: contract file, sub-processors, the switch for the USA. */
let app: TestApp;
const pdf = Buffer.from("%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n");
let owner: TestBrowser;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
afterAll(() => app.stop());

const register = async () => ProcessorsAnswer.parse(await app.firm.owner.get("/api/setup/processors")).processors;
const meta = async (): Promise<ProcessorView> => {
  const row = (await register()).find(({ channel }) => channel === "whatsapp");
  if (!row) throw new Error("no row for Meta");
  return row;
};
const change = async (path: string, body: unknown) =>
  ProcessorsAnswer.parse(await app.firm.owner.post(path, body)).processors;

async function upload(id: string, bytes: Buffer, who = app.firm.owner) {
  const payload = Buffer.concat([
    Buffer.from('--b\r\ncontent-disposition: form-data; name="file"; filename="avv.pdf"\r\n\r\n'),
    bytes,
    Buffer.from("\r\n--b--\r\n"),
  ]);
  return await who.sendRaw(`/api/setup/processors/${id}/files`, payload, "multipart/form-data; boundary=b");
}

describe("the contract as a file", () => {
  test("is kept sealed, with its hash, and comes back byte for byte", async () => {
    const { id } = await meta();
    expect((await upload(id, pdf)).statusCode).toBe(200);
    const [file] = (await meta()).files;
    expect(file).toMatchObject({ size: pdf.length, sha256: createHash("sha256").update(pdf).digest("hex") });
    const back = await app.firm.owner.call("GET", `/api/setup/processors/${id}/files/${file?.id}`);
    expect(back.rawPayload.equals(pdf)).toBe(true);
    expect(back.headers["content-disposition"]).toContain("attachment");
    const rows = await app.sql((tx) => tx.selectFrom("contract_file").selectAll().execute());
    expect(Buffer.from(rows[0]?.sealed_content ?? []).includes(pdf.subarray(0, 20))).toBe(false);
  });

  test("filed again because no answer came, it is there once", async () => {
    const { id } = await meta();
    expect((await upload(id, pdf)).statusCode).toBe(200);
    expect((await meta()).files).toHaveLength(1);
    const told = await app.sql((tx) =>
      tx.selectFrom("audit_entry").select("verb").where("verb", "=", "file-contract").execute(),
    );
    expect(told).toHaveLength(1);
  });

  test("is refused when it is no document, and the office may read but not file one", async () => {
    const { id } = await meta();
    expect((await upload(id, Buffer.from("<script>1</script>"))).statusCode).toBe(415);
    expect((await upload(id, pdf, app.firm.office)).statusCode).toBe(403);
    const [file] = (await meta()).files;
    expect((await app.firm.office.call("GET", `/api/setup/processors/${id}/files/${file?.id}`)).statusCode).toBe(200);
  });

  test("is never changed or removed", async () => {
    await expect(app.sql((tx) => tx.deleteFrom("contract_file").execute())).rejects.toThrow("append-only");
  });
});

describe("a processor takes on another (AV-5)", () => {
  const announced = { announcedOn: "2026-11-20", objectUntil: "2026-12-20", who: "Neu Inc. (USA)", what: "Speicher" };

  test("the change stands open with its deadline until the owner decides", async () => {
    const { id } = await meta();
    await change(`/api/setup/processors/${id}/changes`, announced);
    expect((await meta()).changes).toMatchObject([{ ...announced, decision: "open" }]);
  });

  test("accepted, the new one joins the list and the notice is no longer true", async () => {
    const { id, changes } = await meta();
    const [open] = changes;
    const answer = { decision: "accepted", reason: "Liegt in einem Land mit Angemessenheitsbeschluss." };
    await change(`/api/setup/processors/${id}/changes/${open?.id}`, answer);
    const row = await meta();
    expect(row.fields.subProcessors.split("\n")).toContain("Neu Inc. (USA)");
    expect(row.changes).toMatchObject([{ decision: "accepted" }]);
    const { channels } = (await app.firm.owner.get("/api/setup/notice")) as {
      channels: { channel: string; outdated: boolean; suggestedChange: string }[];
    };
    expect(channels.find(({ channel }) => channel === "whatsapp")).toMatchObject({
      outdated: true,
      suggestedChange: "material",
    });
  });

  test("a new recipient is no matter of wording: everybody hears of it (PN-4)", async () => {
    const publish = (choice: string) =>
      app.firm.owner.call("POST", "/api/setup/notice/whatsapp", { change: choice, reason: "Nur Tippfehler behoben" });
    const refused = await publish("editorial");
    expect([refused.statusCode, refused.json().detail]).toEqual([400, expect.stringContaining("Wortwahl")]);
    expect((await publish("material")).statusCode).toBe(200);
  });

  test("pressed again because no answer came, it is one version, and nobody hears of it twice", async () => {
    const version = async () => {
      const { channels } = (await app.firm.owner.get("/api/setup/notice")) as {
        channels: { channel: string; version: number }[];
      };
      return channels.find(({ channel }) => channel === "whatsapp")?.version ?? 0;
    };
    const after = await version();
    for (let press = 0; press < 2; press += 1)
      await app.firm.owner.post("/api/setup/notice/whatsapp", { change: "material", reason: "Anschrift neu", after });
    expect(await version()).toBe(after + 1);
  });

  test("it is decided once; a deadline before the announcement is a mistake", async () => {
    const { id, changes } = await meta();
    const again = { decision: "objected", reason: "Doch nicht." };
    const path = `/api/setup/processors/${id}/changes`;
    expect((await app.firm.owner.call("POST", `${path}/${changes[0]?.id}`, again)).statusCode).toBe(404);
    const wrong = { ...announced, objectUntil: "2026-11-01" };
    expect((await app.firm.owner.call("POST", path, wrong)).statusCode).toBe(400);
  });
});

describe("rows that no channel runs over", () => {
  test("a mail relay without a contract stands in the register and stops no channel; a backup store does", async () => {
    const erika = app.firm.customer();
    await erika.writes("Guten Tag");
    const id = await erika.conversationId();
    for (const template of ["mail_relay", "sms_gateway", "push_service"])
      await change("/api/setup/processors", { template });
    expect((await app.firm.office.reply(id, "Guten Tag, wir kommen.")).permit.verdict).toBe("allow");
    const rows = await change("/api/setup/processors", { template: "backup_store" });
    expect((await app.firm.office.reply(id, "Bis morgen.")).permit).toMatchObject({
      verdict: "deny",
      why: expect.stringContaining("Auftragsverarbeitung"),
    });
    const store = rows.find(({ template }) => template === "backup_store");
    if (!store) throw new Error("no row");
    const body = { notRequiredReason: "Die Sicherungen liegen auf einer Platte im Betrieb." };
    expect((await app.firm.owner.call("PUT", `/api/setup/processors/${store.id}`, body)).statusCode).toBe(200);
    expect((await app.firm.office.reply(id, "Bis morgen.")).permit.verdict).toBe("allow");
  });
});

describe("an entry made by mistake", () => {
  test("pressed twice at once stands once, and can be taken out while nothing is on record", async () => {
    const press = () => app.firm.owner.call("POST", "/api/setup/processors", { template: "other" });
    expect((await Promise.all([press(), press()])).map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    const others = (await register()).filter(({ template }) => template === "other");
    expect(others).toMatchObject([{ removable: true }]);
    const path = `/api/setup/processors/${others[0]?.id}`;
    expect((await app.firm.office.call("DELETE", path)).statusCode).toBe(403);
    expect((await app.firm.owner.call("DELETE", path)).statusCode).toBe(200);
    expect((await register()).filter(({ template }) => template === "other")).toEqual([]);
  });

  test("what was agreed or filed stays", async () => {
    const { id, removable } = await meta();
    expect(removable).toBe(false);
    const answer = await app.firm.owner.call("DELETE", `/api/setup/processors/${id}`);
    expect([answer.statusCode, answer.json().detail]).toEqual([409, expect.stringContaining("bleibt als Nachweis")]);
  });
});

describe("the secrets of a number", () => {
  test("are renewed by whoever has just touched the passkey, never by a program", async () => {
    const access = {
      phoneNumberId: "100000000000001",
      wabaId: "100000000000002",
      accessToken: "x".repeat(30),
      appSecret: "y".repeat(32),
      verifyToken: "z".repeat(12),
    };
    const path = `/api/setup/channels/${app.deps.ids.uuid()}/whatsapp`;
    const byProgram = await app.firm.owner.call("PUT", path, access);
    expect([byProgram.statusCode, byProgram.json().code]).toEqual([403, "not-allowed"]);
    const bySession = async (minutes: number) => {
      app.clock.advance(minutes * minute);
      return (await owner.send("PUT", path, access)).json().code;
    };
    expect([await bySession(0), await bySession(6)]).toEqual(["not-found", "step-up"]);
  });
});

describe("a recipient in a country outside the EU", () => {
  const store = async () =>
    (await register()).find((row) => row.template === "backup_store" && row.notRequiredReason === null);
  const put = async (fields: object) =>
    await app.firm.owner.call("PUT", `/api/setup/processors/${(await store())?.id}`, { fields });
  const open = async () => (await store())?.open.map(({ de }) => de);
  const gap = "Grundlage für ein Drittland (USA)";
  beforeAll(async () => {
    await change("/api/setup/processors", { template: "backup_store" });
  });
  afterAll(async () => {
    await app.firm.owner.call("DELETE", `/api/setup/processors/${(await store())?.id}`);
  });

  test("has no basis with 'alles bleibt in der EU': that is open", async () => {
    await put({ legalEntity: "Beispiel Speicher", country: "Finnland", transferMechanism: "none_needed" });
    expect(await open()).not.toContain(gap);
    await put({ country: "USA" });
    expect((await store())?.fields.transferMechanism).toBe("missing");
    expect(await open()).toContain(gap);
    expect((await put({ transferMechanism: "none_needed" })).statusCode).toBe(200);
    expect(await open()).toContain(gap);
    await put({ country: "Finnland", transferMechanism: "none_needed" });
    expect((await store())?.fields.transferMechanism).toBe("none_needed");
    expect(await open()).not.toContain(gap);
  });

  test("needs no more than the decision of the EU on its country, and nobody can enter one that was never made", async () => {
    const swiss = { country: "Schweiz", transferMechanism: "adequacy" };
    expect((await put(swiss)).statusCode).toBe(200);
    expect((await store())?.fields).toMatchObject(swiss);
    expect((await open())?.filter((point) => point.includes("Grundlage"))).toEqual([]);
    for (const country of ["USA", "Indien", "Finnland", ""]) {
      const refused = await put({ country, transferMechanism: "adequacy" });
      expect([refused.statusCode, refused.json().fields]).toEqual([
        400,
        { "fields/country": expect.stringMatching(/^Für dieses Land gibt es keinen solchen Beschluss/) },
      ]);
    }
    // Whoever says that all stays in the EU is read as what is true of Switzerland.
    await put({ transferMechanism: "none_needed" });
    expect((await store())?.fields).toMatchObject(swiss);
    await put({ country: "Finnland", transferMechanism: "none_needed" });
  });

  test("from before this was looked at is read all the same, and open until somebody names the basis", async () => {
    const id = (await store())?.id;
    await app.sql((tx) =>
      sql`update processor set fields = fields || '{"country": "USA"}' where processor_id = ${id}`.execute(tx),
    );
    expect(await open()).toContain(gap);
    expect((await put({ incidentContact: "pannen@speicher.example" })).statusCode).toBe(200);
    await put({ transferMechanism: "dpf", dpfCheckedOn: "2026-11-20" });
    expect((await store())?.fields).toMatchObject({ country: "USA", transferMechanism: "dpf" });
    expect(await open()).not.toContain(gap);
  });
});

describe("two windows on one row", () => {
  test("each keeps what it changed: fields, items of the checklist, the contract", async () => {
    const [before] = await change("/api/setup/processors", { template: "other" }).then((rows) =>
      rows.filter(({ template }) => template === "other"),
    );
    const path = `/api/setup/processors/${before?.id}`;
    const put = (body: object) => app.firm.owner.call("PUT", path, body);
    const checked = { state: "present", source: "S. 4", checkedOn: "2026-11-24" };
    const saved = await Promise.all([
      put({ fields: { legalEntity: "Beispiel GmbH" }, checklist: { subject: checked } }),
      put({ fields: { country: "Österreich" }, checklist: { confidentiality: { source: "S. 5" } } }),
      put({ agreement: { version: "AVV 2026", signedOn: "2026-11-20" } }),
    ]);
    expect(saved.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    await put({ agreement: { acceptedBy: "Die Inhaberin" } });
    const row = (await register()).find(({ id }) => id === before?.id);
    expect(row).toMatchObject({
      fields: { legalEntity: "Beispiel GmbH", country: "Österreich" },
      agreement: { version: "AVV 2026", signedOn: "2026-11-20", acceptedBy: "Die Inhaberin" },
      checklist: expect.arrayContaining([
        expect.objectContaining({ key: "subject", ...checked }),
        expect.objectContaining({ key: "confidentiality", state: "unknown", source: "S. 5" }),
      ]),
    });
    await put({ agreement: null });
    expect((await register()).find(({ id }) => id === before?.id)).toMatchObject({ agreement: null });
    for (const wrong of [{ checklist: { nonsense: { state: "present" } } }, { fields: { owner: "x" } }, { name: " " }])
      expect((await put(wrong)).statusCode, JSON.stringify(wrong)).toBe(400);
    await app.firm.owner.call("DELETE", path);
  });

  test("step 3 keeps what the other window entered", async () => {
    const put = (body: object) => app.firm.owner.call("PUT", "/api/setup/notice", body);
    await Promise.all([put({ furtherRecipients: "Steuerbüro Beispiel" }), put({ advertising: false })]);
    const { settings } = NoticeAnswer.parse(await app.firm.owner.get("/api/setup/notice"));
    expect(settings).toMatchObject({ furtherRecipients: "Steuerbüro Beispiel", advertising: false });
  });
});

describe("who learns what (MD-1)", () => {
  test("is not confirmed empty, and one line is one line", async () => {
    const { profiles } = MetadataAnswer.parse(await app.firm.owner.get("/api/setup/metadata"));
    const fields = profiles.find(({ channel }) => channel === "webchat")?.fields;
    const save = (change: object) =>
      app.firm.owner.call("PUT", "/api/setup/metadata/webchat", { ...fields, ...change });
    for (const empty of [{ contentVisibleTo: [] }, { learns: [] }, { keptHere: " " }])
      expect((await save(empty)).statusCode, JSON.stringify(empty)).toBe(400);
    const saved = await save({ contentVisibleTo: ["Unser Büro", "Unser Büro"] });
    expect(MetadataAnswer.parse(saved.json()).profiles).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ contentVisibleTo: ["Unser Büro"] }) }),
    );
    const told = await app.sql((tx) =>
      tx.selectFrom("audit_entry").select("actor_id").where("verb", "=", "confirm-metadata").execute(),
    );
    expect(told).toEqual([{ actor_id: app.firm.owner.memberId }]);
  });
});

describe("the switch for the USA (AV-6)", () => {
  test("stops WhatsApp at once, and clauses with their assessment open it again", async () => {
    const erika = app.firm.customer();
    await erika.writes("Guten Tag");
    const id = await erika.conversationId();
    const flip = (dpfValid: boolean) =>
      app.firm.owner.call("PUT", "/api/setup/transfer-switch", { dpfValid, source: "Urteil zum Test" });
    expect((await flip(false)).statusCode).toBe(200);
    expect((await app.firm.office.reply(id, "Halt.")).permit).toMatchObject({ verdict: "deny" });
    await erika.writes("Kommt noch an?");
    expect(JSON.stringify(await app.firm.office.thread(id))).toContain("Kommt noch an?");
    const row = await meta();
    const fields = { sccModule: "Modul 2", transferAssessment: "TIA vom 24.11.2026, Ordner AVV" };
    const saved = await app.firm.owner.call("PUT", `/api/setup/processors/${row.id}`, { fields });
    expect(saved.statusCode).toBe(200);
    expect((await app.firm.office.reply(id, "Weiter.")).permit.verdict).toBe("allow");
    await flip(true);
  });
});
