import { afterAll, beforeAll, expect, test } from "vitest";
import { RetentionView } from "../../src/contract/retention.ts";
import { server } from "../../src/server/audit/audit.ts";
import { putSuppressed } from "../../src/server/consent/suppression.store.ts";
import { day } from "../../src/server/platform/instant.ts";
import { beginErasure } from "../../src/server/retention/begin-erasure.action.ts";
import { carryOutErasure } from "../../src/server/retention/carry-out-erasure.action.ts";
import { openErasures } from "../../src/server/retention/erasure.store.ts";
import { sweep } from "../../src/server/retention/sweep.job.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** Art. 21(3), LK-7: whoever said STOPP and was deleted gets no advert either when they write again. */
let app: TestApp;
const phone = "4915550770077";
const bsuid = "DE.000000000000770077";

beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const marks = () => app.sql((tx) => tx.selectFrom("suppression").selectAll().execute());

async function erase(customer: Customer): Promise<void> {
  const { tenantId } = app.firm;
  const wish = {
    tenantId,
    contactId: await customer.contactId(),
    cause: "request",
    actor: server,
    deviceId: null,
  } as const;
  const erasureId = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  await carryOutErasure(app.deps, undefined, tenantId, erasureId);
  await app.drain();
  app.clock.advance(day);
}

const standing = async (customer: Customer) => {
  const answer = (await app.firm.office.get(`/api/contacts/${await customer.contactId()}/consents`)) as {
    items: { state: string }[];
  };
  return answer.items.map((one) => one.state);
};

test("after STOPP and deletion a keyed hash of each address stays, and nothing that can be read", async () => {
  const first = app.firm.customer({ name: "Sagt Stopp", phone, bsuid });
  await first.writes("Was kostet ein Bad?");
  await first.consent("granted");
  await first.writes("STOPP");
  await erase(first);
  expect((await marks()).map((row) => row.kind).sort()).toEqual(["bsuid", "phone"]);
  expect(JSON.stringify(await marks())).not.toContain(phone.slice(4));
});

test("whoever did not object leaves no mark", async () => {
  const quiet = app.firm.customer({ name: "Sagt Nichts" });
  await quiet.writes("Guten Tag");
  await quiet.consent("granted");
  const before = (await marks()).length;
  await erase(quiet);
  expect((await marks()).length).toBe(before);
});

test("who writes again under a new id of the same number has objected already; no advert leaves, no paper helps", async () => {
  const again = app.firm.customer({ name: "Ist Wieder Da", phone, bsuid: "DE.000000000000770078" });
  await again.writes("Hallo, ich bin es");
  expect(await standing(again)).toEqual(["withdrawn"]);
  const left = app.left.length;
  const conversationId = await again.conversationId();
  const advert = await app.firm.office.reply(conversationId, {
    text: "Nur diese Woche 20 % Rabatt auf alle Badmöbel!",
    messageClass: "advertising",
  });
  expect(advert.message.state).toBe("blocked");
  expect(app.left.length).toBe(left);
  const heard = { identityId: await again.identityId(), note: "Zettel an der Kasse", source: "paper" };
  await app.firm.office.post(`/api/contacts/${await again.contactId()}/consents`, heard);
  expect(await standing(again)).toEqual(["pending"]);
  expect((await marks()).map((row) => row.kind).sort()).toEqual(["bsuid", "phone"]);
});

test("only they themselves change it, and then the mark is gone", async () => {
  const again = app.firm.customer({ name: "Will Doch", phone, bsuid: "DE.000000000000770078" });
  await again.writes("START");
  expect(await standing(again)).toEqual(["granted"]);
  expect((await marks()).map((row) => row.kind)).toEqual(["bsuid"]);
});

test("a mark stays while the business advertises, and goes at the yearly look once it no longer does", async () => {
  const view = async () => RetentionView.parse(await app.firm.owner.get("/api/retention"));
  const record = async () => (await view()).records.find((row) => row.what === "suppressions");
  expect(await record()).toMatchObject({ count: 1, on: "2027-11-24" });
  app.clock.set("2027-11-24T02:00:00Z");
  app.clock.advance(-day);
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect((await record())?.on).toBe("2027-11-24");
  // Within the year somebody was asked: looked at, and kept.
  app.clock.set("2027-11-24T02:00:00Z");
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect(await record()).toMatchObject({ count: 1, on: "2028-11-24" });
  app.clock.set("2028-11-25T02:00:00Z");
  await sweep(app.deps, app.firm.tenantId, { whatsapp: app.whatsapp });
  expect((await record())?.count).toBe(0);
  expect((await view()).sweeps[0]?.deleted.suppressions).toBe(1);
});

test("who writes between the end of the period and the deletion stays, and can ask for deletion later", async () => {
  const { tenantId } = app.firm;
  const customer = app.firm.customer({ name: "Meldet Sich Wieder" });
  await customer.writes("Was kostet ein Bad?");
  const wish = {
    tenantId,
    contactId: await customer.contactId(),
    cause: "period",
    actor: server,
    deviceId: null,
  } as const;
  const begun = await app.sql((tx) => beginErasure(app.deps, tx, wish));
  await customer.writes("Jetzt passt es doch");
  // The queue and the sweep both carry it out: each hears that nothing went, so that none counts it as gone.
  for (const _one of ["queue", "sweep"])
    expect(await carryOutErasure(app.deps, undefined, tenantId, begun)).toBe("void");
  expect(await app.sql((tx) => openErasures(tx))).toEqual([]);
  expect(JSON.stringify(await app.firm.office.thread(await customer.conversationId()))).toContain(
    "Jetzt passt es doch",
  );
  await erase(customer);
  expect((await app.firm.office.inbox("limit=200")).map((row) => row.name)).not.toContain("Meldet Sich Wieder");
});

test("a mark made after they wrote: a paper that comes first opens nothing for good either", async () => {
  const late = app.firm.customer({ name: "Hat Zwei Kennungen" });
  await late.writes("Guten Tag");
  const identityId = await late.identityId();
  await app.sql((tx) => putSuppressed(tx, [identityId], app.clock.now(), "2028-11-25"));
  const heard = { identityId, note: "Zettel an der Kasse", source: "paper" };
  await app.firm.office.post(`/api/contacts/${await late.contactId()}/consents`, heard);
  app.clock.advance(31 * day);
  expect(await standing(late)).toEqual(["withdrawn"]);
  // Writing to them again is welcome; adverts are not.
  const kept = (await marks()).length;
  await late.writes("ALLES STOPP");
  await late.writes("START");
  expect([(await marks()).length, await standing(late)]).toEqual([kept, ["withdrawn"]]);
});
