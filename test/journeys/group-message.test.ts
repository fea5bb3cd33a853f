import { afterAll, beforeAll, expect, test } from "vitest";
import { ContactConsents } from "../../src/contract/consent.ts";
import type { ParkedDelivery } from "../../src/contract/parked.ts";
import { Today } from "../../src/contract/today.ts";
import { post } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** MS-3: Werkbote knows no groups with customers. Who writes to one has not written to the business. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

const toGroup = { type: "text", text: { body: "An alle" }, group_id: "GRUPPE1" };
const deliveries = async () => (await app.firm.owner.get("/api/parked-deliveries")) as ParkedDelivery[];
const parked = async () => (await deliveries()).map((one) => one.problem);

test("who writes to a group gets nothing in private, and no conversation opens", async () => {
  const who = app.firm.customer();
  await who.sends(toGroup);
  expect(leftFor(app, who)).toEqual([]);
  await expect(who.conversationId()).rejects.toThrow();
  expect(await parked()).toEqual(["Nachricht aus einer Gruppe: Werkbote schreibt nicht in Gruppen."]);
  // A number of the Cloud API has no telephone: whoever wants to know what was written reads it here.
  const id = (await deliveries())[0]?.id;
  const said = await app.firm.office.get(`/api/parked-deliveries/${id}/words`);
  expect(said).toEqual([{ at: app.clock.now().toISOString(), from: who.name, text: "An alle" }]);
  expect((await app.firm.owner.call("GET", `/api/parked-deliveries/${Number(id) + 1}/words`)).statusCode).toBe(404);
});

test("what a customer writes to a group counts for nothing in their own conversation", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const [id, last] = [await who.conversationId(), who.last];
  const identity = await who.identityId();
  const standing = () =>
    app.sql((tx) => tx.selectFrom("identity").selectAll().where("identity_id", "=", identity).executeTakeFirst());
  const before = await standing();
  app.clock.advance(3_600_000);
  await who.sends(toGroup);
  await who.sends({ type: "reaction", reaction: { message_id: last, emoji: "👍" }, group_id: "GRUPPE1" });
  expect(await standing()).toEqual(before);
  expect((await app.firm.office.thread(id)).filter((m) => m.direction === "in")).toHaveLength(1);
  expect(await parked()).toHaveLength(3);
});

test("news of a person that the person did not write begins nothing, and says what it was", async () => {
  const [before, who] = [await parked(), app.firm.customer()];
  await who.sends({ type: "system", system: { type: "customer_identity_changed", body: "Neues Gerät" } });
  expect(leftFor(app, who)).toEqual([]);
  await expect(who.conversationId()).rejects.toThrow();
  expect(await parked()).toHaveLength(before.length + 1);
  expect(await parked()).toContain("Eine Person hat ein neues Gerät oder WhatsApp neu eingerichtet.");
});

test("what belongs to nobody says what it is and what to do", async () => {
  await app.firm.customer().delivers({ contacts: [], messages: [{ type: "text", text: { body: "Wer bin ich?" } }] });
  expect((await parked())[0]).toMatch(/^Etwas Unlesbares kam ohne Absender an .*Telefon/);
});

test("what our side wrote on a telephone opens nothing, and stands in the log of deeds without a word of it", async () => {
  const who = app.firm.customer();
  const echo = { id: "wamid.PHONE1", from: "4937112345", to: who.phone, type: "text", text: { body: "Wir kommen" } };
  const second = { ...echo, id: "wamid.PHONE2" };
  await who.delivers({ message_echoes: [echo, second] }, "smb_message_echoes");
  // In other bytes and another batch it is the same.
  await who.delivers({ message_echoes: [{ ...second, later: true }, second] }, "smb_message_echoes");
  await expect(who.conversationId()).rejects.toThrow();
  const entries = await app.sql((tx) =>
    tx.selectFrom("audit_entry").selectAll().where("verb", "=", "notice-bypass").execute(),
  );
  expect(entries).toMatchObject([{ actor_kind: "server", subject_kind: "channel" }]);
  expect(entries[0]?.details).toEqual({ count: 2 });
});

test("bad news of the account is shown to who looks after the channel, good news is not", async () => {
  const before = await parked();
  const says = (event: string, more = {}) =>
    app.firm.customer().delivers({ metadata: undefined, event, ...more }, "account_update");
  await says("VERIFIED_ACCOUNT");
  expect(await parked()).toEqual(before);
  await says("ACCOUNT_RESTRICTION", { restriction_info: [{ restriction_type: "RESTRICTED_ADD_PHONE_NUMBER_ACTION" }] });
  expect((await parked())[0]).toMatch(/^WhatsApp hat das Konto des Betriebs eingeschränkt\./);
  // Taken in once more each would say the same.
  expect((await deliveries()).map((one) => one.retryHelps)).toEqual([false, ...before.map(() => false)]);
});

test("an alarm that comes again in other bytes, or with others, is the one that stands there; a new one is new", async () => {
  const before = (await parked()).length;
  const time = Math.floor(app.clock.now().getTime() / 1000);
  const change = (event: string) => ({ field: "account_update", value: { event, ban_info: { waba_ban_state: "X" } } });
  const { firm, http, deps, keyring, clock, drain } = app;
  const means = { house: { deps, keyring, clock, http, drain }, accountId: firm.whatsappAccountId, ...firm };
  const delivers = async (...entry: object[]) => {
    expect((await post(means, { object: "whatsapp_business_account", entry })).statusCode).toBe(200);
    await app.drain();
  };
  const violation = { id: "1", time, changes: [change("ACCOUNT_VIOLATION")] };
  await delivers(violation);
  await delivers({ changes: violation.changes, time, id: "1" });
  expect(await parked()).toHaveLength(before + 1);
  await delivers({ id: "1", time, changes: [change("ACCOUNT_VIOLATION"), change("ACCOUNT_RESTRICTION")] }, violation);
  expect(await parked()).toHaveLength(before + 2);
  await delivers({ id: "1", time, changes: [change("ACCOUNT_RESTRICTION")] });
  expect(await parked()).toHaveLength(before + 2);
  await delivers({ ...violation, time: time + 60 });
  expect(await parked()).toHaveLength(before + 3);
  // Beside it something that connecting its number would bring in: that was not said before.
  const message = { id: "wamid.NOWHERE", from: "4915550100009", type: "text", text: { body: "Hallo" } };
  const value = { metadata: { phone_number_id: "9990001234" }, messages: [message] };
  await delivers(violation, { id: "1", changes: [{ field: "messages", value }] });
  expect(await parked()).toHaveLength(before + 4);
  expect((await deliveries())[0]).toMatchObject({ retryHelps: true });
});

test("what went to a number that is not connected may be taken in once more, and is not done", async () => {
  const elsewhere = {
    metadata: { phone_number_id: "9990001234" },
    messages: [{ type: "text", text: { body: "Hallo" } }],
  };
  await app.firm.customer().delivers(elsewhere);
  const [newest] = await deliveries();
  expect([newest?.problem, newest?.retryHelps]).toEqual([expect.stringContaining("nicht verbunden"), true]);
  expect((await app.firm.owner.call("POST", `/api/parked-deliveries/${newest?.id}/settle`, {})).statusCode).toBe(404);
});

test("an alarm that somebody dealt with says who and when and waits for nobody, and the next of its kind does", async () => {
  const blocked = () =>
    app.firm
      .customer()
      .delivers(
        { metadata: undefined, event: "DISABLED_UPDATE", ban_info: { waba_ban_state: "DISABLE" } },
        "account_update",
      );
  const waiting = async () =>
    Today.parse(await app.firm.owner.get("/api/today")).needs.find(({ kind }) => kind === "parked")?.count ?? 0;
  const start = await waiting();
  await blocked();
  app.clock.advance(1000);
  await blocked();
  expect(await waiting()).toBe(start + 2);
  const [newest] = await deliveries();
  const settle = (by: "owner" | "office") =>
    app.firm[by].call("POST", `/api/parked-deliveries/${newest?.id}/settle`, {});
  expect((await settle("office")).statusCode).toBe(403);
  const at = app.clock.now().toISOString();
  expect((await settle("owner")).statusCode).toBe(200);
  expect((await settle("owner")).statusCode).toBe(404);
  expect(await waiting()).toBe(start);
  const done = { problem: newest?.problem, alike: 2, settled: { by: expect.stringMatching(/./), at } };
  expect((await deliveries()).slice(0, 2)).toMatchObject([done, done]);
  app.clock.advance(1000);
  await blocked();
  expect(await waiting()).toBe(start + 1);
  expect((await deliveries())[0]).toMatchObject({ problem: newest?.problem, alike: 1, settled: null });
});

test("a wish about advertising in a word nobody knows is said in that person's conversation, and begins none", async () => {
  const [before, stranger, who] = [await parked(), app.firm.customer(), app.firm.customer()];
  const wishes = (one: typeof who) =>
    one.delivers({ user_preferences: [{ wa_id: one.phone, user_id: one.bsuid, value: "snooze" }] }, "user_preferences");
  await who.writes("Guten Tag");
  await wishes(who);
  await wishes(stranger);
  const said = (await app.firm.office.thread(await who.conversationId())).filter((m) => m.direction === "in");
  expect(said.at(-1)).toMatchObject({
    automatic: true,
    content: { title: "WhatsApp meldet: Wunsch zu Werbung geändert" },
  });
  await expect(stranger.conversationId()).rejects.toThrow();
  expect(await parked()).toEqual(before);
});

test("news without an id of the channel is said once, however often and with whatever it is delivered", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const at = Math.floor(app.clock.now().getTime() / 1000);
  const wish = { wa_id: who.phone, user_id: who.bsuid, value: "snooze", timestamp: at };
  const delivers = (...user_preferences: object[]) => who.delivers({ user_preferences }, "user_preferences");
  const said = async () =>
    (await app.firm.office.thread(await who.conversationId())).filter((m) => m.direction === "in").length;
  await delivers(wish);
  await delivers({ ...wish, detail: "Erneut geliefert" });
  expect(await said()).toBe(2);
  await delivers(wish, { ...wish, timestamp: at - 60 });
  expect(await said()).toBe(3);
});

test("a stop that WhatsApp delivers again in another batch is one stop; a later one is a second", async () => {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const at = Math.floor(app.clock.now().getTime() / 1000);
  const stop = { wa_id: who.phone, user_id: who.bsuid, value: "stop", timestamp: at };
  const delivers = (...user_preferences: object[]) => who.delivers({ user_preferences }, "user_preferences");
  const path = `/api/contacts/${await who.contactId()}/consents`;
  const steps = async () => ContactConsents.parse(await app.firm.office.get(path)).items[0]?.steps.length;
  await delivers(stop);
  await delivers({ ...stop, detail: "Erneut geliefert" });
  expect(await steps()).toBe(1);
  app.clock.advance(60_000);
  await delivers(stop, { ...stop, timestamp: at + 60 });
  expect(await steps()).toBe(2);
});
