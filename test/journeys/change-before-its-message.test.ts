import { readdirSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConversationDetail } from "../../src/contract/conversations.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { openMessage } from "../../src/server/conversations/open-message.action.ts";
import { showWaiting } from "../../src/server/inbound/show-waiting.action.ts";
import { sweepDeliveries } from "../../src/server/inbound/sweep-deliveries.job.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { day, hour } from "../../src/server/platform/instant.ts";
import { turnEpoch } from "../../src/server/retention/turn-epoch.job.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** WhatsApp promises no order: what a customer took back or corrected may be here before the message itself. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

let wamids = 0;
const next = () => `wamid.LATE${++wamids}`;
const revoke = (target: string) => ({ type: "revoke", revoke: { original_message_id: target } });
const edit = (target: string, body: string) => ({
  type: "edit",
  edit: { original_message_id: target, message: { type: "text", text: { body } } },
});
const reaction = (target: string, emoji: string) => ({ type: "reaction", reaction: { message_id: target, emoji } });

/** A customer whose text has an id we choose, so that something can be said of it beforehand. */
function someone() {
  const who = app.firm.customer();
  const id = next();
  const writes = (body: string) => who.sends({ id, type: "text", text: { body } });
  const shown = async () => {
    who.last = id;
    const thread = await app.firm.office.thread(await who.conversationId());
    return thread.find((m) => m.direction === "in");
  };
  return { who, id, writes, shown };
}

const waiting = (target: string) =>
  app.sql((tx) =>
    tx.selectFrom("parked_change").select(["external_id", "sealed_change"]).where("target", "=", target).execute(),
  );

const statesOf = async (tx: Tx) =>
  (await tx.selectFrom("inbound_delivery").select("state").distinct().execute()).map(({ state }) => state);

test("a text taken back before it arrived is nowhere to be read", async () => {
  const { who, id, writes, shown } = someone();
  const other = someone();
  await who.sends(revoke(id));
  await other.who.sends(edit(other.id, "Hausnummer 12"));
  await writes("Wasserrohrbruchgeheimnis");
  // The same message in other bytes finds nothing that waits, and what waits for another goes on waiting.
  app.clock.advance(1_000);
  await writes("Wasserrohrbruchgeheimnis");
  expect(await app.sql(statesOf)).toEqual(["done"]);
  await other.writes("Hausnummer 21");
  expect((await other.shown())?.content).toEqual({ type: "text", text: "Hausnummer 12" });
  const message = await shown();
  expect([message?.revoked, message?.content]).toEqual([true, { type: "text", text: "" }]);
  const found = await app.firm.office.call("GET", "/api/search?q=Wasserrohrbruchgeheimnis");
  expect(found.body).not.toContain(await who.conversationId());
  const list = await app.firm.office.call("GET", "/api/conversations");
  expect(list.body).not.toContain("Wasserrohrbruchgeheimnis");
  const row = await app.firm.office.row(await who.conversationId());
  expect(row.preview).toMatchObject({ text: "", revoked: true });
});

test("an answer to what was taken back says so, and quotes nothing of it", async () => {
  const { who, id, writes } = someone();
  await writes("Lieber nicht am Montag");
  await who.sends(revoke(id));
  const answer = { id: next(), type: "text", text: { body: "Doch am Montag" }, context: { from: who.phone, id } };
  await who.sends(answer);
  who.last = id;
  const said = (await app.firm.office.thread(await who.conversationId())).find((m) => m.replyTo !== null);
  expect(said?.replyTo).toMatchObject({ excerpt: "", revoked: true });
});

test("who quotes a message of another conversation is read, without the quotation", async () => {
  const other = someone();
  await other.writes("Der Schlüssel liegt unter der Matte");
  const { who, id } = someone();
  const foreign = { from: other.who.phone, id: other.id };
  await who.sends({ id, type: "text", text: { body: "Hierzu eine Frage" }, context: foreign });
  who.last = id;
  const [said] = (await app.firm.office.thread(await who.conversationId())).filter((m) => m.direction === "in");
  expect([said?.content, said?.replyTo]).toEqual([{ type: "text", text: "Hierzu eine Frage" }, null]);
});

test("of a text corrected before it arrived only the correction stands there", async () => {
  const { who, id, writes, shown } = someone();
  await who.sends(edit(id, "Am Dienstag um acht"));
  await who.sends(edit(id, "Am Mittwoch um acht"));
  await writes("Am Montag um acht");
  expect((await shown())?.content).toEqual({ type: "text", text: "Am Mittwoch um acht" });
});

test("a reaction that came before its message is shown with it", async () => {
  const { who, id, writes, shown } = someone();
  await who.sends(reaction(id, "👍"));
  await writes("Danke");
  expect(JSON.stringify(await shown())).toContain("👍");
});

test("a customer's reaction to our message waits until our message has its id", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  app.whatsapp.script.push({ kind: "sent", externalId: "wamid.OURS-LATE" });
  const last = who.last;
  await who.sends(reaction("wamid.OURS-LATE", "❤️"));
  who.last = last;
  const { message } = await app.firm.office.reply(id, "Bis morgen.");
  expect(JSON.stringify((await app.firm.office.thread(id)).find((m) => m.id === message.id))).toContain("❤️");
});

test("a reaction, or its end, opens no service window: the reply goes as a template (WA-2)", async () => {
  const { who, id, writes, shown } = someone();
  await writes("Danke für das Angebot");
  who.last = id;
  const conversationId = await who.conversationId();
  const ends = async () =>
    ConversationDetail.parse(await app.firm.office.get(`/api/conversations/${conversationId}`)).windowEndsAt;
  const before = await ends();
  app.clock.advance(30 * hour);
  for (const emoji of ["👍", ""]) {
    await who.sends(reaction(id, emoji));
    who.last = id;
    expect((await shown())?.reactions).toHaveLength(emoji === "" ? 0 : 1);
    expect(await ends()).toBe(before);
  }
});

test("taken back stays taken back, whichever of correction and withdrawal came first", async () => {
  const changes = [edit("", "Neue Worte"), revoke("")] as const;
  for (const order of [changes, changes.toReversed()]) {
    const { who, id, writes, shown } = someone();
    for (const change of order) await who.sends(change.type === "edit" ? edit(id, "Neue Worte") : revoke(id));
    await writes("Alte Worte");
    expect((await shown())?.content).toEqual({ type: "text", text: "" });
  }
});

test("a forwarded text, or one that an advert led to, stays so when it is corrected", async () => {
  const { who, id, shown } = someone();
  const referral = { source_type: "ad", source_id: "555", headline: "Bad in zwei Wochen" };
  await who.sends({ id, type: "text", text: { body: "Am Montag" }, context: { forwarded: true }, referral });
  await who.sends(edit(id, "Am Dienstag"));
  const message = await shown();
  expect(message).toMatchObject({ content: { type: "text", text: "Am Dienstag" }, forwarded: true });
  const contact = await who.contactId();
  const opened = await app.sql((tx) => openMessage(app.deps, tx, app.firm.tenantId, contact, message?.id ?? ""));
  expect(opened?.stored.referral).toBe("Anzeige · 555 · Bad in zwei Wochen");
});

test("the same change twice, before or after its message, changes nothing twice", async () => {
  const { who, id, writes, shown } = someone();
  const early = { ...edit(id, "Erste Fassung"), id: next() };
  await who.sends(early);
  // WhatsApp repeats it in another envelope.
  await who.delivers({ messages: [{ from: who.phone, from_user_id: who.bsuid, timestamp: "1", ...early }] });
  expect(await waiting(id)).toHaveLength(1);
  await writes("Urfassung");
  await who.sends(edit(id, "Zweite Fassung"));
  await who.delivers({ messages: [{ from: who.phone, from_user_id: who.bsuid, timestamp: "2", ...early }] });
  expect((await shown())?.content).toEqual({ type: "text", text: "Zweite Fassung" });
});

/** WhatsApp tells the time of each change, in whole seconds. */
const said = (seconds: number) => String(Math.floor(app.clock.now().getTime() / 1_000) - 600 + seconds);

test.each([
  ["before", true],
  ["after", false],
])("of two corrections the one written later stands, whichever comes first, %s the message", async (_, before) => {
  const { who, id, writes, shown } = someone();
  const newer = { ...edit(id, "Am Mittwoch"), id: next(), timestamp: said(20) };
  const older = { ...edit(id, "Am Dienstag"), id: next(), timestamp: said(10) };
  if (!before) await writes("Am Montag");
  for (const one of [newer, older, older, newer]) await who.sends(one);
  if (before) await writes("Am Montag");
  expect((await shown())?.content).toEqual({ type: "text", text: "Am Mittwoch" });
});

test.each([
  ["taken back", undefined, []],
  ["changed", "❤️", [{ emoji: "❤️", by: "contact" }]],
])("a reaction that was %s meanwhile does not come back with its late delivery", async (_, emoji, left) => {
  const { who, id, writes, shown } = someone();
  await writes("Danke");
  await who.sends({ type: "reaction", reaction: { message_id: id, emoji }, timestamp: said(20) });
  await who.sends({ ...reaction(id, "👍"), timestamp: said(10) });
  expect((await shown())?.reactions).toEqual(left);
});

test("a change without a usable time counts from its arrival", async () => {
  const { who, id, writes, shown } = someone();
  await writes("Am Montag");
  await who.sends({ ...edit(id, "Am Dienstag"), timestamp: said(10) });
  await who.sends({ ...edit(id, "Am Mittwoch"), timestamp: "0" });
  expect((await shown())?.content).toEqual({ type: "text", text: "Am Mittwoch" });
});

test("the order inside one delivery does not matter either", async () => {
  const { who, id, shown } = someone();
  const from = { from: who.phone, from_user_id: who.bsuid, timestamp: "1793001260" };
  await who.delivers({
    messages: [
      { ...from, id: next(), ...revoke(id) },
      { ...from, id, type: "text", text: { body: "Doch nicht" } },
    ],
  });
  expect((await shown())?.revoked).toBe(true);
});

test("a change whose message never comes is sealed, outlives the turn of keys and is let go after seven days", async () => {
  const { who, id } = someone();
  await who.sends(edit(id, "Nur hier zu lesen"));
  const [parked] = await waiting(id);
  expect(parked?.sealed_change && Buffer.from(parked.sealed_change).toString("latin1")).not.toContain("Nur hier");
  app.clock.advance(6 * day);
  await turnEpoch(app.deps, app.firm.tenantId);
  await sweepDeliveries(app.deps, app.firm.tenantId);
  expect(await waiting(id)).toHaveLength(1);
  app.clock.advance(day + 1_000);
  await turnEpoch(app.deps, app.firm.tenantId);
  await sweepDeliveries(app.deps, app.firm.tenantId);
  expect(await waiting(id)).toEqual([]);
});

test("what a customer said by a change stands in their conversation after an hour, once, when its message does not come", async () => {
  const { who, id, writes, shown } = someone();
  const said = async () => {
    const thread = await app.firm.office.thread(await who.conversationId());
    return thread.filter((m) => m.direction === "in").map((m) => JSON.stringify(m.content));
  };
  await who.writes("Guten Tag");
  const first = who.last;
  for (const change of [edit(id, "Lieber um neun"), reaction("wamid.FROM-THE-PHONE", "👍"), revoke("wamid.NEVER")])
    await who.sends(change);
  who.last = first;
  await showWaiting(app.deps, app.firm.tenantId);
  expect(await said()).toHaveLength(1);
  app.clock.advance(hour + 1_000);
  for (let minute = 0; minute < 2; minute++) await showWaiting(app.deps, app.firm.tenantId);
  expect((await said()).slice(1)).toEqual([
    expect.stringContaining("Neue Worte: „Lieber um neun“"),
    expect.stringContaining("reagiert mit 👍"),
  ]);
  await writes("Bitte um acht");
  expect((await shown())?.content).not.toEqual({ type: "text", text: "Bitte um acht" });
  expect((await said()).at(-1)).toContain("Lieber um neun");
  expect(await waiting("wamid.NEVER")).toHaveLength(1);
});

test("a server that was off for days shows what waited before it lets it go", async () => {
  const { who, id } = someone();
  await who.writes("Guten Tag");
  const first = who.last;
  await who.sends(edit(id, "Lieber am Freitag"));
  app.clock.advance(8 * day);
  await sweepDeliveries(app.deps, app.firm.tenantId);
  who.last = first;
  const thread = await app.firm.office.thread(await who.conversationId());
  expect(JSON.stringify(thread)).toContain("Lieber am Freitag");
  expect(await waiting(id)).toEqual([]);
});

test("after the turn of keys a waiting change still finds its message", async () => {
  const { who, id, writes, shown } = someone();
  await who.sends(revoke(id));
  app.clock.advance(6 * day);
  for (let night = 0; night < 2; night++) {
    await turnEpoch(app.deps, app.firm.tenantId);
    app.clock.advance(day / 4);
  }
  await writes("Zu spät");
  expect((await shown())?.revoked).toBe(true);
});

test("what somebody wrote is not changed or taken back by anybody else, before or after it came; nothing is lost", async () => {
  const { who, id, writes, shown } = someone();
  const other = app.firm.customer();
  const said = async () => {
    const thread = await app.firm.office.thread(await other.conversationId());
    return thread.filter((m) => m.direction === "in").map((m) => JSON.stringify(m.content));
  };
  await other.sends(edit(id, "Vorher untergeschoben"));
  await writes("Bitte um acht");
  await other.sends(edit(id, "Nachher untergeschoben"));
  await other.sends(revoke(id));
  const message = await shown();
  expect([message?.revoked, message?.content]).toEqual([false, { type: "text", text: "Bitte um acht" }]);
  expect(await said()).toEqual([
    expect.stringContaining("Vorher untergeschoben"),
    expect.stringContaining("Nachher untergeschoben"),
    expect.stringContaining("löschen, die nicht von ihr ist"),
  ]);
  // Nor what the firm itself wrote.
  app.whatsapp.script.push({ kind: "sent", externalId: "wamid.OURS-KEPT" });
  const { message: ours } = await app.firm.office.reply(await who.conversationId(), "Wir kommen um acht.");
  await who.sends(edit("wamid.OURS-KEPT", "Wir kommen nie."));
  const kept = (await app.firm.office.thread(await who.conversationId())).find((m) => m.id === ours.id);
  expect(kept?.content).toEqual({ type: "text", text: "Wir kommen um acht." });
});

test.each(["behind", "ahead of"])("the new words under a photo, %s it, stand under the photo", async (order) => {
  const { who, id, shown } = someone();
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  const image = { id: "77", mime_type: "image/jpeg", caption: "Das Rohr im Bad" };
  const sends = () => who.sends({ id, type: "image", image });
  const changed = { original_message_id: id, message: { type: "image", image: { caption: "Das Rohr im Keller" } } };
  if (order === "behind") await sends();
  await who.sends({ type: "edit", edit: changed });
  if (order !== "behind") await sends();
  const message = await shown();
  expect(message).toMatchObject({ edited: true, content: { type: "media", caption: "Das Rohr im Keller" } });
  expect(message?.attachments).toHaveLength(1);
  const thread = await app.firm.office.thread(await who.conversationId());
  expect(thread.filter(({ direction }) => direction === "in")).toHaveLength(1);
});

test.each([
  ["with the file named again", { id: "77", mime_type: "image/jpeg", caption: "" }],
  ["with an empty caption alone", { caption: " " }],
  ["with nothing but the kind of file", { mime_type: "image/jpeg" }],
])("the words under a photo that the person takes away, %s, are gone, and the photo stays", async (_how, changed) => {
  const { who, id, shown } = someone();
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  await who.sends({ id, type: "image", image: { id: "77", mime_type: "image/jpeg", caption: "Nicht das Bad" } });
  await who.sends({ type: "edit", edit: { original_message_id: id, message: { type: "image", image: changed } } });
  const message = await shown();
  expect(message).toMatchObject({ edited: true, content: { type: "media", caption: null } });
  expect(message?.attachments).toHaveLength(1);
  const thread = await app.firm.office.thread(await who.conversationId());
  expect(thread.filter(({ direction }) => direction === "in")).toHaveLength(1);
  expect(JSON.stringify(thread)).not.toContain("Nicht das Bad");
});

test("an empty correction of what is no file changes nothing", async () => {
  const { who, id, writes, shown } = someone();
  await writes("Am Montag");
  await who.sends({
    type: "edit",
    edit: { original_message_id: id, message: { type: "image", image: { caption: "" } } },
  });
  expect(await shown()).toMatchObject({ edited: false, content: { type: "text", text: "Am Montag" } });
});

test("the office sees which article of the catalogue a question is about, and no longer when the person takes it back", async () => {
  const { who, id, shown } = someone();
  const context = {
    from: "4930230012345",
    id: "wamid.X",
    referred_product: { catalog_id: "1", product_retailer_id: "filter-7" },
  };
  await who.sends({ id, type: "text", text: { body: "Ist der noch da?" }, context });
  expect(await shown()).toMatchObject({ product: "filter-7" });
  await who.sends(edit(id, "Ist der Filter noch da?"));
  expect(await shown()).toMatchObject({ edited: true, product: "filter-7" });
  await who.sends(revoke(id));
  expect(await shown()).toMatchObject({ revoked: true, product: null });
});

test("a photo that is taken back goes with its file; a letter of an order keeps its own", async () => {
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  const sends = async (ordered: boolean) => {
    const who = app.firm.customer();
    await who.writes("Guten Tag");
    await app.firm.office.post(`/api/contacts/${await who.contactId()}/order`, { openOrder: ordered });
    const id = next();
    await who.sends({ id, type: "image", image: { id: "61", mime_type: "image/jpeg", sha256: "" } });
    who.last = id;
    const file = (await app.firm.office.thread(await who.conversationId())).flatMap((m) => m.attachments)[0]?.id ?? "";
    expect(file).not.toBe("");
    await who.sends(revoke(id));
    const { statusCode } = await app.firm.office.call("GET", `/api/attachments/${file}/content`);
    const lying = readdirSync(app.deps.config.dataDir, { recursive: true }).filter((path) =>
      String(path).includes(file),
    );
    return [statusCode, lying.length > 0];
  };
  expect(await sends(false)).toEqual([404, false]);
  expect(await sends(true)).toEqual([200, true]);
});
