import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../../../test/support/build-app.ts";
import { AttachmentView, UploadStanding } from "../../contract/messages.ts";
import { photo } from "./demo-files.contract.ts";
import { listSealed } from "./vault.adapter.ts";

let app: TestApp;
let conversationId: string;
let picture: Buffer;
beforeAll(async () => {
  app = await buildTestApp();
  const customer = app.firm.customer({ name: "Helga" });
  await customer.writes("Die Heizung ist kalt");
  conversationId = await customer.conversationId();
  picture = Buffer.from(await photo("jpeg"));
});
afterAll(() => app.stop());

const office = () => app.firm.office;
const send = async (upload: string, block: number, bytes: Buffer, who = office()) =>
  (await who.sendRaw(`/api/uploads/${upload}/${block}`, bytes, "application/octet-stream", "PUT")).statusCode;
const half = () => Math.ceil(picture.length / 2);
const finish = (upload: string, blocks: number, who = office(), id = conversationId) =>
  who.call("POST", `/api/conversations/${id}/uploads`, { upload, blocks, name: "Typenschild.jpg" });
const filesOfMessages = () =>
  app.sql((tx) => tx.selectFrom("attachment").select("attachment_id").where("state", "=", "stored").execute());

test("a photo that arrives in pieces goes on where the net broke, and is the same photo in the end", async () => {
  const upload = app.deps.ids.uuid();
  expect(await send(upload, 0, picture.subarray(0, half()))).toBe(204);
  const standing = await office().call("GET", `/api/uploads/${upload}`);
  expect(UploadStanding.parse(standing.json()).blocks).toBe(1);
  expect((await finish(upload, 2)).statusCode).toBe(404);
  expect(await send(upload, 1, picture.subarray(half()))).toBe(204);
  const answer = await finish(upload, 2);
  expect(answer.statusCode).toBe(201);
  expect(AttachmentView.parse(answer.json())).toMatchObject({ media: "image", name: "Typenschild.jpg", width: 48 });
});

test("finished twice, because the answer was lost, it is one file", async () => {
  const upload = app.deps.ids.uuid();
  await send(upload, 0, picture);
  const before = (await filesOfMessages()).length;
  const [first, again] = [await finish(upload, 1), await finish(upload, 1)];
  expect(AttachmentView.parse(again.json()).id).toBe(AttachmentView.parse(first.json()).id);
  expect((await filesOfMessages()).length).toBe(before + 1);
  for await (const file of listSealed(app.deps.config.dataDir, app.firm.tenantId)) expect(file.part).not.toBe("block");
});

test("a colleague cannot finish my upload, and mine does not turn up with another customer", async () => {
  const upload = app.deps.ids.uuid();
  await send(upload, 0, picture);
  expect((await finish(upload, 1, app.firm.uwe)).statusCode).toBe(404);
  await finish(upload, 1);
  const other = app.firm.customer({ name: "Emre" });
  await other.writes("Hallo");
  expect((await finish(upload, 1, office(), await other.conversationId())).statusCode).toBe(404);
});

test("how far an upload is, is told without opening what lies there", async () => {
  const upload = app.deps.ids.uuid();
  await send(upload, 0, picture);
  const paths: string[] = [];
  for await (const { part, path } of listSealed(app.deps.config.dataDir, app.firm.tenantId))
    if (part === "block") paths.push(path);
  // A folder is there, and cannot be read as a file.
  for (const path of paths) {
    rmSync(path);
    mkdirSync(path);
  }
  const standing = await office().call("GET", `/api/uploads/${upload}`);
  for (const path of paths) rmSync(path, { recursive: true });
  expect(standing.json()).toEqual({ blocks: 1 });
});

test("a block that is larger than a block is not kept", async () => {
  expect(await send(app.deps.ids.uuid(), 0, Buffer.alloc(300_000, 1))).toBe(413);
  expect(await send(app.deps.ids.uuid(), 0, Buffer.alloc(0))).toBe(400);
});

test("who leaves uploads unfinished is stopped, and a colleague is not", async () => {
  const upload = app.deps.ids.uuid();
  expect(await send(upload, 0, picture)).toBe(204);
  const blocks = [];
  for await (const file of listSealed(app.deps.config.dataDir, app.firm.tenantId))
    if (file.part === "block") blocks.push(file);
  const { path, id } = blocks[0] ?? { path: "", id: "" };
  // Other uploads of the same member: they lie in one folder and begin alike. None takes the place of this one.
  const nth = (n: number) => `${id.slice(0, 14)}${String(n).padStart(4, "0")}${id.slice(18)}`;
  const others = Array.from({ length: 1_001 }, (_, n) => nth(n)).filter((other) => other !== id);
  for (const other of others.slice(0, 1_000)) writeFileSync(join(dirname(path), `${other}.block-0`), "");
  expect(await send(app.deps.ids.uuid(), 0, picture)).toBe(429);
  expect(await send(app.deps.ids.uuid(), 0, picture, app.firm.uwe)).toBe(204);
  expect((await finish(upload, 1)).statusCode).toBe(201);
});
