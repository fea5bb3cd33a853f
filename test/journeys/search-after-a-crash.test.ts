import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildApp } from "../../src/app.ts";
import { minute } from "../../src/server/platform/instant.ts";
import { tasks } from "../../src/tasks.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

/** The search tables are UNLOGGED: PostgreSQL empties them when it starts after a crash, as this test does by hand. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const found = async (words: string) =>
  (await app.firm.office.inbox(new URLSearchParams({ q: words }).toString())).map((row) => row.id);

test("after a crash the search finds again what was written before, a minute later and without anybody's doing", async () => {
  const erika = app.firm.customer();
  await erika.writes("Die Zündelektrode ist verrußt");
  const id = await erika.conversationId();
  await app.pass(minute);
  expect(await found("Zündelektrode")).toEqual([id]);
  await app.sql((tx) => sql`truncate message_search, contact_search, search_marker`.execute(tx));
  expect(await found("Zündelektrode")).toEqual([]);
  await app.pass(minute);
  expect(await found("Zündelektrode")).toEqual([id]);
});

test("while the search is made anew, however long that takes, the door opens and the minute's work is done", async () => {
  await app.sql((tx) => sql`truncate message_search, contact_search, search_marker`.execute(tx));
  const slow = new pg.Client({ connectionString: app.url });
  await slow.connect();
  await slow.query("BEGIN");
  await slow.query("LOCK TABLE message_search, contact_search");
  const channels = { whatsapp: app.whatsapp };
  const work = tasks(app.deps, channels, noNetwork);
  const again = await buildApp(app.deps, { channels, fetch: noNetwork, pages: false });
  const refilled = work["refill-search"]?.({});
  await work.minute?.({});
  await slow.query("COMMIT");
  await slow.end();
  await refilled;
  await again.stop();
});
