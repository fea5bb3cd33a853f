import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { RecordKind, RecordsAnswer } from "../../contract/records.ts";
import { readVapidSubject } from "../push/read-vapid-subject.action.ts";
import { inGerman } from "./german-purposes.ts";
import { keepRecords } from "./keep-records.job.ts";
import { loadSchema } from "./record.store.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const make = async () => RecordsAnswer.parse(await app.firm.office.post("/api/records", undefined)).records;
const versionsOf = async (kind: RecordKind) => (await make()).find((one) => one.kind === kind)?.versions ?? [];
const fetch = (kind: RecordKind, version: number, form: "html" | "pdf") =>
  app.firm.office.call("GET", `/api/records/${kind}/${version}/${form}`);

describe("the generated records", () => {
  it("exist, each as a page and as a PDF whose hash is the one that was noted", async () => {
    const records = await make();
    expect(records).toHaveLength(6);
    for (const { kind, versions } of records) {
      const [newest] = versions;
      const hash = async (form: "html" | "pdf") =>
        createHash("sha256")
          .update((await fetch(kind, 1, form)).rawPayload)
          .digest("hex");
      expect([await hash("html"), await hash("pdf")]).toEqual([newest?.pageHash, newest?.pdfHash]);
    }
    // Who only looked has written nothing.
    const writers = await app.sql((tx) =>
      tx.selectFrom("audit_entry").select("actor_kind").where("verb", "=", "make-record").execute(),
    );
    expect(writers).toEqual(records.map(() => ({ actor_kind: "server" })));
  });

  it("say of the processing what Art. 30(1) asks", async () => {
    const { body } = await fetch("processing", 1, "html");
    for (const part of [
      "Brandt Haustechnik",
      "Vertreten durch",
      "Zwecke und Rechtsgrundlagen (b)",
      "Betroffene Personen (c)",
      "Empfänger (d)",
      "Angemessenheitsbeschluss (EU) 2023/1795",
      "Fristen für die Löschung (f)",
      "Meta",
      "contact.sealed_name",
      "Zusammenarbeit im Team",
      "Art. 9 Abs. 2 lit. b DSGVO",
    ])
      expect(body).toContain(part);
    expect(body).not.toMatch(/emptied|\(englisch\)/);
  });

  it("name every host the server calls, and whom it does not call (D11)", async () => {
    const { body } = await fetch("connections", 1, "html");
    for (const part of [
      "<td>127.0.0.1:9</td>",
      "lookaside.fbsbx.com",
      "kein Gerät hat Mitteilungen eingeschaltet",
      "Apple (*.push.apple.com)",
      "das Impressum liegt auf diesem Server",
      "es ist kein Postausgang eingerichtet",
      `sprechen nur mit ${new URL(app.deps.publicUrl(app.firm.tenantId)).host}`,
    ])
      expect(body).toContain(part);
  });

  it("name every personal column of the schema: a new one cannot be forgotten", async () => {
    const { body } = await fetch("processing", 1, "html");
    const { rows } = await app.deps.db.pool.query<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and col_description(c.oid, a.attnum) like 'personal:%'`,
    );
    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ name }) => !body.includes(name))).toEqual([]);
  });

  it("speak German: each table and each column has its purpose in the words of the papers", async () => {
    const english = await app.deps.db.withTenant(app.firm.tenantId, loadSchema);
    const german = inGerman(english);
    const missing = english.flatMap((table, i) => {
      if (table.personal.length === 0) return [];
      const own = german[i]?.purpose === table.purpose ? [table.table] : [];
      const columns = table.personal.filter((column, j) => german[i]?.personal[j]?.purpose === column.purpose);
      return [...own, ...columns.map(({ column }) => `${table.table}.${column}`)];
    });
    expect(missing, "add it to german-purposes.ts").toEqual([]);
    await make();
    const { body } = await fetch("deletion", 1, "html");
    expect(body).toContain("Ein angefangener Text geht auf einem anderen Gerät weiter");
  });

  it("stay as they are while nothing changes, night after night", async () => {
    await make();
    // Nor while somebody types at the Impressum.
    await app.firm.owner.call("PUT", "/api/setup/business", { name: "Brandt Holz", city: "" });
    await keepRecords(app.deps, app.firm.tenantId);
    expect(await versionsOf("processing")).toHaveLength(1);
  });

  it("get a new version when the configuration changes, and say what changed", async () => {
    const source = "Urteil vom heutigen Tag";
    expect(
      (await app.firm.owner.call("PUT", "/api/setup/transfer-switch", { dpfValid: false, source })).statusCode,
    ).toBe(200);
    const versions = await versionsOf("processing");
    expect(versions.map(({ version }) => version)).toEqual([2, 1]);
    expect(versions[0]?.added.join()).toContain("ausgesetzt");
    expect(versions[0]?.removed.join()).toContain("Angemessenheitsbeschluss (EU) 2023/1795");
    expect((await fetch("processing", 1, "html")).body).not.toContain("ausgesetzt");
  });

  it("are made although the access of an account cannot be read, and name it", async () => {
    const damage = (credentials: Uint8Array | null) =>
      app.firm.tx(async (tx) => {
        const row = await tx
          .selectFrom("channel_account")
          .select(["account_id", "label", "credentials"])
          .where("kind", "=", "whatsapp")
          .executeTakeFirstOrThrow();
        await tx
          .updateTable("channel_account")
          .set({ credentials: credentials && Buffer.from(credentials) })
          .where("account_id", "=", row.account_id)
          .execute();
        return row;
      });
    const { label, credentials } = await damage(Buffer.alloc(40, 1));
    const [newest] = await versionsOf("connections");
    const { body } = await fetch("connections", newest?.version ?? 0, "html");
    expect(body).toContain(`keiner für ${label}, bis der Zugang neu eingetragen ist`);
    await damage(credentials);
  });

  it("cannot be rewritten", async () => {
    const rewritten = app.firm.tx((tx) => tx.updateTable("record_version").set({ version: 9 }).execute());
    await expect(rewritten).rejects.toThrow("append-only");
  });

  it("hold nothing of a customer", async () => {
    const customer = app.firm.customer({ name: "KANARIENVOGEL" });
    await customer.writes("KANARIENVOGEL singt");
    await make();
    for (const kind of RecordKind.options)
      for (const version of [1, 2]) expect((await fetch(kind, version, "html")).body).not.toContain("KANARIENVOGEL");
  });
});

it("say what was published: what is half typed in the set-up is in no paper and no mail goes there", async () => {
  const address = () => app.sql((tx) => readVapidSubject(app.deps, tx, app.firm.tenantId));
  const before = await address();
  await app.firm.owner.call("PUT", "/api/setup/notice", { dpoAppointed: true, dpoContact: "Frau Halbgetippt" });
  await app.firm.owner.call("PUT", "/api/setup/business", { email: "halb@" });
  const [newest] = await versionsOf("processing");
  const { body } = await fetch("processing", newest?.version ?? 0, "html");
  expect(body).toContain("Dr. Anja Voss");
  expect(body).not.toContain("Halbgetippt");
  expect(await address()).toEqual(before);
});
