import { afterAll, beforeAll, expect, test } from "vitest";
import { SentCounts } from "../../src/contract/sent-counts.ts";
import { termin } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { uncertain, unreachable } from "../support/fake-channel.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const goTo = async (at: string) => app.pass(Date.parse(at) - app.deps.clock.now().getTime());
const months = async (id: string) =>
  SentCounts.parse(await app.firm.office.get(`/api/conversations/${id}/sent-counts`)).months;

test("what a number sent is counted by the month it left in, where the business is (WA-4)", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  // The privacy notice left with the first message.
  expect(await months(id)).toEqual([{ month: "2026-11", service: 1, utility: 0, marketing: 0 }]);
  // The last minute of November in Berlin, in UTC still before eleven.
  await goTo("2026-11-30T22:58:00Z");
  await who.writes("Und noch etwas");
  await app.firm.office.reply(id, "Noch im November");
  await goTo("2026-11-30T23:01:00Z");
  await app.firm.office.reply(id, "Schon im Dezember");
  await app.drain();
  expect(await months(id)).toEqual([
    { month: "2026-12", service: 1, utility: 0, marketing: 0 },
    { month: "2026-11", service: 2, utility: 0, marketing: 0 },
  ]);

  // Tried twice and left once is one message; one that left somehow counts when somebody knows.
  await who.writes("Hallo?");
  app.whatsapp.script.push(unreachable);
  await app.firm.office.reply(id, "Einmal");
  await app.pass(2 * 60_000);
  app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Vielleicht");
  await app.pass(3_600_000);
  expect((await months(id))[0]).toMatchObject({ month: "2026-12", service: 2 });
  await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "sent" });
  expect((await months(id))[0]).toMatchObject({ month: "2026-12", service: 3 });

  // Or when WhatsApp's receipt says so, which it does more than once.
  app.whatsapp.script.push(uncertain);
  const { message: lost } = await app.firm.office.reply(id, "Und noch einmal vielleicht");
  await app.pass(60_000);
  for (const state of ["sent", "delivered", "delivered"] as const)
    await who.receipt("wamid.COUNTED", state, { biz_opaque_callback_data: lost.id });
  expect((await months(id))[0]).toMatchObject({ month: "2026-12", service: 4 });

  // From one year into the next, with a template outside the window.
  await goTo("2026-12-31T23:30:00Z");
  await app.firm.office.reply(id, termin("Montag"));
  await app.drain();
  expect((await months(id))[0]).toEqual({ month: "2027-01", service: 0, utility: 1, marketing: 0 });
  expect((await months(id)).map(({ month }) => month)).toEqual(["2027-01", "2026-12", "2026-11"]);
});
