import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { photo } from "../attachments/demo-files.contract.ts";
import { fetchMedia } from "../attachments/fetch-media.job.ts";
import { readIncoming } from "../attachments/read-incoming.action.ts";
import { listSealed } from "../attachments/vault.adapter.ts";
import { createWebchat } from "../channels/webchat/webchat.adapter.ts";
import { rewrapKeys } from "../contacts/rewrap-keys.action.ts";
import { loadInboxRow } from "../conversations/inbox.store.ts";
import { loadOne } from "../conversations/message-page.store.ts";
import { showConversations } from "../conversations/show-conversations.action.ts";
import { showMessages } from "../conversations/show-messages.action.ts";
import { day, minute } from "../platform/instant.ts";
import { turnEpoch } from "../retention/turn-epoch.job.ts";
import { formKey, helga, origin, type PageUnderTest, pageUnderTest } from "./page-under-test.contract.ts";

let page: PageUnderTest;
beforeAll(async () => {
  page = await pageUnderTest();
});
afterAll(() => page.close());

const block = (cookie: string, upload: string, remoteAddress = "127.0.0.1") =>
  page.app.inject({
    method: "PUT",
    remoteAddress,
    url: `/api/customer/web/uploads/${upload}/0`,
    headers: { cookie, origin, "content-type": "application/octet-stream" },
    payload: Buffer.from("x"),
  });

async function blockFile() {
  for await (const file of listSealed(page.deps.config.dataDir, page.tenantId)) if (file.part === "block") return file;
  throw new Error("no block");
}

test("a server that dies while it makes a file of its blocks makes it of the same blocks when it is asked again", async () => {
  const cookie = await page.firstMessage({ formKey: formKey() });
  const { pool } = page.deps.db;
  const [{ id: messageId }] = (
    await page.deps.db.withTenant(page.tenantId, (tx) =>
      sql<{ id: string }>`select message_id as id from message order by position desc limit 1`.execute(tx),
    )
  ).rows as [{ id: string }];
  const upload = formKey();
  expect((await block(cookie, upload)).statusCode).toBe(204);
  const finish = () =>
    page.app.inject({
      method: "POST",
      url: "/api/customer/web/files",
      headers: { cookie, origin },
      payload: { upload, blocks: 1, name: "riss.txt", type: "text/plain", messageId, ordinal: 0 },
    });
  await pool.query("alter table attachment add constraint dies check (false) not valid");
  expect((await finish()).statusCode).toBe(500);
  await pool.query("alter table attachment drop constraint dies");
  expect((await finish()).statusCode).toBe(200);
  const files = await page.deps.db.withTenant(page.tenantId, (tx) =>
    tx.selectFrom("attachment").select("ordinal").where("message_id", "=", messageId).execute(),
  );
  expect(files).toEqual([{ ordinal: 0 }]);
  await expect(blockFile()).rejects.toThrow("no block");
});

test("who closes the page while photos travel reads on coming back how many are here, and so does the office", async () => {
  const bytes = Buffer.from(await photo("jpeg"));
  const cookie = await page.firstMessage({ formKey: formKey() });
  const form = { formKey: formKey(), text: " ", announced: "2" };
  const { messageId } = (await page.post("/api/customer/web/messages", form, { cookie })).json();
  const office = () =>
    page.deps.db.withTenant(page.tenantId, async (tx) => {
      const row = await loadOne(tx, messageId);
      const [view] = row === undefined ? [] : await showMessages(page.deps, tx, page.tenantId, [row]);
      const line = row && (await loadInboxRow(tx, page.deps.ids.uuid(), row.conversation_id));
      const [shown] = line === undefined ? [] : await showConversations(page.deps, tx, page.tenantId, [line]);
      return [view?.attachments.length, view?.announced, view?.content, shown?.preview.text, shown?.preview.media];
    });
  const says = (text: string) => ({ type: "text", text });
  // Photos alone are announced until the first is here; from then on the list says what they are.
  expect(await office()).toEqual([0, 2, says("Fotos folgen."), "Fotos folgen.", "text"]);
  await page.sendBlocks({ cookie, messageId, ordinal: 0, bytes });
  expect(await office()).toEqual([1, 2, says(""), "", "image"]);
  const talk = async () => (await page.get("/k/web/gespraech", cookie)).body;
  expect(await talk()).toContain("Dateien: 1 von 2 angekommen. Bitte senden Sie die fehlenden noch einmal.");
  await page.sendBlocks({ cookie, messageId, ordinal: 1, bytes });
  expect(await office()).toEqual([2, null, says(""), "", "image"]);
  expect(await talk()).not.toContain("von 2 angekommen");
});

test("a photo taken back while it is sent is not kept, whatever of it comes later; one that was here stays (U36)", async () => {
  const bytes = Buffer.from(await photo("jpeg"));
  const cookie = await page.firstMessage({ formKey: formKey() });
  const form = { formKey: formKey(), text: " ", announced: "2" };
  const { messageId } = (await page.post("/api/customer/web/messages", form, { cookie })).json();
  await page.sendBlocks({ cookie, messageId, ordinal: 0, bytes });
  const cancel = (ordinal: number, upload: string) =>
    page.app.inject({
      method: "POST",
      url: "/api/customer/web/cancelled-files",
      headers: { cookie, origin },
      payload: { upload, blocks: 1, name: "keller.jpg", type: "image/jpeg", messageId, ordinal },
    });
  const upload = formKey();
  expect((await block(cookie, upload)).statusCode).toBe(204);
  const said = [await cancel(0, formKey()), await cancel(1, upload), await cancel(1, upload)];
  expect(said.map((answer) => answer.json())).toEqual([{ arrived: true }, { arrived: false }, { arrived: false }]);
  await expect(blockFile()).rejects.toThrow("no block");
  // What was under way already finds its place taken.
  expect((await page.sendBlocks({ cookie, messageId, ordinal: 1, bytes, upload })).json()).toEqual({ problems: [] });
  await expect(blockFile()).rejects.toThrow("no block");
  const talk = (await page.get("/k/web/gespraech", cookie)).body;
  expect(talk).toContain("„keller.jpg“: Das Senden wurde abgebrochen.");
  expect(talk.match(/<img|von 2 angekommen/g)).toEqual(["<img"]);
  const states = await page.deps.db.withTenant(page.tenantId, (tx) =>
    tx.selectFrom("attachment").select("state").where("message_id", "=", messageId).orderBy("ordinal").execute(),
  );
  expect(states).toEqual([{ state: "stored" }, { state: "gone" }]);
  // What came and was not kept is not said to be there.
  const refused = await page.sendBlocks({ cookie, messageId, ordinal: 2, bytes: Buffer.from("GIF89a") });
  expect(refused.json()).toEqual({ problems: [expect.stringContaining("beschädigt")] });
  expect((await cancel(2, formKey())).json()).toEqual({ arrived: false });
});

/** A file the customer handed in and the server could not settle; its job, as the queue calls it when it can. */
async function waitingFile() {
  const { pool } = page.deps.db;
  await pool.query("alter table attachment add constraint stuck check (state <> 'stored') not valid");
  const files = [{ name: "riss.jpg", type: "image/jpeg", bytes: await photo("jpeg") }];
  // Ids sort by time, and those of one moment by chance.
  page.clock.advance(minute);
  expect((await page.post("/k/web", helga(), { files })).statusCode).toBe(303);
  await pool.query("alter table attachment drop constraint stuck");
  const newest = () =>
    page.deps.db.withTenant(page.tenantId, (tx) =>
      tx.selectFrom("attachment").selectAll().orderBy("attachment_id", "desc").executeTakeFirstOrThrow(),
    );
  const { attachment_id: attachmentId, state } = await newest();
  expect(state).toBe("pending");
  const webchat = createWebchat((tenantId, id) => readIncoming(page.deps, tenantId, id));
  return async () => {
    const file = { tenantId: page.tenantId, attachmentId };
    await fetchMedia(
      page.deps,
      () => webchat,
      () => Promise.resolve(true),
      file,
    );
    return await newest();
  };
}

test("a photo that waits in the house comes also when the week under whose key it lies has ended", async () => {
  const fetched = await waitingFile();
  for (const days of [7, 1]) {
    page.clock.advance(days * day);
    await turnEpoch(page.deps, page.tenantId);
  }
  expect(page.deps.seal.currentEpoch(page.tenantId).older).toBe(0);
  expect((await fetched()).state).toBe("stored");
});

test("a waiting photo of an old archive, whose key is gone, says so", async () => {
  const fetched = await waitingFile();
  page.deps.seal.beginEpoch(page.tenantId, page.clock.now());
  // What the key file brings along, and only that.
  await rewrapKeys(page.deps, page.tenantId);
  page.deps.seal.endOldEpochs(page.tenantId);
  expect(await fetched()).toMatchObject({ state: "gone", why_gone: expect.stringContaining("noch einmal senden") });
});

test("who leaves uploads unfinished is stopped, and the next customer is not", async () => {
  const [one, other] = [
    await page.firstMessage({ formKey: formKey() }),
    await page.firstMessage({ formKey: formKey() }),
  ];
  expect((await block(one, formKey())).statusCode).toBe(204);
  const { path, id } = await blockFile();
  // Other uploads of the same visitor: they lie in one folder and begin alike.
  const names = Array.from({ length: 400 }, (_, i) => `${id.slice(0, 14)}${String(i).padStart(3, "0")}${id.slice(17)}`);
  const others = names.filter((name) => name !== id).slice(0, 399);
  for (const name of others) writeFileSync(join(dirname(path), `${name}.block-0`), "");
  const refused = await block(one, formKey());
  expect([refused.statusCode, refused.json().detail]).toEqual([429, expect.stringMatching(/noch nicht fertig/)]);
  expect((await block(other, formKey())).statusCode).toBe(204);
});

test("who comes back under ever new names leaves room for the files of others", async () => {
  const [one, other] = [
    await page.firstMessage({ formKey: formKey() }),
    await page.firstMessage({ formKey: formKey() }),
  ];
  expect((await block(one, formKey())).statusCode).toBe(204);
  // So many came before from this address, of visitors who are gone.
  await page.deps.db.withTenant(page.tenantId, (tx) => sql`update rate_limit set used = 2999`.execute(tx));
  expect((await block(other, formKey())).statusCode).toBe(204);
  const refused = await block(other, formKey());
  expect([refused.statusCode, refused.json().detail]).toEqual([429, expect.stringMatching(/Von Ihrem Anschluss/)]);
  expect((await block(other, formKey(), "198.51.100.7")).statusCode).toBe(204);
  await page.deps.db.withTenant(page.tenantId, (tx) => sql`delete from rate_limit`.execute(tx));
});

test("however many visitors leave uploads unfinished, together they fill no disk", async () => {
  const someone = await page.firstMessage({ formKey: formKey() });
  const folder = join(page.deps.config.dataDir, "attachments", page.tenantId, "00");
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < 8_000; i += 1)
    writeFileSync(join(folder, `01a21dec-9da9-7ffd-9c4c-${String(i).padStart(10, "0")}00.block-0`), "");
  page.clock.advance(2 * minute);
  expect((await block(someone, formKey())).statusCode).toBe(429);
  // When they are gone the next one is taken, though the clock was put back meanwhile.
  rmSync(folder, { recursive: true });
  page.clock.advance(-10 * minute);
  expect((await block(someone, formKey())).statusCode).toBe(204);
});

test("a text that nothing can store is refused in a form as it is in JSON", async () => {
  for (const fields of [{ text: "a\u0000b" }, { text: "ok", "na\u0000me": "x" }]) {
    const answer = await page.post("/k/web", { ...helga(), formKey: formKey(), ...fields });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain("Zeichen, das wir nicht annehmen");
  }
  const files = [{ name: "a.jpg", type: "image/\u0000jpeg", bytes: Buffer.from("x") }];
  const answer = await page.post("/k/web", { ...helga(), formKey: formKey() }, { files });
  expect(answer.statusCode).toBe(400);
});

test("a whole gallery sent without a script arrives with its words, and the page says which photos are missing", async () => {
  const one = { name: "a.txt", type: "text/plain", bytes: Buffer.from("x") };
  const answer = await page.post("/k/web", helga(), { files: Array.from({ length: 61 }, () => one) });
  expect(answer.statusCode).toBe(200);
  // In the very next line, above everything else: without a script nothing scrolls there.
  const [, after = ""] = answer.body.split("Ihre Nachricht ist da.");
  const next = after.split("<p>")[1];
  expect(next).toContain("Die ersten 10 sind da. Bitte senden Sie die anderen danach.");
  // Arabic begins on the right.
  expect(after).toContain('<p class="words" dir="auto">Heizung');
});
