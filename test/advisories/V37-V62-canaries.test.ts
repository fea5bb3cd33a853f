import { createReadStream, readdirSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { describeError, type Log, type LogFields } from "../../src/server/platform/log.ts";
import { aktion } from "../support/a-business.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain, unreachable } from "../support/fake-channel.ts";

/**
 * V62 (Mattermost CVE-2026-19600) and V37 (Zammad CVE-2018-1000154): a thousand marked words go through every field
 * people write into. None of them may stand in a log line, in a table or in the database's log of changes; each is
 * given back as what it was, never as a piece of a page.
 */
const mark = `KANARIE${Math.floor(performance.timeOrigin)}`;
let count = 0;
const canary = () => {
  count += 1;
  return `${mark}n${count}`;
};
const attack = () => `<img src=x onerror="fetch('//${canary()}')">`;
const lines: string[] = [];
const log = (event: string, { error, ...fields }: LogFields = {}) =>
  void lines.push(JSON.stringify({ event, ...fields, ...(error === undefined ? {} : describeError(error)) }));
const listening: Log = { info: log, warn: log, error: log };

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp({ log: listening });
  await live();
});
afterAll(() => app.stop());

/** A day in which everything is said that can be said, and some of it goes wrong. */
async function live(): Promise<void> {
  const { office, owner } = app.firm;
  for (let i = 0; i < 24; i++) {
    const customer = app.firm.customer({
      name: attack(),
      phone: `49155${String(4_000_000 + i)}${String(Math.floor(performance.timeOrigin)).slice(-5)}`,
    });
    if (i % 6 === 0) app.whatsapp.script.push([unreachable, rejected, uncertain][(i / 6) % 3] ?? unreachable);
    await customer.writes(attack());
    const id = await customer.conversationId();
    const contact = await customer.contactId();
    await customer.sends({
      type: "location",
      location: { latitude: 50.8, longitude: 12.9, name: attack(), address: canary() },
    });
    await customer.sends({
      type: "contacts",
      contacts: [{ name: { formatted_name: attack() }, phones: [{ phone: canary() }] }],
    });
    await customer.sends({ type: "reaction", reaction: { message_id: customer.last, emoji: canary().slice(0, 30) } });
    await customer.sends({ type: canary(), [canary()]: { x: canary() } });
    const clientId = () => app.deps.ids.uuid();
    await office.call("POST", `/api/conversations/${id}/messages`, {
      clientId: clientId(),
      text: `Ihr Termin ${attack()}`,
    });
    await office.call("POST", `/api/conversations/${id}/messages`, { clientId: clientId(), ...aktion(attack()) });
    await office.call("POST", `/api/conversations/${id}/messages`, {
      clientId: clientId(),
      text: canary(),
      messageClass: "safety",
      dangerReason: canary(),
    });
    await office.call("POST", `/api/conversations/${id}/permit`, { text: canary() });
    await office.call("POST", `/api/conversations/${id}/notes`, { clientId: clientId(), text: attack() });
    await office.call("PUT", `/api/conversations/${id}/draft`, { text: attack() });
    await office.call("PATCH", `/api/contacts/${contact}`, { name: attack() });
    await office.call("GET", `/api/conversations?q=${encodeURIComponent(canary())}`);
    await office.call("POST", `/api/conversations/${canary()}/messages`, { text: canary(), [canary()]: canary() });
    await customer.delivers({ [canary()]: [canary()] }, canary());
    await app.drain();
  }
  for (let i = 0; i < 4; i++) {
    const visitor = new Visitor(app);
    await visitor.writes(attack(), { name: attack().slice(0, 79), reach: `0371 ${canary()}` });
    await visitor.writes(attack());
    await visitor.get(`/k/web?q=${canary()}`);
    await visitor.get(`/k/${canary()}`);
  }
  // The machinery breaks while people write: that is when logs grow talkative.
  await app.deps.db.pool.query("alter table conversation_read rename to away");
  const broken = app.firm.customer({ name: attack() });
  await broken.writes(attack());
  await office.call("GET", `/api/conversations?q=${canary()}`);
  await owner.call("POST", `/api/conversations/${await broken.conversationId()}/messages`, {
    clientId: app.deps.ids.uuid(),
    text: canary(),
  });
  await app.deps.db.pool.query("alter table away rename to conversation_read");
  await app.pass(60_000);
}

test("a thousand marked words were said", () => {
  expect(count).toBeGreaterThan(500);
});

test("no log line holds a single one of them, and something was logged", () => {
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => line.includes(mark))).toEqual([]);
});

test("of an error nothing is logged that it says, however it is laid out", () => {
  for (const message of [
    canary(),
    `${canary()}\n    at ${canary()}`,
    `\n    at ${canary()} (file:///a.ts:1:1)\n    at `,
  ]) {
    const described = describeError(new TypeError(message, { cause: new Error(canary()) }));
    expect(JSON.stringify(described)).not.toContain(mark);
    expect([described.error, `${described.at}`]).toEqual(["TypeError", expect.stringMatching(/^at .*V37-V62/)]);
    const later = new Error("a");
    later.message = canary();
    expect(JSON.stringify(describeError(later))).not.toContain(mark);
  }
});

const hex = Buffer.from(mark).toString("hex");
const base64 = [0, 1, 2].map((shift) =>
  Buffer.from("x".repeat(shift) + mark)
    .toString("base64")
    .slice(shift === 0 ? 0 : 4, -4),
);

test("no table holds them in plain, in no column, bytes and job queue included; the search index alone is unlogged", async () => {
  const admin = new pg.Client({
    connectionString: inject("adminUrl").replace(/\/\w+(?=\?)/, `/${/\/(t_\w+)/.exec(app.url)?.[1]}`),
  });
  await admin.connect();
  // What the planner notes of values (pg_statistic) is a logged table too.
  await admin.query("analyze");
  const { rows: tables } = await admin.query<{ name: string; unlogged: boolean }>(
    `select c.oid::regclass::text as name, c.relpersistence = 'u' as unlogged from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('information_schema')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query<{ n: string }>(
      `select count(*) as n from ${name} t where t::text ilike any($1::text[])`,
      [[mark, hex, ...base64].map((one) => `%${one}%`)],
    );
    if (Number(rows[0]?.n) > 0) found.push(name);
  }
  await admin.end();
  expect(tables.length).toBeGreaterThan(30);
  expect(found.filter((name) => tables.find((one) => one.name === name)?.unlogged !== true)).toEqual([]);
  expect(found.toSorted()).toEqual(["contact_search", "message_search"]);
});

test("the database's log of changes, which goes into every backup, holds none of them", async () => {
  const admin = new pg.Client({ connectionString: inject("adminUrl") });
  await admin.connect();
  const { rows } = await admin.query<{ dir: string }>("select current_setting('data_directory') as dir");
  await admin.query("checkpoint");
  await admin.end();
  const folder = join(rows[0]?.dir ?? "", "pg_wal");
  const files = readdirSync(folder).filter((name) => /^[0-9A-F]{24}$/.test(name));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) expect([name, await contains(join(folder, name), mark)]).toEqual([name, false]);
});

async function contains(path: string, word: string): Promise<boolean> {
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 22 })) {
    const bytes = Buffer.concat([tail, chunk]);
    if (bytes.includes(word)) return true;
    tail = bytes.subarray(-word.length);
  }
  return false;
}

test("what people wrote comes back to members letter by letter, as data", async () => {
  const page = await app.firm.office.call("GET", "/api/conversations?limit=200");
  expect(page.headers["content-type"]).toMatch(/^application\/json/);
  expect(page.headers["x-content-type-options"]).toBe("nosniff");
  const rows = page.json<{ items: { name: string; id: string }[] }>().items;
  expect(rows.filter(({ name }) => name.startsWith("<img src=x onerror=")).length).toBeGreaterThan(20);
  const thread = await app.firm.office.thread(rows.at(-1)?.id ?? "");
  expect(JSON.stringify(thread)).toContain("<img src=x onerror=");
});

test("on the customer's own page it is text between tags, never a tag", async () => {
  const visitor = new Visitor(app);
  await visitor.writes(attack(), { name: "<script>alert(1)</script>" });
  const page = await visitor.page();
  expect(page).toContain("&lt;img src=x");
  expect(page).not.toMatch(/<img src=x|<script>alert/);
  for (const path of ["/k/web?q=%3Cscript%3E", "/impressum", "/datenschutz/whatsapp"])
    expect((await visitor.get(path)).body).not.toMatch(/<script>|onerror=/);
});
