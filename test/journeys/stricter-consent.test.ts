import { afterAll, beforeAll, expect, test } from "vitest";
import { Ampel } from "../../src/contract/ampel.ts";
import { ConsentList, ContactConsents } from "../../src/contract/consent.ts";
import { day, minute } from "../../src/server/platform/instant.ts";
import { aktion } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

test("a stricter limit acts at once: on the screens, on what is written, and not a month later", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag, mein Bad ist undicht.");
  const id = await who.conversationId();
  await who.consent("granted");
  const office = app.firm.office;
  const advert = async () => (await office.reply(id, aktion("Armaturen"))).permit;
  const shown = async () => ({
    register: ConsentList.parse(await app.firm.owner.get("/api/consents")).items.find(
      ({ conversationId }) => conversationId === id,
    )?.state,
    contact: ContactConsents.parse(await office.get(`/api/contacts/${await who.contactId()}/consents`)).items[0]?.state,
  });
  // 40 days are one whole month and some: a limit of one month is over by days, not by a month.
  await app.pass(40 * day);
  await who.writes("Noch eine Frage zum Bad.");
  expect(await shown()).toEqual({ register: "granted", contact: "granted" });
  expect((await advert()).verdict).toBe("allow");
  await app.pass(40 * day);
  await who.writes("Und noch eine.");
  await app.firm.tx((tx) =>
    tx
      .insertInto("ruleset")
      .values({
        tenant_id: app.firm.tenantId,
        version: 1,
        limits: JSON.stringify({ consentIdleMonths: 1 }),
        at: app.clock.now(),
        member_id: app.firm.owner.memberId,
      })
      .execute(),
  );
  expect(await shown()).toEqual({ register: "expired", contact: "expired" });
  const permit = await advert();
  expect(permit.verdict).toBe("require");
  expect(permit.why).toContain("seit einem Monat nicht genutzt");
});

test("the consent of somebody erased is a proof only: it ends nothing, warns of nothing and leads nowhere", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const conversationId = await who.conversationId();
  const identityId = await who.identityId();
  await who.consent("granted");
  await app.pass(26 * day);
  const list = async (show: string) =>
    ConsentList.parse(await app.firm.owner.get(`/api/consents?show=${show}`)).items.filter(
      (item) => item.identityId === identityId,
    );
  const before = (await list("ending"))[0];
  expect(before).toMatchObject({ conversationId, erased: false, expiresSoon: true });
  const lights = async () => Ampel.parse(await app.firm.owner.get("/api/law/ampel"));
  expect((await lights()).lights.find(({ duty }) => duty === "consent-use")?.level).toBe("amber");
  // What an erasure leaves of a contact: the row, and no key to anything.
  const contactId = await who.contactId();
  await app.firm.tx((tx) => tx.deleteFrom("contact_key").where("contact_id", "=", contactId).execute());
  expect(await list("ending")).toEqual([]);
  expect(await list("granted")).toEqual([]);
  expect((await list("ended"))[0]).toMatchObject({ erased: true, expiresAt: null, expiresSoon: false });
  // Page by page they stand last as well, behind whoever wants none.
  const other = app.firm.customer();
  await other.writes("Guten Tag");
  await other.consent("withdrawn");
  const page = async (cursor: string) => ConsentList.parse(await app.firm.owner.get(`/api/consents?limit=2${cursor}`));
  const first = await page("");
  expect((await page(`&cursor=${first.nextCursor}`)).items).toMatchObject([{ identityId, erased: true }]);
  expect((await lights()).lights.find(({ duty }) => duty === "consent-use")?.level).toBe("green");
});

test("an advert that waited for the notice, and one that was refused first, are a use of the consent like every other", async () => {
  const who = app.firm.customer();
  app.whatsapp.script.push(unreachable);
  await who.writes("Guten Tag, mein Bad ist undicht.");
  const id = await who.conversationId();
  await who.consent("granted");
  const office = app.firm.office;
  const uses = async () =>
    ContactConsents.parse(await office.get(`/api/contacts/${await who.contactId()}/consents`)).items[0]?.steps.filter(
      ({ state }) => state === "used",
    ).length;
  const sent = await office.reply(id, aktion("Armaturen"));
  expect([sent.permit.verdict, sent.message.state]).toEqual(["require", "queued"]);
  await app.pass(minute);
  expect((await office.thread(id)).find((one) => one.id === sent.message.id)?.state).toBe("sent");
  expect(await uses()).toBe(1);
  await who.consent("withdrawn");
  const refused = await office.reply(id, aktion("Spiegel"));
  expect(refused.message.state).toBe("blocked");
  app.clock.advance(minute);
  await who.consent("granted");
  await office.post(`/api/messages/${refused.message.id}/retry`);
  await app.drain();
  expect((await office.thread(id)).find((one) => one.id === refused.message.id)?.state).toBe("sent");
  expect(await uses()).toBe(2);
});
