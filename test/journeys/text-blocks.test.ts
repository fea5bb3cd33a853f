import { afterAll, beforeAll, expect, test } from "vitest";
import { TextBlock, TextBlockList } from "../../src/contract/text-blocks.ts";
import { dropTextBlock } from "../../src/server/text-blocks/keep-text-block.action.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";
import { lockWaits } from "../support/lock-waits.ts";

/** Text blocks (U26): the business's own words, kept by whoever answers, judged like everything else when they leave. */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const list = async () => TextBlockList.parse(await app.firm.office.get("/api/text-blocks")).items;
const block = (name: string, text = "Guten Tag {{Name}}, wir sitzen im Hof links.") => ({
  id: app.deps.ids.uuid(),
  name,
  text,
});
const add = async (name: string, text?: string) =>
  TextBlock.parse(await app.firm.office.post("/api/text-blocks", block(name, text)));

test("a text block is kept, found by name, changed and deleted", async () => {
  expect(await list()).toEqual([]);
  await add("Zahlung");
  const way = await add("anfahrt");
  expect((await list()).map(({ name }) => name)).toEqual(["anfahrt", "Zahlung"]);
  const change = { name: "Anfahrt", text: "Neue Adresse", version: way.version };
  const changed = await app.firm.uwe.call("PUT", `/api/text-blocks/${way.id}`, change);
  expect(changed.json()).toMatchObject({ name: "Anfahrt", text: "Neue Adresse", version: 2 });
  expect((await app.firm.office.call("DELETE", `/api/text-blocks/${way.id}`)).json().items).toHaveLength(1);
});

test("who looked at an older version does not overwrite the newer one", async () => {
  const one = await add("Wartung");
  const change = (text: string) =>
    app.firm.office.call("PUT", `/api/text-blocks/${one.id}`, { name: "Wartung", text, version: 1 });
  expect((await change("A")).statusCode).toBe(200);
  const late = await change("B");
  expect([late.statusCode, late.json().detail]).toEqual([409, expect.stringContaining("Inzwischen")]);
  // Pressed again because no answer came, it is one's own work.
  expect((await change("A")).json()).toMatchObject({ text: "A", version: 2 });
});

test("one that somebody deletes while somebody else saves it does not come back", async () => {
  const one = await add("Altes");
  const owner = await app.firm.callerOf("owner");
  let saving: Promise<{ statusCode: number }> | undefined;
  await app.sql(async (tx) => {
    await dropTextBlock(app.deps, tx, owner, one.id);
    const change = { name: "Altes", text: "Neu", version: 1 };
    saving = app.firm.office.call("PUT", `/api/text-blocks/${one.id}`, change);
    await expect.poll(() => lockWaits(app)).toBe(1);
  });
  expect((await saving)?.statusCode).toBe(404);
  expect((await list()).some(({ id }) => id === one.id)).toBe(false);
});

test("one name is one block, and the same press twice is one as well", async () => {
  const one = block("Notdienst");
  const [first, second] = await Promise.all([
    app.firm.office.call("POST", "/api/text-blocks", one),
    app.firm.office.call("POST", "/api/text-blocks", one),
  ]);
  expect([first.statusCode, second.statusCode]).toEqual([200, 200]);
  const other = await app.firm.office.call("POST", "/api/text-blocks", block("NOTDIENST"));
  expect(other.json()).toMatchObject({
    status: 400,
    fields: { name: "Einen Textbaustein mit diesem Namen gibt es schon." },
  });
  expect((await list()).filter(({ name }) => /notdienst/i.test(name))).toHaveLength(1);
});

test("an empty name, a text too long and a field nobody knows are refused", async () => {
  const post = async (more: object) =>
    (await app.firm.office.call("POST", "/api/text-blocks", { ...block("Gut"), ...more })).statusCode;
  expect([await post({ name: "  " }), await post({ text: "x".repeat(4_001) }), await post({ tenantId: "x" })]).toEqual([
    400, 400, 400,
  ]);
});

test("crew without the inbox neither reads nor keeps them", async () => {
  const who = await app.firm.person((await app.firm.callerOf("crew")).name);
  expect((await who.call("GET", "/api/text-blocks")).statusCode).toBe(403);
  expect((await who.call("POST", "/api/text-blocks", block("Fremd"))).statusCode).toBe(403);
});

test("a gap left open keeps a message back at the door, whatever the screen did", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  for (const text of ["Wir kommen um {{Uhrzeit}}.", "In der {{Große Straße}}."]) {
    const body = { clientId: app.deps.ids.uuid(), text };
    const answer = await app.firm.office.call("POST", `/api/conversations/${id}/messages`, body);
    expect(answer.json()).toMatchObject({
      status: 400,
      fields: { text: "In der Vorlage ist noch eine Stelle offen." },
    });
  }
  expect(
    leftFor(app, who)
      .map(({ text }) => text)
      .join(),
  ).not.toContain("{{");
});
