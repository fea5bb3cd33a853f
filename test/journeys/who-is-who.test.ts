import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactView } from "../../src/contract/conversations.ts";
import { ParkedDelivery } from "../../src/contract/parked.ts";
import { keepReadStatus } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

const contact = async (id: string) => ContactView.parse(await app.firm.office.get(`/api/contacts/${id}`));

test("somebody known by user name first and by number later is one person with one notice", async () => {
  const erika = app.firm.customer({ phone: undefined });
  await erika.writes("Hallo, ich bin ohne Nummer hier.");
  const first = await erika.contactId();
  erika.phone = "4915550990001";
  await erika.writes("Jetzt mit Nummer.");
  expect(await erika.contactId()).toBe(first);
  const { identities, notices } = await contact(first);
  expect(identities.length).toBe(1);
  expect(identities[0]?.addresses.map(({ kind }) => kind).sort()).toEqual(["bsuid", "phone"]);
  expect(notices.length).toBe(1);
  expect(leftFor(app, erika).map(isNotice)).toEqual([true]);
});

test("a changed number merges nobody: the old conversation says so, the new number is somebody new with a notice of their own", async () => {
  const old = app.firm.customer();
  await old.writes("Guten Tag");
  await old.consent("granted");
  const oldId = await old.conversationId();
  const next = { wa_id: "4915550990009", user_id: "DE.990000000000000009" };
  const system = { type: "user_changed_number", body: "Nummer geändert", previous_user_id: old.bsuid, ...next };
  await old.sends({ type: "system", system });
  const thread = await app.firm.office.thread(oldId);
  expect(thread.at(-1)).toMatchObject({ automatic: true, content: { type: "structured" } });
  const said = JSON.stringify(thread.at(-1)?.content);
  expect(said).toContain("Die neue Nummer endet auf 0009.");
  expect(said).toContain("Frag nach, bevor du");
  const moved = app.firm.customer({ name: old.name, phone: next.wa_id, bsuid: next.user_id });
  await moved.writes("Ich habe eine neue Nummer.");
  expect(await moved.contactId()).not.toBe(await old.contactId());
  expect(await moved.conversationId()).not.toBe(oldId);
  expect((await contact(await moved.contactId())).identities[0]?.advertising).toBe("none");
  expect(leftFor(app, moved).map(isNotice)).toEqual([true]);
});

test("where only the id is new, no number is called new", async () => {
  const erika = app.firm.customer({ phone: "4915550990010" });
  await erika.writes("Guten Tag");
  const user_id = { previous: erika.bsuid, current: "DE.990000000000000010" };
  await erika.delivers({ user_id_update: [{ wa_id: erika.phone, user_id }] }, "user_id_update");
  const said = JSON.stringify((await app.firm.office.thread(await erika.conversationId())).at(-1)?.content);
  expect(said).toContain("neue Nummer oder Kennung");
  expect(said).not.toContain("endet auf");
});

test("a changed number that is the one we know says nothing: no new conversation will come of it", async () => {
  const erika = app.firm.customer();
  await erika.writes("Guten Tag");
  const id = await erika.conversationId();
  const before = await app.firm.office.thread(id);
  const same = { type: "user_changed_number", body: "Nummer geändert", wa_id: erika.phone };
  await erika.sends({ type: "system", system: same });
  await erika.sends({ type: "system", system: { ...same, previous_user_id: erika.bsuid, user_id: erika.bsuid } });
  const user_id = { previous: erika.bsuid, current: erika.bsuid };
  await erika.delivers({ user_id_update: [{ wa_id: erika.phone, user_id }] }, "user_id_update");
  expect(await app.firm.office.thread(id)).toEqual(before);
});

test("a changed number whose id is the one we know is theirs from then on, also where they write by it alone", async () => {
  const erika = app.firm.customer();
  await erika.writes("Guten Tag");
  const [id, first] = [await erika.contactId(), await erika.conversationId()];
  const phone = "4915550990011";
  const system = { type: "user_changed_number", body: "Nummer geändert", wa_id: phone, user_id: erika.bsuid };
  await erika.sends({ type: "system", system: { ...system, previous_user_id: erika.bsuid } });
  const said = JSON.stringify((await app.firm.office.thread(first)).at(-1)?.content);
  expect(said).toContain("endet auf 0011");
  expect(said).not.toContain("neues Gespräch");
  const again = app.firm.customer({ name: erika.name, phone, bsuid: undefined });
  await again.writes("Ich bin es, Erika.");
  expect(await again.contactId()).toBe(id);
  expect(leftFor(app, again).map(isNotice)).toEqual([]);
});

test("a number that a new owner took over does not open the old owner's conversation", async () => {
  const before = app.firm.customer();
  await before.writes("Meine alte Nummer");
  const after = app.firm.customer({ phone: before.phone });
  await after.writes("Ich bin neu an dieser Nummer");
  expect(await after.contactId()).not.toBe(await before.contactId());
  const thread = await app.firm.office.thread(await after.conversationId());
  expect(JSON.stringify(thread)).not.toContain("Meine alte Nummer");
});

test("who is answered where their number has left for another conversation learns where it is", async () => {
  const byNumber = app.firm.customer({ bsuid: undefined });
  await byNumber.writes("Nur mit Nummer");
  const old = await byNumber.conversationId();
  const byName = app.firm.customer({ phone: undefined });
  await byName.writes("Nur mit Namen");
  byName.phone = byNumber.phone;
  await byName.writes("Jetzt mit beidem");
  await app.firm.office.reply(old, "Wir kommen um acht.");
  expect((await app.firm.office.thread(old)).at(-1)).toMatchObject({
    state: "failed",
    // WA-7: it may be somebody else's by now, to whom this answer is none.
    stateWhy: expect.stringMatching(
      /Die Nummer gehört jetzt zu einem anderen Gespräch\..* ob es dieselbe Person ist\./,
    ),
  });
});

test("a message of a kind nobody knows is shown as not displayable, with its words, in its conversation", async () => {
  const erika = app.firm.customer();
  await erika.sends({ type: "hologram", hologram: { secret: "Es riecht nach Gas" } });
  const row = await app.firm.office.row(await erika.conversationId());
  // Whom to answer first is seen in the list.
  expect(row.preview.text).toBe("Nicht darstellbar: Es riecht nach Gas");
  const [message] = await app.firm.office.thread(row.id);
  expect(message?.content).toMatchObject({ type: "unsupported" });
  await app.firm.office.reply(row.id, "Das konnten wir leider nicht öffnen.");
  expect(leftFor(app, erika).length).toBe(2);
});

test("a delivery that belongs nowhere is kept, shown, and costs the others nothing", async () => {
  const erika = app.firm.customer();
  await erika.delivers({ hologram: [1] }, "hologram_update");
  await erika.delivers({ messages: [{ type: "text", text: { body: "ohne Absender" } }], contacts: [] });
  await erika.writes("Und eine ganz normale Nachricht");
  const parked = ParkedDelivery.array().parse(await app.firm.office.get("/api/parked-deliveries"));
  expect(parked.length).toBeGreaterThan(0);
  expect(parked[0]).toMatchObject({ problem: expect.stringMatching(/./), channelLabel: expect.any(String) });
  await app.firm.office.post(`/api/parked-deliveries/${parked[0]?.id}/retry`);
  await app.drain();
  expect(ParkedDelivery.array().parse(await app.firm.office.get("/api/parked-deliveries")).length).toBe(parked.length);
  expect((await app.firm.office.thread(await erika.conversationId())).filter((m) => m.direction === "in").length).toBe(
    1,
  );
});

test.each([
  ["a number", {}],
  ["a hidden number", { phone: undefined }],
])("160 texts of %s that come in the very first delivery are one conversation, in their order", async (_, who) => {
  const writer = app.firm.customer(who);
  const said = Array.from({ length: 160 }, (_one, n) => `Zeile ${n + 1}`);
  await writer.writesAll(said);
  const thread = await app.firm.office.thread(await writer.conversationId());
  const shown = thread.flatMap(({ content }) => ("text" in content ? [content.text] : []));
  expect(shown.filter((text) => text.startsWith("Zeile"))).toEqual(said);
});

test("the same delivery again and again over eight days is one message, and no status goes backwards", async () => {
  await keepReadStatus(app.firm);
  const erika = app.firm.customer();
  await erika.writes("Einmal nur");
  const id = await erika.conversationId();
  await app.firm.office.reply(id, "Gern.");
  const outcome = leftFor(app, erika).at(-1)?.outcome;
  const externalId = outcome?.kind === "sent" ? outcome.externalId : "";
  await erika.receipt(externalId, "read");
  for (const status of ["sent", "delivered"] as const) await erika.receipt(externalId, status);
  const again = {
    messages: [
      {
        from: erika.phone,
        from_user_id: erika.bsuid,
        id: erika.last,
        timestamp: "1795500000",
        type: "text",
        text: { body: "Einmal nur" },
      },
    ],
  };
  for (let i = 0; i < 8; i++) {
    await Promise.all(Array.from({ length: 12 }, (_, n) => erika.delivers({ ...again, probe: `${i % 2}-${n % 6}` })));
    await app.pass(86_400_000);
  }
  const thread = await app.firm.office.thread(id);
  expect(thread.filter((m) => m.direction === "in").length).toBe(1);
  expect(thread.find((m) => m.direction === "out" && !m.automatic)?.state).toBe("read");
  expect(leftFor(app, erika).length).toBe(2);
  const identityId = await erika.identityId();
  const counted = app.sql((tx) =>
    tx.selectFrom("identity").select("inbound_count").where("identity_id", "=", identityId).execute(),
  );
  expect(await counted).toEqual([{ inbound_count: 1 }]);
});
