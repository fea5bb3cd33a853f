import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readTables } from "../../generate/data-map.ts";
import type { ProjectList, ProjectPhotos } from "../../src/contract/projects.ts";
import { ErasureList, ErasurePreview, ErasureReceipt, RetentionView } from "../../src/contract/retention.ts";
import type { RoomList } from "../../src/contract/rooms.ts";
import { CANARIES, photo } from "../../src/server/attachments/demo-files.contract.ts";
import { server } from "../../src/server/audit/audit.ts";
import { day, minute } from "../../src/server/platform/instant.ts";
import { sweepProjects } from "../../src/server/projects/sweep-projects.job.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { readLedger } from "../../src/server/retention/erasure-ledger.adapter.ts";
import { forgetRoomWords, forgetWords } from "../../src/server/retention/forget-words.job.ts";
import { ledgerEntry } from "../../src/server/retention/ledger-entry.action.ts";
import { replayErasures } from "../../src/server/retention/replay-erasures.action.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import { turnEpoch } from "../../src/server/retention/turn-epoch.job.ts";
import type { Customer } from "../support/a-customer.ts";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import {
  allFiles,
  allValues,
  findWords,
  heldKeys,
  type StoredKey,
  storedKeys,
  type Value,
} from "../support/everywhere.ts";
import { unreachable } from "../support/fake-channel.ts";

/**
 * The erasure law: after a contact was erased, no value of the contact stands in any column of any table, in any file,
 * nor in an old backup, not even for somebody who holds every key that is left.
 */
let app: TestApp;
let owner: TestBrowser;
let before: { dump: Value[]; keys: StoredKey[] };
let gone: Person;
let locked: Person;

interface Person {
  readonly customer: Customer;
  readonly contactId: string;
  readonly words: readonly string[];
}

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  await app.firm.customer({ name: "Bleibt Hier" }).writes("Ich bleibe");
  await sayAndTakeBack("raumwort");
  gone = await live("Wilhelmine Verschwunden", "4915550990011", "DE.900000000000000011", "vergissmich");
  locked = await live("Theodora Hinterschloss", "4915550990022", "DE.900000000000000022", "sperrmich", true);
  before = { dump: await allValues(app, app.firm, true), keys: await storedKeys(app.firm) };
});
afterAll(() => app.stop());

/** In the team, where nobody is erased: what is taken back leaves the files all the same, within the hour. */
async function sayAndTakeBack(text: string): Promise<void> {
  const { office } = app.firm;
  const [room] = ((await office.get("/api/rooms")) as RoomList).items;
  const said = await office.post(`/api/rooms/${room?.id}/messages`, { clientId: app.deps.ids.uuid(), text });
  await office.call("DELETE", `/api/room-messages/${Reflect.get(Object(said), "id")}`);
  const waiting = await app.deps.db.pool.query("select key from graphile_worker.jobs where key like 'forget-%-soon'");
  expect(waiting.rows).toEqual([{ key: "forget-room-words-soon" }]);
  // The team's table alone: nobody who looks for a customer's words waits for it.
  const place = "select pg_relation_filenode(name) as at from unnest(array['room_search', 'message_search']) as name";
  const placed = async () => (await app.deps.db.pool.query<{ at: number }>(place)).rows.map(({ at }) => at);
  const before = await placed();
  await forgetRoomWords(app.deps);
  const after = await placed();
  expect(after.map((at, i) => at === before[i])).toEqual([false, true]);
}

/** Everything that can be said and stored of one person. */
async function live(name: string, phone: string, bsuid: string, word: string, order = false): Promise<Person> {
  const { office } = app.firm;
  let n = 0;
  const words: string[] = [name, name.split(" ")[1] ?? "", phone, phone.slice(3), bsuid];
  const say = () => {
    n += 1;
    words.push(`${word}${n}x`);
    return `${word}${n}x`;
  };
  const customer = app.firm.customer({ name, phone, bsuid });
  await customer.writes(say());
  const [conversationId, contactId] = [await customer.conversationId(), await customer.contactId()];
  if (order) await office.post(`/api/contacts/${contactId}/order`, { openOrder: true });
  const path = `/api/conversations/${conversationId}`;
  await customer.sends({ type: "image", image: { id: "1001", mime_type: "image/jpeg", sha256: "", caption: say() } });
  await customer.sends({
    type: "location",
    location: { latitude: 50.8, longitude: 12.9, name: say(), address: say(), url: say() },
  });
  await customer.sends({
    type: "contacts",
    contacts: [{ name: { formatted_name: say() }, phones: [{ phone: say() }] }],
  });
  await customer.sends({ type: "reaction", reaction: { message_id: customer.last, emoji: "👍" } });
  await customer.sends({
    type: "document",
    document: { id: "1002", mime_type: "image/jpeg", sha256: "", filename: `${say()}.jpg` },
  });
  const reply = (text: string) => office.reply(conversationId, { text });
  await reply(`Guten Tag ${name}, Ihr Termin: ${say()}`);
  app.whatsapp.script.push(unreachable);
  await reply(`Wartet noch: ${say()}`);
  await reply(`Nur diese Woche 20 % Rabatt auf alle Badmöbel! ${say()}`);
  await office.post(`${path}/notes`, { clientId: app.deps.ids.uuid(), text: say() });
  await office.call("PUT", `${path}/draft`, { text: say() });
  await office.call("PATCH", `/api/contacts/${contactId}`, { name });
  // What was signed on paper, as a photo beside the consent.
  const paper = `--b\r\ncontent-disposition: form-data; name="file"; filename="${say()}.txt"\r\ncontent-type: text/plain\r\n\r\n${say()}\r\n--b--\r\n`;
  const scanId = (await office.upload(conversationId, paper)).json().id;
  const signed = { identityId: await customer.identityId(), source: "paper", note: `Unterschrieben: ${say()}` };
  await office.post(`/api/contacts/${contactId}/consents`, { ...signed, scanIds: [scanId] });
  await customer.consent("granted");
  await customer.prefers("stop");
  // A delivery nobody can read yet lies parked, with number and name in it.
  await customer.delivers({ hologram: [say()] }, "hologram_update");
  // A correction whose message never came waits, sealed.
  const talk = customer.last;
  const body = { original_message_id: `${talk}-NEVER`, message: { type: "text", text: { body: say() } } };
  await customer.sends({ type: "edit", edit: body });
  customer.last = talk;
  const last = app.left.findLast(({ outcome }) => outcome?.kind === "sent")?.outcome;
  await customer.receipt(last?.kind === "sent" ? last.externalId : "", "delivered");
  await work(conversationId, name, say);
  await app.pass(60_000);
  return { customer, contactId, words: [...words, ...CANARIES] };
}

/** A job for them: card, note, a marked copy of their photo, a report. */
async function work(conversationId: string, name: string, say: () => string): Promise<void> {
  const { office } = app.firm;
  const [address, access] = [say(), say()];
  const made = await office.post("/api/projects", { name: `Bad ${name}`, address, access, conversationId });
  const path = `/api/projects/${Reflect.get(Object(made), "id")}`;
  await office.post(`${path}/notes`, { clientId: app.deps.ids.uuid(), text: say() });
  const { items } = (await office.get(`${path}/photos`)) as ProjectPhotos;
  const theirs = items.find((one) => one.source === "customer");
  const head = `--b\r\nContent-Disposition: form-data; name="file"; filename="${say()}.jpg"\r\n\r\n`;
  const form = Buffer.concat([Buffer.from(head), await photo("jpeg"), Buffer.from("\r\n--b--\r\n")]);
  const query = `clientId=${app.deps.ids.uuid()}&copyOf=${theirs?.id}&copySource=customer`;
  const kept = await office.sendRaw(`${path}/files?${query}`, form, "multipart/form-data; boundary=b");
  expect(kept.statusCode).toBe(201);
  const report = { clientId: app.deps.ids.uuid(), audience: "file", day: "2026-11-24", place: address, text: say() };
  await office.post(`${path}/reports`, report);
}

const search = async (words: readonly string[], keys?: StoredKey[]) =>
  findWords(
    [...(await allValues(app, app.firm)), ...allFiles(app.deps.config.dataDir)],
    words,
    await heldKeys(app, app.firm, keys ?? (await storedKeys(app.firm))),
  );

test("before, the search finds the contact: it does not merely look away", async () => {
  const found = await search(gone.words);
  const places = new Set(found.map((one) => one.split(":")[0]));
  for (const column of [
    "message.sealed_content",
    "contact.sealed_name",
    "identity_address.sealed_value",
    "draft.sealed_text",
    "parked_change.sealed_change",
    "project.sealed_name",
    "project.sealed_address",
    "project_note.sealed_text",
    "team_file.sealed_name",
  ])
    expect(places).toContain(column);
  expect(found.length).toBeGreaterThan(25);
  const marked = (await readTables(app.url)).flatMap(({ table, columns }) =>
    columns.filter(({ comment }) => comment?.startsWith("personal:")).map(({ name }) => `${table}.${name}`),
  );
  const columns = [...places].filter((place) => place !== undefined && /^\w+\.\w+$/.test(place));
  expect(columns.filter((place) => !marked.includes(place ?? ""))).toEqual([]);
});

test("the preview says what goes and what stays, and changes nothing", async () => {
  const answer = await owner.send("GET", `/api/contacts/${gone.contactId}/erasure`);
  const preview = ErasurePreview.parse(answer.json());
  expect(preview.verdict).toBe("allow");
  expect(preview.goes.map((share) => share.what)).toEqual(
    expect.arrayContaining(["message", "file", "address", "card"]),
  );
  expect(preview.stays.map((share) => share.what)).toEqual(["notice", "consent", "suppression"]);
  const split = ErasurePreview.parse((await owner.send("GET", `/api/contacts/${locked.contactId}/erasure`)).json());
  expect([split.verdict, split.rules]).toEqual(["require", ["ER-3", "ER-1"]]);
  expect(split.stays.find((share) => share.what === "letter")?.until).toBe("2032-12-31");
  expect((await search(gone.words)).length).toBeGreaterThan(25);
});

test("only the owner erases, and only with the passkey in hand", async () => {
  const path = `/api/contacts/${gone.contactId}/erasure`;
  expect((await app.firm.office.call("POST", path, { cause: "request" })).statusCode).toBe(403);
  app.clock.advance(6 * minute);
  expect((await owner.send("POST", path, { cause: "request" })).json().code).toBe("step-up");
});

test("afterwards no table, no column and no file holds a value of the contact", async () => {
  await owner.stepUp();
  const answer = await owner.send("POST", `/api/contacts/${gone.contactId}/erasure`, { cause: "request" });
  expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)]);
  const receipt = ErasureReceipt.parse(answer.json());
  await app.drain();
  expect(receipt.gone.messages).toBeGreaterThan(8);
  // The objection stays, as a keyed hash.
  expect(receipt.kept.map(({ retentionClass, count }) => [retentionClass, count])).toEqual([["LK-7", 1]]);
  // While Meta has not taken the deletion, the id it knows waits for another try, under the key of the week.
  expect(receipt.elsewhereOpen).toBe("waiting");
  const waiting = await search(gone.words);
  expect(waiting.map((one) => one.split(":")[0])).toEqual(["channel_forget.sealed_addresses"]);
  app.whatsapp.forgetPerson = async () => "deleted";
  await app.pass(2 * minute);
  const [now] = ErasureList.parse(await app.firm.owner.get("/api/erasures")).items;
  expect([now?.elsewhereOpen, now?.elsewhere[0]?.de]).toEqual(["no", expect.stringContaining("ist gelöscht")]);
  expect(await search(gone.words)).toEqual([]);
  expect((await owner.send("GET", `/api/contacts/${gone.contactId}`)).statusCode).toBe(404);
  expect((await app.firm.office.inbox("q=verschwunden")).length).toBe(0);
  const { items } = (await app.firm.office.get("/api/projects")) as ProjectList;
  expect(items.map((one) => one.name)).toContain("Auftrag 1");
});

test("where letters must be kept, they alone hold values, and nobody sees them in the inbox", async () => {
  // Somebody has looked at the database since before, as a backup or a vacuum does, and is not done.
  const reader = new pg.Client({ connectionString: app.url });
  await reader.connect();
  await reader.query("begin isolation level repeatable read");
  await reader.query("select count(*) from tenant");
  await owner.stepUp();
  const answer = await owner.send("POST", `/api/contacts/${locked.contactId}/erasure`, { cause: "request" });
  const receipt = ErasureReceipt.parse(answer.json());
  await app.drain();
  expect(receipt.kept.map(({ retentionClass, until }) => [retentionClass, until])).toEqual([
    ["LK-2", "2032-12-31"],
    ["LK-7", null],
  ]);
  const places = new Set((await search(locked.words)).map((one) => one.split(":")[0]));
  expect([...places].filter((place) => !place?.endsWith(".letter"))).toEqual(["letter.sealed_original"]);
  expect((await app.firm.office.inbox("q=hinterschloss")).length).toBe(0);
  await reader.end();
});

test("the files of the database itself hold no word of them any more", async () => {
  await app.drain();
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  const name = /\/(t_\w+)/.exec(app.url)?.[1];
  const { rows } = await admin.query<{ dir: string; oid: string }>(
    "select current_setting('data_directory') as dir, oid::text from pg_database where datname = $1",
    [name],
  );
  // Only a copy of files has the tables written that are in no log.
  await admin.query("create database written_out template template0 strategy file_copy");
  await admin.query("drop database written_out");
  await admin.end();
  const files = allFiles(join(rows[0]?.dir ?? "", "base", rows[0]?.oid ?? ""));
  expect(files.length).toBeGreaterThan(100);
  expect(findWords(files, ["verschwunden", "vergissmich", "hinterschloss", "sperrmich", "raumwort"], [])).toEqual([]);
});

test("what was rewritten is searched, walled off and left out of the planner's statistics as before", async () => {
  const { rows } = await app.deps.db.pool.query(`
    select c.relname as name, c.relforcerowsecurity as walled, c.relpersistence as kind, a.attstattarget as target,
      (select count(*) from pg_index i where i.indrelid = c.oid and i.indisvalid)::int as indexes
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname in ('words', 'name')
    where c.relname in ('contact_search', 'message_search', 'room_search') order by 1`);
  expect(rows).toEqual([
    { name: "contact_search", walled: true, kind: "u", target: 0, indexes: 1 },
    { name: "message_search", walled: true, kind: "u", target: 0, indexes: 2 },
    { name: "room_search", walled: true, kind: "u", target: 0, indexes: 2 },
  ]);
  await app.firm.customer({ name: "Neue Stimme" }).writes("Der Brunnenschacht ist trocken");
  expect((await app.firm.office.inbox("q=brunnenschacht")).length).toBe(1);
});

test("while somebody reads for long, taking the words away holds up neither a customer nor a search", async () => {
  const reader = new pg.Client({ connectionString: app.url });
  await reader.connect();
  await reader.query("begin; select count(*) from message_search");
  const done = forgetWords(app.deps).then(
    () => "done",
    () => "comes back",
  );
  await app.firm.customer({ name: "Neue Eile" }).writes("Die Zisterne läuft über");
  expect((await app.firm.office.inbox("q=zisterne")).length).toBe(1);
  await reader.end();
  expect(["done", "comes back"]).toContain(await done);
  await forgetWords(app.deps);
  expect((await app.firm.office.inbox("q=zisterne")).length).toBe(1);
});

test("nothing that waited for the contact leaves any more, and whoever writes again is somebody new", async () => {
  const left = app.left.length;
  await app.pass(day);
  expect(app.left.length).toBe(left);
  await gone.customer.writes("Guten Tag, ich bin neu");
  expect(await gone.customer.contactId()).not.toBe(gone.contactId);
});

test("a week later an old backup is noise: its keys are gone from every epoch", async () => {
  const words = gone.words.filter((word) => word.startsWith("vergissmich") || word.startsWith("Wilhelmine"));
  const readable = async () => findWords(before.dump, words, await heldKeys(app, app.firm, before.keys));
  expect((await readable()).length).toBeGreaterThan(10);
  for (let night = 0; night < 7; night++) {
    app.clock.advance(day);
    await turnEpoch(app.deps, app.firm.tenantId);
  }
  expect(await readable()).toEqual([]);
  expect((await app.firm.office.inbox("q=Bleibt")).length).toBe(1);
});

test("the ledger names ids only, and a restore replays it", async () => {
  const ledger = await readLedger(app.deps.config.dataDir);
  expect(ledger.map((entry) => entry.contactId)).toEqual([gone.contactId, locked.contactId]);
  expect(await replayErasures(app.deps, ledger, [app.firm.tenantId])).toEqual({
    erased: 0,
    nothingToDo: 2,
    refused: 0,
  });
  // A contact that is back, as if an old backup had been restored.
  const back = app.firm.customer({ name: "Kommt Zurück" });
  await back.writes("wiedergaenger1x");
  const entry = ledgerEntry(app.deps, app.firm.tenantId, await back.contactId());
  const forged = { ...entry, mac: "00".repeat(32) };
  expect((await replayErasures(app.deps, [forged], [app.firm.tenantId])).refused).toBe(1);
  expect((await replayErasures(app.deps, [entry], [app.firm.tenantId])).erased).toBe(1);
  await app.drain();
  expect(await search(["wiedergaenger1x", "Kommt Zurück"])).toEqual([]);
});

test("what a visitor typed into the page to be reached goes with the rest, and whoever asked for it reads that it is done", async () => {
  const words = ["Ludmilla Fortgegangen", "ludmilla@fortgegangen.example"] as const;
  const ludmilla = new Visitor(app);
  await ludmilla.writes("Der Hahn tropft", { name: words[0], reach: words[1] });
  const link = /weiter#([\w-]{43})/.exec((await ludmilla.post("/k/web/link", { x: "1" })).body)?.[1] ?? "";
  const [row] = await app.firm.office.inbox("channel=webchat");
  const places = (await search(words)).map((one) => one.split(":")[0]);
  expect(places).toContain("identity.sealed_given_reach");
  const { tenantId } = app.firm;
  const wish = { tenantId, contactId: row?.contactId ?? "", cause: "request", actor: server, deviceId: null } as const;
  const begun = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  expect(await carryOutErasure(app.deps, undefined, tenantId, begun)).toBe("done");
  expect(await search(words)).toEqual([]);
  // ER-3: what stays, why, until when; by what she has left, her browser and her link (Art. 12(3)).
  const told =
    /Wir haben Ihre Daten am \d+\. \w+ \d{4} gelöscht, .*: Nachweis, .*\(Art\. 5 Abs\. 2 DSGVO\), bis zum 31\. Dezember.*interne Nachricht/;
  for (const place of ["gespraech", "weiter"]) expect((await ludmilla.get(`/k/web/${place}`)).body).toMatch(told);
  expect((await new Visitor(app).post("/k/web/weiter", { code: link })).body).toMatch(told);
  // Also whoever was writing on when it was done, and whose open page looks for an answer.
  const late = { formKey: "besucherschluessel-schreibt-weiter", text: "Ist noch jemand da?" };
  for (const place of ["/k/web/gespraech", "/api/customer/web/messages"])
    expect((await ludmilla.post(place, { ...late, reply: "1" })).body).toMatch(told);
  expect((await ludmilla.get("/api/customer/web/talk")).json().detail).toMatch(told);
  expect((await new Visitor(app).get("/k/web/weiter")).body).not.toContain("gelöscht");
  const kept = () => app.sql((tx) => tx.selectFrom("erased_visit").selectAll().execute());
  expect(await kept()).toHaveLength(2);
  app.clock.advance(91 * day);
  await sweep(app.deps, tenantId, {});
  expect(await kept()).toEqual([]);
});

test("what a hold keeps of a project stands in its places alone, sealed, and goes with the hold", async () => {
  const words = ["Brunhilde Streitfall"];
  const customer = app.firm.customer({ name: words[0] ?? "" });
  await customer.sends({ type: "image", image: { id: "1001", mime_type: "image/jpeg", sha256: "" } });
  const say = () => words[words.push(`streitwort${words.length}x`) - 1] ?? "";
  await work(await customer.conversationId(), words[0] ?? "", say);
  const contactId = await customer.contactId();
  const hold = { contactId, kind: "legal", reason: "Klage", reviewOn: "2030-01-01" };
  await app.firm.owner.post("/api/holds", hold);
  const { tenantId } = app.firm;
  const wish = { tenantId, contactId, cause: "request", actor: server, deviceId: null } as const;
  const begun = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  expect(await carryOutErasure(app.deps, undefined, tenantId, begun)).toBe("done");
  await app.drain();
  const places = async (some: readonly string[]) =>
    new Set((await search(some)).map((one) => one.split(":")[0]).filter((place) => !place?.endsWith(".letter")));
  expect(await places(words.slice(1))).toEqual(new Set(["project_kept.sealed_content", "team_file.sealed_name"]));
  const { holds } = RetentionView.parse(await app.firm.owner.get("/api/retention"));
  for (const { id } of holds) await app.firm.owner.post(`/api/holds/${id}/release`);
  await sweepProjects(app.deps, tenantId);
  expect(await places(words.slice(1))).toEqual(new Set());
});
