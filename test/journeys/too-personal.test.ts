import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { AttachmentView } from "../../src/contract/messages.ts";
import type { ReportList } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import type { Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** SC-2: a photo that shows too much is reported, goes nowhere, and is covered or gone within 72 hours. */
let app: TestApp;
let sandra: Person;
let conversationId: string;
beforeAll(async () => {
  app = await buildTestApp();
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  sandra = app.firm.office;
  const customer = app.firm.customer();
  await customer.writes("Hier tropft es");
  conversationId = await customer.conversationId();
});
afterAll(() => app.stop());

const formType = "multipart/form-data; boundary=b";
/** A white photo as a browser sends it. */
async function form(): Promise<Buffer> {
  const white = { create: { width: 200, height: 100, channels: 3 as const, background: "#ffffff" } };
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="Bad.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
  return Buffer.concat([Buffer.from(head), await sharp(white).jpeg().toBuffer(), Buffer.from("\r\n--b--\r\n")]);
}
const whole = { x: 0, y: 0, width: 1, height: 1 };

/** A white photo in the conversation; @returns message and file */
async function aPhoto(): Promise<{ messageId: string; fileId: string }> {
  const path = `/api/conversations/${conversationId}/attachments`;
  const uploaded = (await sandra.sendRaw(path, await form(), formType)).json() as AttachmentView;
  await sandra.post(`/api/conversations/${conversationId}/messages`, {
    clientId: app.deps.ids.uuid(),
    text: "Das Bad",
    attachmentIds: [uploaded.id],
  });
  const message = (await sandra.thread(conversationId)).find((one) =>
    one.attachments.some((a) => a.id === uploaded.id),
  );
  if (!message) throw new Error("the photo is in no message");
  return { messageId: message.id, fileId: uploaded.id };
}
const report = async (fileId: string, reported: boolean) =>
  (await sandra.call("PUT", `/api/attachments/${fileId}/sensitive`, { reported })).json() as AttachmentView;
const intoOrder = (messageId: string) =>
  sandra.call("POST", `/api/messages/${messageId}/retention`, { retentionClass: "LK-5" });
/** Brightness of one spot of the stored picture. */
async function brightness(fileId: string, left: number, top: number): Promise<number> {
  const { rawPayload } = await sandra.call("GET", `/api/attachments/${fileId}/content`);
  const spot = await sharp(rawPayload).extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
  return spot[0] ?? Number.NaN;
}

test("what is reported goes into no order, and the refusal is kept", async () => {
  const { messageId, fileId } = await aPhoto();
  const { sensitiveUntil } = await report(fileId, true);
  expect(sensitiveUntil).toBe(new Date(app.clock.now().getTime() + 72 * hour).toISOString());
  const refused = await intoOrder(messageId);
  expect(refused.statusCode).toBe(422);
  expect(refused.json()).toMatchObject({ more: { rules: ["SC-2"] } });
  const kept = await app.sql((tx) =>
    tx.selectFrom("decision").select(["verdict", "rules"]).where("action", "=", "save_to_order").execute(),
  );
  expect(kept).toContainEqual({ verdict: "deny", rules: ["SC-2"] });
  expect((await report(fileId, false)).sensitiveUntil).toBeNull();
  expect((await intoOrder(messageId)).statusCode).toBeLessThan(300);
});

test("covered means covered: the old picture is nowhere any more", async () => {
  const { messageId, fileId } = await aPhoto();
  await report(fileId, true);
  const parts = [{ x: 0, y: 0, width: 0.5, height: 1 }];
  const covered = (await sandra.post(`/api/attachments/${fileId}/cover`, { parts })) as AttachmentView;
  expect(covered.sensitiveUntil).toBeNull();
  expect(await brightness(fileId, 20, 50)).toBeLessThan(40);
  expect(await brightness(fileId, 180, 50)).toBeGreaterThan(200);
  expect((await intoOrder(messageId)).statusCode).toBeLessThan(300);
});

test.each([
  ["it is covered", (fileId: string) => sandra.post(`/api/attachments/${fileId}/cover`, { parts: [whole] })],
  ["it is deleted", (fileId: string) => sandra.post(`/api/attachments/${fileId}/forget`)],
  ["72 hours are over", () => app.pass(72 * hour + minute)],
])("no marked copy and no report with it is left in a project once %s", async (_when, goes) => {
  const customer = app.firm.customer();
  await customer.sends({ type: "image", image: { id: "9001", mime_type: "image/jpeg", sha256: "" } });
  const own = await customer.conversationId();
  const original = (await sandra.thread(own)).flatMap(({ attachments }) => attachments)[0]?.id ?? "";
  const made = await sandra.post("/api/projects", { name: "Keller", conversationId: own, memberIds: [] });
  const projectId = String(Reflect.get(Object(made), "id"));
  const marked = async (of: string, source: "customer" | "team") => {
    const query = `clientId=${app.deps.ids.uuid()}&copyOf=${of}&copySource=${source}`;
    const kept = await sandra.sendRaw(`/api/projects/${projectId}/files?${query}`, await form(), formType);
    return String(Reflect.get(Object(kept.json()), "id"));
  };
  const once = await marked(original, "customer");
  const paper = { audience: "file", day: "2026-11-24", place: "Keller", text: "Gespült." };
  const written = (await sandra.post(`/api/projects/${projectId}/reports`, {
    ...paper,
    clientId: app.deps.ids.uuid(),
    photos: [{ source: "customer", id: original }],
  })) as ReportList;
  const copies = [once, await marked(once, "team"), written.items[0]?.fileId ?? ""];
  const shown = async () =>
    JSON.stringify(
      await Promise.all(["photos", "reports"].map((what) => sandra.get(`/api/projects/${projectId}/${what}`))),
    );
  const content = async () =>
    await Promise.all(
      copies.map(async (copy) => (await sandra.call("GET", `/api/team-files/${copy}/content`)).statusCode),
    );
  for (const copy of copies) expect(await shown()).toContain(copy);
  await report(original, true);
  expect(await content()).toEqual([200, 200, 200]);
  await goes(original);
  for (const copy of copies) expect(await shown()).not.toContain(copy);
  expect(await content()).toEqual([404, 404, 404]);
});

test("whoever deletes it deletes it at once", async () => {
  const { fileId } = await aPhoto();
  const gone = (await sandra.post(`/api/attachments/${fileId}/forget`)) as AttachmentView;
  expect(gone).toMatchObject({ state: "gone", whyGone: "Die Datei zeigte zu viel und ist gelöscht." });
  expect((await sandra.call("GET", `/api/attachments/${fileId}/content`)).statusCode).toBe(404);
});

test("what nobody looks after is gone after 72 hours, not before", async () => {
  const { fileId } = await aPhoto();
  await report(fileId, true);
  await app.pass(72 * hour - minute);
  expect((await sandra.call("GET", `/api/attachments/${fileId}/content`)).statusCode).toBe(200);
  await app.pass(2 * minute);
  expect((await sandra.call("GET", `/api/attachments/${fileId}/content`)).statusCode).toBe(404);
  const verbs = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select("verb").where("subject_id", "=", fileId).orderBy("at").execute(),
  );
  expect(verbs.map((row) => row.verb)).toEqual(["report-sensitive", "forget-sensitive"]);
});

test("a journeyman reports nothing in a conversation he may not read", async () => {
  const { fileId } = await aPhoto();
  const tarik = await app.firm.person("Tarik (Demo)");
  expect((await tarik.call("PUT", `/api/attachments/${fileId}/sensitive`, { reported: true })).statusCode).toBe(403);
});
