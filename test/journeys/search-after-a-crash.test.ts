import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minute } from "../../src/server/platform/instant.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

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
