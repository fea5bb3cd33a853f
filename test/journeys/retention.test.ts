import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ProjectView } from "../../src/contract/projects.ts";
import { LetterList, MessageRetention, RetentionView } from "../../src/contract/retention.ts";
import { server } from "../../src/server/audit/audit.ts";
import { openContactKeys } from "../../src/server/contacts/open-contact-keys.action.ts";
import { openStored } from "../../src/server/conversations/open-message.action.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import { after, day, hour, instant } from "../../src/server/platform/instant.ts";
import { sweepProjects } from "../../src/server/projects/sweep-projects.job.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { exportLetters } from "../../src/server/retention/export-letters.action.ts";
import { emptyLetters } from "../../src/server/retention/letter.store.ts";
import { remindOfHolds } from "../../src/server/retention/remind-of-holds.job.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import { verifyLetters } from "../../src/server/retention/verify-letters.action.ts";
import { sweepRooms } from "../../src/server/rooms/sweep-rooms.job.ts";
import type { Customer } from "../support/a-customer.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";
import { wordsToForget } from "../support/words-to-forget.ts";

/** How long things stay: an inquiry, an order, an edited letter, a hold, the night on which something goes. */
let app: TestApp;
let owner: TestBrowser;
let asked: Customer;
let ordered: Customer;
let orderedId: string;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  asked = app.firm.customer({ name: "Nur Gefragt" });
  await asked.writes("Was kostet ein Bad?");
  ordered = app.firm.customer({ name: "Hat Bestellt" });
  await ordered.writes("Bitte ein neues Waschbecken");
  orderedId = await ordered.contactId();
});
afterAll(() => app.stop());

const view = async () => RetentionView.parse(await app.firm.owner.get("/api/retention"));
const letters = () => app.sql((tx) => tx.selectFrom("letter").selectAll().orderBy("letter_number").execute());
const verify = (contents = true) =>
  app.sql((tx) => verifyLetters(app.deps, tx, app.firm.tenantId, contents ? () => {} : undefined));
const firstOf = async (customer: Customer) =>
  (await app.firm.office.thread(await customer.conversationId()))[0]?.id ?? "";
const retention = async (id: string) =>
  MessageRetention.parse(await app.firm.office.get(`/api/messages/${id}/retention`));

test("an inquiry stays six months, and the message says until when", async () => {
  const first = await retention(await firstOf(asked));
  expect([first.retentionClass, first.keptUntil, first.byMember]).toEqual(["LK-1", "2027-05-24", false]);
  expect(first.why.de).toContain("bis 24.05.2027");
});

test("with an order what led to it and what follows are letters, and are in the archive a minute later", async () => {
  await app.firm.office.post(`/api/contacts/${orderedId}/order`, { openOrder: true });
  await ordered.writes("Montag um acht passt");
  await app.firm.office.reply(await ordered.conversationId(), "Gut, wir kommen am Montag um acht.");
  await app.pass(60_000);
  const rows = await letters();
  expect(rows.map((row) => row.direction).toSorted()).toEqual(["in", "in", "out"]);
  const first = await retention(await firstOf(ordered));
  expect([first.retentionClass, first.keptUntil]).toEqual(["LK-2", "2032-12-31"]);
  expect(await verify()).toBeUndefined();
});

test("an edit leaves the original of a letter, and the new wording gets a number of its own", async () => {
  const letter = ordered.last;
  const before = await letters();
  const message = { type: "text", text: { body: "Lieber um neun" } };
  await ordered.sends({ type: "edit", edit: { original_message_id: letter, message } });
  ordered.last = letter;
  await app.pass(60_000);
  const now = await letters();
  expect(now.length).toBe(before.length + 1);
  expect(before.map((row) => row.message_id)).toContain(now.at(-1)?.message_id);
  expect(await verify()).toBeUndefined();
});

test("an older edit of a letter that comes late stands among the earlier words, once", async () => {
  const letter = ordered.last;
  const timestamp = String(Math.floor(app.clock.now().getTime() / 1_000) - 120);
  const message = { type: "text", text: { body: "Lieber um zehn" } };
  const late = { type: "edit", timestamp, edit: { original_message_id: letter, message } };
  for (let times = 0; times < 2; times++) await ordered.sends(late);
  ordered.last = letter;
  const contactId = await ordered.contactId();
  const stored = await app.sql(async (tx) => {
    const row = await tx.selectFrom("message").selectAll().where("external_id", "=", letter).executeTakeFirstOrThrow();
    const key = (await openContactKeys(app.deps.seal, tx, app.firm.tenantId, [contactId])).get(contactId);
    return key && openStored(app.deps, app.firm.tenantId, key, row.message_id, row.sealed_content);
  });
  const words = [...(stored?.earlier ?? []), { content: stored?.content }].map(({ content }) => content);
  expect(words.map((content) => content?.type === "text" && content.text).slice(1)).toEqual([
    "Lieber um zehn",
    "Lieber um neun",
  ]);
  await app.pass(60_000);
  expect(await verify()).toBeUndefined();
});

test("one tap makes a letter of a message, with a stored decision, and one tap takes it back", async () => {
  const id = await firstOf(asked);
  const tap = (retentionClass: string) => app.firm.office.post(`/api/messages/${id}/retention`, { retentionClass });
  expect(MessageRetention.parse(await tap("LK-3")).keptUntil).toBe("2034-12-31");
  const decisions = await app.sql((tx) =>
    tx
      .selectFrom("decision")
      .select(["action", "verdict"])
      .where("message_id", "=", id)
      .where("action", "=", "save_to_order")
      .execute(),
  );
  expect(decisions).toEqual([{ action: "save_to_order", verdict: "allow" }]);
  await app.pass(60_000);
  expect((await letters()).at(-1)?.message_id).toBe(id);
  expect(MessageRetention.parse(await tap("LK-1")).keptUntil).toBe("2027-05-24");
  expect((await letters()).at(-1)?.sealed_original).toBeNull();
  expect(await verify()).toBeUndefined();
});

test("the preview names the month in which the inquiry goes", async () => {
  const { preview, classes } = await view();
  const due = preview.filter((row) => row.total > 0);
  expect(due.map((row) => row.on)).toEqual(["2027-06-01"]);
  expect(due[0]?.byClass["LK-1"]).toBe(due[0]?.total);
  expect(classes.find((row) => row.retentionClass === "LK-2")?.messages).toBeGreaterThan(2);
});

test("a hold stops the sweep, wants a day of review in the future, and reminds of it", async () => {
  const contactId = await asked.contactId();
  const hold = { contactId, kind: "legal", reason: "Streit um die Rechnung", reviewOn: "2027-07-01" };
  expect((await app.firm.owner.call("POST", "/api/holds", { ...hold, reviewOn: "2026-11-24" })).statusCode).toBe(400);
  expect((await app.firm.office.call("POST", "/api/holds", hold)).statusCode).toBe(403);
  await app.firm.owner.post("/api/holds", hold);
  expect((await retention(await firstOf(asked))).held).toBe(true);
  app.clock.set("2027-05-26T01:00:00Z");
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect((await view()).sweeps[0]?.held).toBeGreaterThan(0);
  expect(await app.firm.office.thread(await asked.conversationId())).not.toEqual([]);
  app.clock.set("2027-07-01T01:00:00Z");
  for (let i = 0; i < 2; i++) await remindOfHolds(app.deps, app.firm.tenantId);
  const notes = (await app.firm.office.thread(await asked.conversationId())).filter((m) => m.direction === "note");
  expect(notes.length).toBe(1);
  const [standing] = (await view()).holds;
  expect([standing?.due, standing?.reason, standing?.contactName]).toEqual([
    true,
    "Streit um die Rechnung",
    "Nur Gefragt",
  ]);
  await app.firm.owner.post(`/api/holds/${standing?.id}/release`);
});

test("after the period the inquiry goes with its contact, batch by batch, with counts, and once only", async () => {
  app.clock.advance(day);
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  const [today] = (await view()).sweeps;
  expect(today?.deleted["LK-1"]).toBeGreaterThan(1);
  expect(today?.deleted.contacts).toBeUndefined();
  expect(today?.endedAt).not.toBeNull();
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect((await view()).sweeps.length).toBe(2);
  const decided = await app.sql((tx) =>
    tx.selectFrom("decision").select("verdict").where("action", "=", "delete").execute(),
  );
  expect(decided.length).toBeGreaterThan(0);
  expect(decided.every((row) => row.verdict === "allow")).toBe(true);
  // The reminder was a note: six months later it goes too, and with it the contact.
  app.clock.set("2028-01-03T01:00:00Z");
  await wordsToForget(app, "forget-words");
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect(await wordsToForget(app, "forget-words")).toBe(true);
  expect((await view()).sweeps[0]?.deleted).toMatchObject({ "LK-1": 1, contacts: 1 });
  expect((await app.firm.office.inbox("limit=200")).map((row) => row.name)).toEqual(["Hat Bestellt"]);
});

test("a sweep that was cut off goes on and counts on", async () => {
  const again = app.firm.customer({ name: "Noch Einer" });
  await again.writes("Hallo");
  app.clock.set("2028-08-29T01:00:00Z");
  const sweepId = app.deps.ids.uuid();
  await app.sql((tx) =>
    tx
      .insertInto("sweep_run")
      .values({
        tenant_id: app.firm.tenantId,
        sweep_id: sweepId,
        for_day: "2028-08-29",
        started_at: app.clock.now(),
        batches: 3,
        deleted: JSON.stringify({ "LK-1": 400 }),
      })
      .execute(),
  );
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  const [row] = (await view()).sweeps;
  expect([row?.id, row?.batches, (row?.deleted["LK-1"] ?? 0) > 400]).toEqual([sweepId, 6, true]);
});

test("letters stay through every night of six years and lose their content on the first of the seventh", async () => {
  await app.firm.owner.post(`/api/contacts/${orderedId}/order`, { openOrder: false });
  // Of who was erased in 2028 the bare proofs stay three years to the end of the year, and go then (LK-6, LK-8).
  const bare = async (day: string) => {
    app.clock.set(`${day}T21:00:00Z`);
    await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
    const before = instant(Date.parse("2029-01-01T00:00:00Z"));
    return await app.sql((tx) =>
      tx.selectFrom("contact").select("contact_id").where("erased_at", "<", before).execute(),
    );
  };
  expect((await bare("2031-12-31")).length).toBeGreaterThan(0);
  expect(await bare("2032-12-31")).toEqual([]);
  expect((await letters()).filter((row) => row.sealed_original !== null).length).toBeGreaterThan(2);
  app.clock.set("2032-12-31T23:30:00Z");
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect((await letters()).filter((row) => row.sealed_original !== null)).toEqual([]);
  expect(await verify()).toBeUndefined();
  expect((await view()).letters.intact).toBe(true);
});

test("nobody can change or remove a letter, and a turned number is found", async () => {
  const change = (statement: string) =>
    app.deps.db.pool.query(
      `begin; select set_config('app.tenant_id', '${app.firm.tenantId}', true); ${statement}; commit`,
    );
  await expect(change("update letter set written_at = now()")).rejects.toThrow(/unchanged/);
  await app.deps.db.pool.query("rollback");
  await expect(change("delete from letter where letter_number = 1")).rejects.toThrow(/unchanged/);
  await app.deps.db.pool.query("rollback");
  await app.deps.db.pool.query("alter table letter disable trigger keep");
  await change("update letter set direction = 'note' where letter_number = 2");
  await app.deps.db.pool.query("alter table letter enable trigger keep");
  expect(await verify(false)).toBe(2);
});

test("locked letters open for a named reason only, and the access is written down", async () => {
  app.clock.advance(hour);
  const one = app.firm.customer({ name: "Gesperrte Kundin" });
  await one.writes("Bitte reparieren");
  const contactId = await one.contactId();
  await app.firm.office.post(`/api/contacts/${contactId}/order`, { openOrder: true });
  await app.pass(60_000);
  const body = { contactId, reason: "tax_audit" };
  expect((await app.firm.office.call("POST", "/api/letters/open", body)).statusCode).toBe(403);
  expect((await app.firm.owner.call("POST", "/api/letters/open", body)).statusCode).toBe(403);
  owner = await freshOwner();
  const erased = await owner.send("POST", `/api/contacts/${contactId}/erasure`, { cause: "owner" });
  expect(erased.statusCode).toBe(200);
  const opened = LetterList.parse((await owner.send("POST", "/api/letters/open", body)).json());
  expect(opened.items.map(({ party, text }) => [party, text])).toEqual([["Gesperrte Kundin", "Bitte reparieren"]]);
  const rows = await app.sql((tx) =>
    tx.selectFrom("audit_entry").select(["details", "subject_id"]).where("verb", "=", "open-letters").execute(),
  );
  expect(rows).toEqual([{ details: { reason: "tax_audit", letters: 1 }, subject_id: contactId }]);
  expect((await view()).locked.map((row) => [row.contactId, row.letters])).toEqual([[contactId, 1]]);
  const zip = await owner.send("GET", "/api/letters/export");
  expect([zip.statusCode, zip.headers["content-type"], zip.rawPayload.subarray(0, 2).toString()]).toEqual([
    200,
    "application/zip",
    "PK",
  ]);
  const names = zip.rawPayload.toString("latin1");
  for (const name of ["index.csv", "index.xml", "Verfahrensdokumentation.txt", "briefe/"])
    expect(names).toContain(name);
});

test("letters go into the archive one by one: what ends before its turn is no longer there", async () => {
  const entries = await exportLetters(app.deps, await app.firm.callerOf("owner"));
  const letter = entries.find(({ path }) => path.startsWith("briefe/"));
  const number = Number(letter?.path.match(/\d+/)?.[0]);
  await app.sql((tx) => emptyLetters(tx, [number], app.clock.now()));
  expect(Buffer.from((await letter?.read()) ?? []).toString()).toBe("Frist abgelaufen, Inhalt gelöscht");
});

/** The owner's browser of the beginning has long been signed out; signing in anew is what a person does too. */
async function freshOwner(): Promise<TestBrowser> {
  await owner.signIn();
  return owner;
}

/** A hold is set while `work` waits for what `at` holds: it is answered after the work, and how. */
async function setMeanwhile(hold: object, at: (tx: Tx) => Promise<unknown>, work: () => Promise<unknown>) {
  const reviewOn = after(app.clock.now(), 90 * day)
    .toISOString()
    .slice(0, 10);
  let early: number | undefined;
  let all: Promise<[unknown, { statusCode: number }]> | undefined;
  await app.sql(async (tx) => {
    await at(tx);
    const working = work();
    await expect.poll(() => lockWaits(app)).toBe(1);
    const setting = app.firm.owner.call("POST", "/api/holds", { reviewOn, ...hold }).then((answer) => {
      early = answer.statusCode;
      return answer;
    });
    all = Promise.all([working, setting]);
    await expect.poll(async () => early !== undefined || (await lockWaits(app)) > 1).toBe(true);
    expect(early).toBeUndefined();
  });
  const [, { statusCode }] = (await all) ?? expect.fail();
  return statusCode;
}

test("a hold that comes while somebody is being erased says that nobody is there any more", async () => {
  const gone = app.firm.customer({ name: "Gerade Weg" });
  await gone.writes("Bitte alles löschen");
  const contactId = await gone.contactId();
  const { tenantId } = app.firm;
  const wish = { tenantId, contactId, cause: "owner", actor: server, deviceId: null } as const;
  const erasureId = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  const hold = { contactId, kind: "legal", reason: "Klage" };
  const feed = (tx: Tx) => tx.selectFrom("tenant_feed").select("head").forUpdate().execute();
  const erase = () => carryOutErasure(app.deps, { whatsapp: app.whatsapp }, tenantId, erasureId);
  expect(await setMeanwhile(hold, feed, erase)).toBe(404);
  expect((await view()).holds).toEqual([]);
});

async function releaseAll(): Promise<void> {
  for (const { id } of (await view()).holds) await app.firm.owner.post(`/api/holds/${id}/release`);
}

test.each([
  ["messages", "decision"],
  ["cases", "incident"],
])("a hold is not said to stand while a batch of %s that has not seen it still deletes", async (_what, table) => {
  const late = app.firm.customer({ name: "Bald Fort" });
  await late.writes("Was kostet eine Wartung?");
  app.clock.advance(190 * day);
  const lock = (tx: Tx) => sql`lock table ${sql.table(table)} in share mode`.execute(tx);
  const night = () => sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect(await setMeanwhile({ contactId: null, kind: "legal", reason: "Prozess" }, lock, night)).toBe(200);
  await releaseAll();
});

test("a hold keeps what is written on the customer's projects, too, and its end lets it go", async () => {
  const quarrels = app.firm.customer({ name: "Im Streit" });
  await quarrels.writes("Die Heizung ist nie warm geworden");
  const { office } = app.firm;
  const made = { name: "Heizung Streit", access: "Klingel rechts", conversationId: await quarrels.conversationId() };
  const { id, version, roomId } = ProjectView.parse(await office.post("/api/projects", made));
  await office.post(`/api/rooms/${roomId}/messages`, { clientId: app.deps.ids.uuid(), text: "Er droht mit Klage" });
  const talk = async () => {
    await sweepRooms(app.deps, app.firm.tenantId);
    return (await app.sql((tx) => tx.selectFrom("room_message").select("kind").where("kind", "=", "text").execute()))
      .length;
  };
  const path = `/api/projects/${id}`;
  const visit = async (at: Date) => {
    const times = { startsAt: at.toISOString(), endsAt: after(at, hour).toISOString() };
    const saved = await office.call("PUT", `${path}/appointments`, { ...times, memberIds: [] });
    return ProjectView.parse(saved.json()).appointments.at(-1)?.id ?? expect.fail();
  };
  const been = await visit(app.clock.now());
  const neighbour = app.firm.customer({ name: "Nebenan" });
  await neighbour.writes("Bei mir ist es warm");
  const neighbours = { conversationId: await neighbour.conversationId() };
  const hang = async (linked: boolean) => {
    const saved = await office.call("PUT", `${path}/conversations`, { ...neighbours, linked });
    return ProjectView.parse(saved.json()).customers.length;
  };
  expect(await hang(true)).toBe(2);
  await office.call("PATCH", path, { version, state: "done" });
  const reviewOn = after(app.clock.now(), 900 * day)
    .toISOString()
    .slice(0, 10);
  const hold = { contactId: await quarrels.contactId(), kind: "legal", reason: "Klage", reviewOn };
  await app.firm.owner.post("/api/holds", hold);
  app.clock.advance(200 * day);
  const access = async () => {
    await sweepProjects(app.deps, app.firm.tenantId);
    return ProjectView.parse(await office.get(path)).access;
  };
  expect([await access(), await talk()]).toEqual(["Klingel rechts", 1]);
  // Nor does anybody take out by hand what the court may ask for.
  const note = { clientId: app.deps.ids.uuid(), text: "Der Vorlauf war immer warm" };
  const { notes } = ProjectView.parse(await office.post(`${path}/notes`, note));
  const takeOut = async (what: string) => (await office.call("DELETE", `${path}/${what}`)).statusCode;
  const word = `notes/${notes.find(({ text }) => text === note.text)?.id}`;
  expect([await takeOut(word), await takeOut(`appointments/${been}`)]).toEqual([409, 409]);
  // And no button offers it.
  expect(notes.filter(({ removable }) => removable)).toEqual([]);
  // What is still to come may be called off; whose project it is stays.
  expect(await takeOut(`appointments/${await visit(after(app.clock.now(), day))}`)).toBe(200);
  expect(await hang(false)).toBe(2);
  await releaseAll();
  expect(await hang(false)).toBe(1);
  const lock = (tx: Tx) => tx.selectFrom("project_note").select("note_id").forUpdate().execute();
  expect(await setMeanwhile(hold, lock, () => takeOut(word))).toBe(200);
  await releaseAll();
  const left = ProjectView.parse(await office.get(path)).notes.map(({ text }) => text);
  // What became of its appointments stays; the note is gone.
  expect(left.filter((text) => !text.startsWith("Termin "))).toEqual([]);
  expect([await access(), await talk()]).toEqual([null, 0]);
});
