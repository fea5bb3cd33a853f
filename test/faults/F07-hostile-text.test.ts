import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { delivery, post } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** F07 (reliability, fault catalogue): characters that break databases, screens and cutters of text. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

/** What may be stored: NUL as its picture, half a surrogate pair as U+FFFD; everything else as it came. */
const kept = (text: string) => text.replaceAll("\u0000", "\u2400").toWellFormed();

/** Of everybody who wrote there is a row. */
async function expectInbox(): Promise<void> {
  const { n } = await app.sql((tx) =>
    tx
      .selectFrom("conversation")
      .select((e) => e.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow(),
  );
  expect((await app.firm.office.inbox("limit=200")).length).toBe(n);
}

async function saidBack(text: string): Promise<string | undefined> {
  const who = app.firm.customer();
  await who.writes(text);
  const [first] = await app.firm.office.thread(await who.conversationId());
  return first?.content.type === "text" ? first.content.text : undefined;
}

test.each([
  ["NUL", "vor\u0000nach"],
  ["half a surrogate pair", "kaputt \ud83d Ende"],
  ["the other half", "\udc4d"],
  ["a byte order mark", "\ufeffGuten Tag"],
  ["right-to-left override", "Rechnung\u202efdp.exe"],
  ["a noncharacter", "a\ufffe\uffffb"],
  ["a thousand marks on one letter", `Z${"\u0301".repeat(1_000)}`],
  ["a family of joined emoji", "👨‍👩‍👧‍👦".repeat(200)],
  ["control characters", "\u0001\u0007\u001b[31m\u007f\u0085"],
  ["line and paragraph separators", "a\u2028b\u2029c"],
])("a message with %s is stored and can be read", async (_name, text) => {
  expect(await saidBack(text)).toBe(kept(text));
  await expectInbox();
});

test("so is any other text", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 200 }), async (text) => {
      expect(await saidBack(text)).toBe(kept(text));
    }),
    { numRuns: 27 },
  );
  await expectInbox();
});

test("bytes that are no UTF-8, escaped halves and doubled names lose nothing else of their delivery", async () => {
  const { firm, http, deps, keyring, clock, drain } = app;
  const house = { deps, keyring, clock, http, drain };
  const means = { ...firm, house, accountId: firm.whatsappAccountId };
  const who = firm.customer();
  const from = { from: who.phone, from_user_id: who.bsuid, timestamp: "1795500000", type: "text" };
  const messages = [
    { ...from, id: "wamid.BYTES.1", text: { body: "PLATZHALTER" } },
    { ...from, id: "wamid.BYTES.2", text: { body: "heil" } },
  ];
  const text = JSON.stringify(delivery(means, { messages }));
  const [before = "", behind = ""] = text.split("PLATZHALTER");
  // Overlong NUL, a lone continuation byte, a cut sequence, an escaped half pair, an escaped NUL.
  const odd = Buffer.from([0xc0, 0x80, 0xff, 0xe2, 0x28]);
  const body = Buffer.concat([Buffer.from(before), odd, Buffer.from("\\ud800\\u0000"), Buffer.from(behind)]);
  expect((await post(means, body)).statusCode).toBe(200);
  await drain();
  who.last = "wamid.BYTES.2";
  const thread = await firm.office.thread(await who.conversationId());
  const said = thread.flatMap((m) => (m.direction === "in" && m.content.type === "text" ? [m.content.text] : []));
  expect(said.length).toBe(2);
  expect(said[0]).toContain("\u2400");
  expect(said[0]?.isWellFormed()).toBe(true);
  expect(said[1]).toBe("heil");
});
