import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ContactView } from "../../src/contract/conversations.ts";
import { Permit } from "../../src/contract/policy.ts";
import { stopChannel } from "../../src/server/channels/stop-channel.action.ts";
import { listNotices } from "../../src/server/notices/list-notices.action.ts";
import { publishNotice } from "../../src/server/notices/publish-notice.action.ts";
import { hour, second } from "../../src/server/platform/instant.ts";
import { termin } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
/** What Meta approved in one story is not there in the next. */
afterEach(async () => {
  await app.sql((tx) => tx.deleteFrom("channel_template").where("name", "=", "datenschutz_hinweis").execute());
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

/** A first message that was under way for more than a day. */
async function writesLate(who: Customer, text = "Guten Tag, die Heizung ist kalt.") {
  const timestamp = String(Math.floor((app.clock.now().getTime() - 30 * hour) / second));
  await who.sends({ type: "text", text: { body: text }, timestamp });
  return await who.conversationId();
}
const permitFor = async (id: string, draft: object = { text: "Wir kommen morgen." }) =>
  Permit.parse(await app.firm.office.post(`/api/conversations/${id}/permit`, draft));
const left = (who: Customer) => leftFor(app, who);
const noticesOf = async (who: Customer) =>
  ContactView.parse(await app.firm.office.get(`/api/contacts/${await who.contactId()}`)).notices;
const lateTemplate = async () => {
  const { channels } = await app.sql((tx) => listNotices(app.deps, tx, app.firm.tenantId));
  return channels.find(({ channel }) => channel === "whatsapp")?.lateTemplate;
};
/** Meta approves the text the set-up offers for copying. */
async function approve(body: string | undefined, category = "utility") {
  await app.sql((tx) =>
    tx
      .insertInto("channel_template")
      .values({
        tenant_id: app.firm.tenantId,
        account_id: app.firm.whatsappAccountId,
        name: "datenschutz_hinweis",
        language: "de",
        category,
        status: "APPROVED",
        body: body ?? "",
        parameters: 1,
      })
      .execute(),
  );
}

test("a first message a day late: nothing leaves, the member reads why and what is left, and the next message frees it", async () => {
  const erika = app.firm.customer();
  const id = await writesLate(erika);
  for (const draft of [{ text: "Wir kommen morgen." }, { text: "", ...termin("Freitag") }]) {
    const permit = await permitFor(id, draft);
    expect(permit).toMatchObject({ verdict: "require", remedies: [] });
    expect(permit.why).toContain("wenn der Kunde wieder schreibt");
    expect(permit.wayOut?.phone).toBe(`+${erika.phone}`);
    expect(permit.wayOut?.page).toMatch(/\/k\/web$/);
  }
  const refused = await app.firm.office.reply(id, "Wir kommen morgen.");
  expect(refused.message.state).toBe("blocked");
  expect((await app.firm.office.reply(id, termin("Freitag"))).message.state).toBe("blocked");
  await writesLate(erika, "Hallo?");
  expect(left(erika)).toEqual([]);
  // One refused notice stands in the thread, however often something is tried meanwhile.
  expect((await app.firm.office.thread(id)).filter(({ automatic }) => automatic).length).toBe(1);
  await erika.writes("Sind Sie noch da?");
  expect(left(erika).map(isNotice)).toEqual([true]);
  expect(await noticesOf(erika)).toMatchObject([{ state: "sent" }]);
  await app.firm.office.post(`/api/messages/${refused.message.id}/retry`);
  await app.drain();
  expect(
    left(erika)
      .map(({ text }) => text)
      .at(-1),
  ).toBe("Wir kommen morgen.");
});

test("where Meta approved the notice as a template, it leaves at once, and the office answers with a template of its own", async () => {
  const offered = await lateTemplate();
  expect(offered?.approved).toBe(false);
  expect(offered?.body).toContain("{{1}}");
  expect(offered?.body.length).toBeLessThanOrEqual(1_024);
  await approve(offered?.body);
  expect((await lateTemplate())?.approved).toBe(true);
  const erika = app.firm.customer();
  const id = await writesLate(erika);
  const [notice] = left(erika);
  expect(notice?.content).toMatchObject({ type: "template", name: "datenschutz_hinweis" });
  expect(notice?.text).toMatch(/\/datenschutz\/whatsapp\/v\/1$/);
  const [proof] = await noticesOf(erika);
  expect(proof).toMatchObject({ state: "sent" });
  const stored = (await app.firm.office.thread(id)).find(({ automatic }) => automatic);
  expect(stored?.content).toMatchObject({ type: "template", text: proof?.text });
  expect((await permitFor(id)).remedies).toMatchObject([{ token: "template_utility" }]);
  await app.firm.office.reply(id, termin("Freitag"));
  expect(
    left(erika)
      .map(({ text }) => text)
      .at(-1),
  ).toBe("termin Freitag");
});

test.each([
  ["other words", (body: string) => body.replace("Recht auf Widerspruch", "Recht"), "utility"],
  ["a marketing category", (body: string) => body, "marketing"],
])("a template with %s is no notice", async (_name, change, category) => {
  await approve(change((await lateTemplate())?.body ?? ""), category);
  const erika = app.firm.customer();
  const id = await writesLate(erika);
  expect(left(erika)).toEqual([]);
  expect((await permitFor(id)).wayOut).not.toBeNull();
});

test("approved only after the notice failed: the permit line says that it goes before the template, and it does", async () => {
  const erika = app.firm.customer();
  const id = await writesLate(erika);
  expect(left(erika)).toEqual([]);
  await approve((await lateTemplate())?.body);
  const permit = await permitFor(id, { text: "", ...termin("Freitag") });
  expect(permit).toMatchObject({ wayOut: null, remedies: [{ token: "deliver_notice", automatic: true }] });
  expect(permit.why).toContain("mit genehmigter Vorlage geht er von selbst vor deiner Antwort");
  await app.firm.office.reply(id, termin("Freitag"));
  expect(left(erika).map(({ text }) => text)).toEqual([
    expect.stringMatching(/^datenschutz_hinweis .*\/v\/1$/),
    "termin Freitag",
  ]);
});

test("a notice that changed in substance after the day was over goes in front of the template, in its own template", async () => {
  await approve((await lateTemplate())?.body);
  const erika = app.firm.customer();
  await erika.writes("Guten Tag");
  const owner = await app.firm.callerOf("owner");
  const input = { change: "material", reason: "Neue Fassung zum Test" } as const;
  await app.sql((tx) => publishNotice(app.deps, tx, owner, "whatsapp", input));
  await app.pass(25 * hour);
  await app.firm.office.reply(await erika.conversationId(), termin("Freitag"));
  expect(
    left(erika)
      .map(({ text }) => text)
      .slice(1),
  ).toEqual([expect.stringMatching(/^datenschutz_hinweis .*\/v\/2$/), "termin Freitag"]);
});

test("a stopped channel is not told to wait for the customer, and its notices pile up nowhere", async () => {
  const by = { tenantId: app.firm.tenantId, actor: { kind: "server", id: null }, deviceId: null } as const;
  await app.sql((tx) => stopChannel(app.deps, tx, by, app.firm.whatsappAccountId));
  const erika = app.firm.customer();
  for (const text of ["Guten Tag", "Hallo?", "Noch da?"]) await erika.writes(text);
  const id = await erika.conversationId();
  expect((await app.firm.office.thread(id)).filter(({ automatic }) => automatic).length).toBe(1);
  expect((await permitFor(id)).wayOut).toBeNull();
});
