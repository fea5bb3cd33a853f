import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactView } from "../../src/contract/conversations.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import { aktion } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

/** Somebody who wrote and has the notice; what left since then is asked for by `said`. */
async function inTalk(text = "Guten Tag, mein Bad ist undicht."): Promise<{ who: Customer; id: string }> {
  const who = app.firm.customer();
  await who.writes(text);
  return { who, id: await who.conversationId() };
}
const said = (who: Customer) =>
  leftFor(app, who)
    .filter((left) => !isNotice(left))
    .map(({ text }) => text);
const advertisingOf = async (who: Customer) =>
  ContactView.parse(await app.firm.office.get(`/api/contacts/${await who.contactId()}`)).identities[0]?.advertising;
/** The messages that count among those with the same text (MS-1): one that reached nobody does not. */
const countedAdverts = async () =>
  (await app.sql((tx) => tx.selectFrom("advert_print").select("message_id").execute())).map((row) => row.message_id);

test("an appointment with a discount below it stays until the discount is taken out", async () => {
  const { who, id } = await inTalk();
  const mixed = "Ihr Termin ist morgen um acht. PS: Nur diese Woche 20 % Rabatt auf alle Thermostate!";
  const { permit, message } = await app.firm.office.reply(id, mixed);
  expect(permit).toMatchObject({ verdict: "require", remedies: [{ token: "remove_promo" }] });
  expect(permit.signals.length).toBeGreaterThan(0);
  expect(message.state).toBe("blocked");
  await app.firm.office.reply(id, "Ihr Termin ist morgen um acht.");
  expect(said(who)).toEqual(["Ihr Termin ist morgen um acht."]);
});

test("an advert does not leave without consent, whatever class the member picks", async () => {
  const { who, id } = await inTalk();
  const advert = "Nur diese Woche: 20 % Rabatt auf alle Badmöbel! Jetzt zuschlagen!";
  for (const messageClass of ["transactional", "service_info", "advertising"] as const) {
    const { permit, message } = await app.firm.office.reply(id, { text: advert, messageClass });
    expect([messageClass, permit.verdict, message.state]).toEqual([messageClass, "deny", "blocked"]);
    expect(permit.rules.map((rule) => rule.id)).toContain("AD-2");
  }
  expect(said(who)).toEqual([]);
});

test("a Christmas greeting does not leave; greeting back does", async () => {
  const { who, id } = await inTalk();
  const greeting = "Das ganze Team wünscht Ihnen frohe Weihnachten und einen guten Rutsch!";
  const { permit } = await app.firm.office.reply(id, greeting);
  expect(permit).toMatchObject({ verdict: "deny", remedies: [{ token: "remove_promo", automatic: false }] });
  expect(permit.why).toContain("Ein Gruß");
  expect(permit.signals.length).toBeGreaterThan(0);
  expect(said(who)).toEqual([]);
  await who.writes("Frohe Weihnachten an das ganze Team!");
  await app.firm.office.reply(id, "Danke, Ihnen auch frohe Weihnachten.");
  expect(said(who)).toEqual(["Danke, Ihnen auch frohe Weihnachten."]);
});

test("with consent an advert leaves in an approved template with the way to stop it, and not as free text", async () => {
  const { who, id } = await inTalk();
  await who.consent("granted");
  const free = { text: "Diese Woche 20 % Rabatt. Schreiben Sie STOPP.", messageClass: "advertising" as const };
  expect((await app.firm.office.reply(id, free)).permit.verdict).toBe("require");
  await app.firm.office.reply(id, aktion());
  expect(said(who)).toEqual(["aktion Thermostate"]);
});

test("consent withdrawn between writing and leaving stops the advert at the door", async () => {
  const { who, id } = await inTalk();
  await who.consent("granted");
  app.whatsapp.script.push(unreachable);
  const { message } = await app.firm.office.reply(id, aktion());
  expect(said(who).length).toBe(1);
  await who.writes("STOPP");
  await app.pass(minute);
  // The one advert that was tried, and the confirmation; not the advert again.
  expect(said(who).length).toBe(2);
  expect(said(who).at(-1)).toContain("keine Werbung mehr");
  const shown = (await app.firm.office.thread(id)).find((one) => one.id === message.id);
  expect(shown).toMatchObject({ state: "blocked", stateWhy: expect.stringContaining("widerrufen") });
  expect(await countedAdverts()).not.toContain(message.id);
});

test("so does a template that Meta puts into another category between writing and leaving (WA-3)", async () => {
  const { who, id } = await inTalk();
  await who.consent("granted");
  app.whatsapp.script.push(unreachable);
  const { message } = await app.firm.office.reply(id, aktion());
  const isNow = (category: string) =>
    app.sql((tx) => tx.updateTable("channel_template").set({ category }).where("name", "=", "aktion").execute());
  await isNow("utility");
  await app.pass(minute);
  await isNow("marketing");
  expect(said(who).length).toBe(1);
  const shown = (await app.firm.office.thread(id)).find((one) => one.id === message.id);
  expect(shown).toMatchObject({ state: "blocked", stateWhy: expect.stringContaining("Werbevorlage") });
  expect(await countedAdverts()).not.toContain(message.id);
});

test.each(["STOPP", "Stop!", "abmelden", "Keine Werbung", "WIDERRUF"])(
  "%s ends advertising at once, and orders go on",
  async (word) => {
    const { who, id } = await inTalk();
    await who.consent("granted");
    await who.writes(word);
    expect(await advertisingOf(who)).toBe("withdrawn");
    expect((await app.firm.office.reply(id, aktion())).permit.verdict).toBe("deny");
    await app.firm.office.reply(id, "Ihr Ersatzteil ist da.");
    expect(said(who)).toEqual([expect.stringContaining("keine Werbung mehr"), "Ihr Ersatzteil ist da."]);
  },
);

test("a button of a template that says stop ends advertising as the word does, and one that says yes gives nothing", async () => {
  const { who } = await inTalk();
  const presses = (text: string) => who.sends({ type: "button", button: { payload: text, text } });
  await who.consent("asked");
  await presses("JA WERBUNG");
  expect(await advertisingOf(who)).toBe("asked");
  await who.consent("granted");
  await presses("Keine Werbung mehr");
  expect(await advertisingOf(who)).toBe("withdrawn");
});

test("a stop word in a sentence about the job is about the job", async () => {
  const { who } = await inTalk();
  await who.consent("granted");
  await who.writes("Stopp, morgen bitte nicht kommen!");
  expect(await advertisingOf(who)).toBe("granted");
});

test("Meta's stop ends advertising at once, and Meta's resume brings nothing back", async () => {
  const { who, id } = await inTalk();
  await who.consent("granted");
  await who.prefers("stop");
  expect(await advertisingOf(who)).toBe("withdrawn");
  expect((await app.firm.office.reply(id, aktion())).permit.verdict).toBe("deny");
  await who.prefers("resume");
  expect((await app.firm.office.reply(id, aktion())).permit.verdict).toBe("deny");
  expect(said(who)).toEqual([]);
});

test("the eleventh customer does not get the same advert on one day, although all agreed", async () => {
  const verdicts: string[] = [];
  for (let i = 0; i < 12; i++) {
    const { who, id } = await inTalk();
    await who.consent("granted");
    verdicts.push((await app.firm.office.reply(id, aktion("Duschkabinen"))).permit.verdict);
  }
  expect(verdicts).toEqual([...Array.from({ length: 10 }, () => "allow"), "deny", "deny"]);
  const { who, id } = await inTalk();
  await who.consent("granted");
  expect((await app.firm.office.reply(id, aktion("Wärmepumpen"))).permit.verdict).toBe("allow");
  await app.pass(25 * hour);
  await who.writes("Danke");
  expect((await app.firm.office.reply(id, aktion("Duschkabinen"))).permit.verdict).toBe("allow");
});
