import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProjectPhotos, ReportList } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { readSealed } from "../../src/server/attachments/vault.adapter.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** The server is killed in the middle of a press, and nobody presses again: what was done is there as a whole, or not at all. */
let app: TestApp;
let office: Person;
let tarik: Person;
let job: string;
beforeAll(async () => {
  app = await buildTestApp();
  ({ office } = app.firm);
  ({ tarik } = await crewOf(app, app.firm));
  const made = await office.post("/api/projects", { name: "Keller", memberIds: [tarik.memberId] });
  job = String(Reflect.get(Object(made), "id"));
});
afterAll(() => app.stop());

const count = (table: "attachment" | "team_file" | "imprint_check" | "audit_entry") =>
  app.sql(async (tx) => (await tx.selectFrom(table).select("tenant_id").execute()).length);

/** As soon as this holds, the database hears nothing more of the press. */
async function killedOnce(isTime: () => Promise<boolean>, press: () => Promise<unknown>) {
  const { db } = app.deps;
  const { withTenant } = db;
  db.withTenant = async (tenantId, work) => {
    if (await isTime()) throw new Error("the server was killed");
    return await withTenant(tenantId, work);
  };
  try {
    await press();
  } finally {
    db.withTenant = withTenant;
  }
}

/** From the commit on that brings the first new row. */
async function killedAfter(table: Parameters<typeof count>[0], press: () => Promise<unknown>) {
  const { withTenant } = app.deps.db;
  const before = await count(table);
  const isTime = () =>
    withTenant(
      app.firm.tenantId,
      async (tx) => (await tx.selectFrom(table).select("tenant_id").execute()).length > before,
    );
  await killedOnce(isTime, press);
  expect(await count(table)).toBe(before + 1);
}

const form = async () => {
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
  return Buffer.concat([Buffer.from(head), Buffer.from(await photo("jpeg")), Buffer.from("\r\n--b--\r\n")]);
};
const send = async (path: string) =>
  await tarik.sendRaw(`${path}?clientId=${app.deps.ids.uuid()}`, await form(), "multipart/form-data; boundary=b");
const toldOfJob = () =>
  app.sql(async (tx) =>
    (await tx.selectFrom("event").select("seq").where("project_id", "=", job).execute()).map((row) => row.seq),
  );

test("a photo of a job that is kept has been told to every open screen", async () => {
  const before = (await toldOfJob()).length;
  await killedAfter("team_file", () => send(`/api/projects/${job}/files`));
  expect(((await office.get(`/api/projects/${job}/photos`)) as ProjectPhotos).items).toHaveLength(1);
  expect(await toldOfJob()).toHaveLength(before + 1);
});

test("so has one that was sent into the talk of the job", async () => {
  const { items } = (await tarik.get("/api/rooms")) as { items: { id: string; projectId: string | null }[] };
  const room = items.find((one) => one.projectId === job)?.id;
  const before = (await toldOfJob()).length;
  await killedAfter("team_file", () => send(`/api/rooms/${room}/files`));
  expect(await toldOfJob()).toHaveLength(before + 1);
});

test("a report whose paper is kept stands among the reports; no paper about a customer lies where nobody sees it", async () => {
  const words = { audience: "file", day: "2026-11-24", place: "Keller", text: "Gespült." };
  const wish = { clientId: app.deps.ids.uuid(), ...words };
  await killedAfter("team_file", () => office.call("POST", `/api/projects/${job}/reports`, { ...wish, photos: [] }));
  expect(((await office.get(`/api/projects/${job}/reports`)) as ReportList).items).toHaveLength(1);
});

test("a file whose answer was lost is not there a second time when the phone asks again", async () => {
  const customer = app.firm.customer({ name: "Frau Kern" });
  await customer.writes("Können Sie mir den Plan schicken?");
  const conversationId = await customer.conversationId();
  const upload = app.deps.ids.uuid();
  const block = Buffer.from(await photo("jpeg"));
  await office.sendRaw(`/api/uploads/${upload}/0`, block, "application/octet-stream", "PUT");
  const finish = () =>
    office.call("POST", `/api/conversations/${conversationId}/uploads`, { upload, blocks: 1, name: "Plan.jpg" });
  await killedAfter("attachment", finish);
  const before = await count("attachment");
  expect((await finish()).statusCode).toBe(201);
  expect(await count("attachment")).toBe(before);
});

test("a picture that was being made unrecognisable counts as reported: it is done again, or goes with its marked copies", async () => {
  const customer = app.firm.customer({ name: "Herr Wolf" });
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  const picture = async () =>
    (await office.thread(await customer.conversationId())).flatMap(({ attachments }) => attachments)[0];
  const id = (await picture())?.id ?? "";
  const parts = [{ x: 0, y: 0, width: 1, height: 1 }];
  const onDisk = () => readSealed(app.deps.config.dataDir, app.firm.tenantId, id, "content");
  const before = await onDisk();
  await killedOnce(
    async () => !(await onDisk())?.equals(before ?? Buffer.of()),
    () => office.call("POST", `/api/attachments/${id}/cover`, { parts }),
  );
  expect((await picture())?.sensitiveUntil).not.toBeNull();
  await office.post(`/api/attachments/${id}/cover`, { parts });
  expect((await picture())?.sensitiveUntil).toBeNull();
});

test("whoever looked at the Impressum is written down with what they found", async () => {
  const before = await count("audit_entry");
  await killedAfter("imprint_check", () => app.firm.owner.call("POST", "/api/setup/imprint/checks"));
  expect(await count("audit_entry")).toBe(before + 1);
});
