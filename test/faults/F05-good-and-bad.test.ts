import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** F05 (reliability, fault catalogue): one bad entry among many good ones in a delivery. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const parked = async () =>
  (await app.sql((tx) => tx.selectFrom("inbound_delivery").select("state").where("state", "=", "parked").execute()))
    .length;
const bad: readonly unknown[] = [
  null,
  "kein Objekt",
  7,
  [],
  {},
  { type: "text" },
  { id: "", type: "text", text: { body: "ohne Kennung" } },
  { id: "wamid.BAD", type: "text", text: "kein Objekt" },
  { id: "wamid.BAD", type: "hologramm", hologramm: {} },
  { id: "wamid.BAD", type: "image", image: { id: 12 } },
  { id: "wamid.BAD", type: "reaction" },
  { id: "x".repeat(9_000), type: "text", text: { body: "zu lange Kennung" } },
];

test("whatever stands at whatever place, the good messages are there and WhatsApp hears 200", async () => {
  let runs = 0;
  const property = async (length: number, at: number, kind: number) => {
    const who = app.firm.customer();
    runs += 1;
    const before = await parked();
    const from = { from: who.phone, from_user_id: who.bsuid, timestamp: "1795500000" };
    const good = Array.from({ length }, (_, i) => ({
      ...from,
      id: `wamid.GOOD.${runs}.${i}`,
      type: "text",
      text: { body: `Zeile ${i}` },
    }));
    const odd = bad[kind % bad.length];
    const named = typeof odd === "object" && odd !== null && "id" in odd && odd.id === "wamid.BAD";
    const wrong = named ? { ...from, ...odd, id: `wamid.BAD.${runs}` } : odd;
    const place = at % (length + 1);
    // `delivers` insists on 200.
    await who.delivers({ messages: [...good.slice(0, place), wrong, ...good.slice(place)] });
    who.last = `wamid.GOOD.${runs}.0`;
    const thread = await app.firm.office.thread(await who.conversationId());
    const said = thread.flatMap((m) => (m.direction === "in" && m.content.type === "text" ? m.content.text : []));
    expect(said.filter((text) => text.startsWith("Zeile"))).toEqual(good.map((m) => m.text.body));
    // The bad one is not gone: its words stand in the thread, or that it is not readable, or its delivery is parked and shown.
    const shown = thread.filter((m) => m.direction === "in").length - good.length;
    const reaction = named && "type" in odd && odd.type === "reaction";
    expect(shown + ((await parked()) - before)).toBeGreaterThanOrEqual(reaction ? 0 : 1);
  };
  const cases = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.nat(12), fc.nat(bad.length - 1));
  await fc.assert(
    fc.asyncProperty(cases, ([length, at, kind]) => property(length, at, kind)),
    {
      numRuns: 30,
      examples: bad.map((_, kind) => [[3, 1, kind]]),
    },
  );
});
