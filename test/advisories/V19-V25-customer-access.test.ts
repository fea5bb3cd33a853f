import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  cookieOf,
  formKey,
  helga,
  type PageUnderTest,
  pageUnderTest,
} from "../../src/server/customer-page/page-under-test.contract.ts";

/** V19, V21, V23, V24, V25: what one customer, or nobody at all, can get of others. */

let t: PageUnderTest;
let photo: Buffer;
beforeAll(async () => {
  t = await pageUnderTest();
  photo = await sharp({ create: { width: 30, height: 20, channels: 3, background: "#a33" } })
    .jpeg()
    .toBuffer();
});
afterAll(() => t.close());

async function withPhoto(): Promise<{ cookie: string; file: string }> {
  const cookie = cookieOf(
    await t.post("/k/web", helga(), { files: [{ name: "a.jpg", type: "image/jpeg", bytes: photo }] }),
  );
  const { body } = await t.get("/k/web/gespraech", cookie);
  return { cookie, file: /\/api\/customer\/web\/files\/[0-9a-f-]+/.exec(body)?.[0] ?? "" };
}

describe("files (V19 Rocket.Chat CVE-2026-48616, V21 FreeScout CVE-2026-40496)", () => {
  test("my session opens my photo, and nobody else's", async () => {
    const mine = await withPhoto();
    const other = await withPhoto();
    expect((await t.get(`${mine.file}/content`, mine.cookie)).statusCode).toBe(200);
    expect((await t.get(`${mine.file}/content`, other.cookie)).statusCode).toBe(404);
    expect((await t.get(`${mine.file}/thumbnail`, other.cookie)).statusCode).toBe(404);
    expect((await t.get(`${mine.file}/content`)).statusCode).toBe(404);
  });

  test("a file of a note, of a blocked message or of no message at all is not there for the customer", async () => {
    const mine = await withPhoto();
    const id = mine.file.split("/").at(-1) ?? "";
    const move = (messageId: string | null) =>
      t.deps.db.withTenant(t.tenantId, (tx) =>
        tx.updateTable("attachment").set({ message_id: messageId }).where("attachment_id", "=", id).execute(),
      );
    const note = await t.firmWrites("Kunde zahlt schlecht", { direction: "note" });
    const blocked = await t.firmWrites("Werbung", { state: "blocked" });
    for (const at of [note.messageId, blocked.messageId, null]) {
      await move(at);
      expect((await t.get(`${mine.file}/content`, mine.cookie)).statusCode).toBe(404);
    }
    const sent = await t.firmWrites("Hier der Plan");
    await move(sent.messageId);
    expect((await t.get(`${mine.file}/content`, mine.cookie)).statusCode).toBe(200);
  });
});

describe("what a customer may read (V23 Rocket.Chat loadHistory)", () => {
  test("notes, drafts of the policy and failed sends never reach the page; what went out does", async () => {
    const cookie = await t.firstMessage();
    await t.firmWrites("NOTIZ-GEHEIM", { direction: "note" });
    for (const state of ["blocked", "queued", "sending", "failed", "unknown"] as const)
      await t.firmWrites(`NICHT-${state}`, { state });
    await t.firmWrites("Sieht nach Zündelektrode aus");
    const page = (await t.get("/k/web/gespraech", cookie)).body + (await t.get("/api/customer/web/talk", cookie)).body;
    expect(page).not.toMatch(/NOTIZ-GEHEIM|NICHT-/);
    expect(page).toContain("Sieht nach Zündelektrode aus");
  });

  test("fetching makes it delivered, never read (MD-2)", async () => {
    const cookie = await t.firstMessage();
    const { messageId } = await t.firmWrites("Wir kommen um 10");
    await t.get("/api/customer/web/talk", cookie);
    await t.get("/api/customer/web/talk", cookie);
    const row = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.selectFrom("message").select("state").where("message_id", "=", messageId).executeTakeFirstOrThrow(),
    );
    expect(row.state).toBe("delivered");
  });

  test.each([
    "/api/conversations",
    "/api/events?after=0",
    "/api/attachments/01960000-0000-7000-8000-000000000001/content",
  ])("a customer's cookie opens nothing of the staff: %s", async (path) => {
    expect((await t.get(path, await t.firstMessage())).statusCode).toBeGreaterThanOrEqual(401);
  });

  test("files can be added to one's own message only", async () => {
    const mine = await t.firstMessage();
    const own = await t.post("/api/customer/web/messages", { formKey: formKey(), text: "noch eins" }, { cookie: mine });
    const { messageId } = own.json<{ messageId: string }>();
    const stranger = await t.firstMessage();
    const big = await sharp({
      create: {
        width: 900,
        height: 900,
        channels: 3,
        background: "#fff",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .png()
      .toBuffer();
    expect(big.length).toBeGreaterThan(256_000);
    const send = { cookie: mine, messageId, ordinal: 0, bytes: big };
    expect((await t.sendBlocks({ ...send, cookie: stranger })).statusCode).toBe(404);
    expect((await t.sendBlocks({ ...send, lose: [1] })).statusCode).toBe(409);
    const upload = formKey();
    await t.sendBlocks({ ...send, upload, lose: [1] });
    expect((await t.sendBlocks({ ...send, cookie: stranger, upload, lose: [0] })).statusCode).toBe(404);
    expect((await t.sendBlocks({ ...send, upload, lose: [0] })).json()).toEqual({ problems: [] });
    expect((await t.sendBlocks(send)).json()).toEqual({ problems: [] });
    expect((await t.sendBlocks({ ...send, ordinal: 10 })).statusCode).toBe(400);
    const files = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.selectFrom("attachment").select("state").where("message_id", "=", messageId).execute(),
    );
    expect(files).toEqual([{ state: "stored" }]);
  });
});

describe("who somebody is (V24 Papercups, V25 HiJiffy CVE-2026-4262)", () => {
  test("the same name and number from somewhere else is somebody new, with an empty history", async () => {
    const first = await t.firstMessage({ text: "Mein Geheimnis" });
    const second = await t.firstMessage({ text: "Ich bin es auch" });
    const { body } = await t.get("/k/web/gespraech", second);
    expect(body).not.toContain("Mein Geheimnis");
    const contacts = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.selectFrom("customer_session").select("identity_id").distinct().execute(),
    );
    expect(contacts.length).toBeGreaterThan(1);
    expect((await t.get("/k/web/gespraech", first)).body).not.toContain("Ich bin es auch");
  });

  test("a visitor, contact or session id in any parameter is ignored", async () => {
    const victim = await t.firstMessage({ text: "Nur für mich" });
    const session = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.selectFrom("customer_session").selectAll().orderBy("session_id", "desc").executeTakeFirstOrThrow(),
    );
    const ids = [session.visitor, session.session_id, session.identity_id];
    for (const id of ids) {
      expect((await t.get(`/k/web/gespraech?visitor=${id}&id=${id}&session=${id}`)).body).not.toContain("Nur für mich");
      expect((await t.get("/api/customer/web/talk", `__Host-werkbote-k=${id}`)).statusCode).toBe(404);
      const sent = await t.post("/k/web", { ...helga(), visitor: id, contactId: id, session: id, externalId: id });
      expect((await t.get("/k/web/gespraech", cookieOf(sent))).body).not.toContain("Nur für mich");
    }
    expect((await t.get("/k/web/gespraech", victim)).body).toContain("Nur für mich");
  });

  test("a session of one page opens no other page", async () => {
    const cookie = await t.firstMessage();
    expect((await t.get("/api/customer/andere/talk", cookie)).statusCode).toBe(404);
  });

  test("what lies in the database opens nothing: only hashes of secrets are kept", async () => {
    const cookie = await t.firstMessage();
    const secret = cookie.split("=")[1] ?? "";
    const rows = await t.deps.db.withTenant(t.tenantId, (tx) =>
      tx.selectFrom("customer_session").selectAll().execute(),
    );
    expect(
      JSON.stringify(rows.map((row) => ({ ...row, secret_hash: Buffer.from(row.secret_hash).toString("utf8") }))),
    ).not.toContain(secret);
  });
});
