import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SendAnswer } from "../../src/contract/messages.ts";
import { activateChannel } from "../../src/server/channel-setup/activate-channel.action.ts";
import { stopChannel } from "../../src/server/channels/stop-channel.action.ts";
import { demoGapDecision } from "../../src/server/demo/demo-business.ts";
import { day, hour, minute, second } from "../../src/server/platform/instant.ts";
import { decideGaps } from "../../src/server/processors/decide-gaps.action.ts";
import { switchTransfer } from "../../src/server/processors/switch-transfer.action.ts";
import { termin } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import type { Customer } from "../support/a-customer.ts";
import { memberBrowser, type TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { rejected, unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";

let app: TestApp;
let owner: TestBrowser;
let erika: Customer;
let id: string;
beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
/** Each story has a customer of its own, and leaves the papers in order. */
beforeEach(async () => {
  erika = app.firm.customer();
  await erika.writes("Guten Tag, die Heizung klopft.");
  id = await erika.conversationId();
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

/** What left for her after the notice. */
const texts = () =>
  leftFor(app, erika)
    .slice(1)
    .map(({ text }) => text);
const answer = (what: Parameters<typeof app.firm.office.reply>[1] = "Wir kommen.") => app.firm.office.reply(id, what);
const stateOf = async (messageId: string) =>
  (await app.firm.office.thread(id)).find((message) => message.id === messageId);

test("after a day a reply needs a template, until the customer writes again", async () => {
  await app.pass(24 * hour - 2 * minute);
  expect((await answer("Noch gerade rechtzeitig.")).permit.verdict).toBe("allow");
  await app.pass(2 * minute);
  const { permit } = await answer("Zu spät.");
  expect(permit).toMatchObject({ verdict: "require", remedies: [{ token: "template_utility" }] });
  await answer(termin("Freitag"));
  await erika.writes("Freitag passt.");
  await answer("Schön, bis dann.");
  expect(texts()).toEqual(["Noch gerade rechtzeitig.", "termin Freitag", "Schön, bis dann."]);
});

test("a reply that was waiting when the day ended does not leave as free text", async () => {
  await app.pass(24 * hour - minute);
  app.whatsapp.script.push(unreachable);
  const { message } = await answer();
  await app.pass(5 * minute);
  expect(texts()).toEqual(["Wir kommen."]);
  expect(await stateOf(message.id)).toMatchObject({
    state: "blocked",
    stateWhy: expect.stringContaining("24 Stunden"),
  });
});

test("a colleague is not written to over WhatsApp", async () => {
  await erika.is({ employee_relation: "staff" });
  const { permit } = await answer("Morgen um sechs am Lager.");
  expect(permit).toMatchObject({
    verdict: "deny",
    rules: expect.arrayContaining([expect.objectContaining({ id: "IN-1" })]),
    elsewhere: { label: "Im Team schreiben", path: "/team", mayInsist: false },
  });
  expect(texts()).toEqual([]);
});

test("when the adequacy decision falls, WhatsApp stops at once, also for what already waited", async () => {
  app.whatsapp.script.push(unreachable);
  const { message } = await answer("Wir kommen um neun.");
  const { memberId } = await app.firm.callerOf("owner");
  const by = { tenantId: app.firm.tenantId, memberId };
  const flip = (dpfValid: boolean) =>
    app.sql((tx) => switchTransfer(app.deps, tx, by, { dpfValid, source: "Urteil zum Test" }));
  await flip(false);
  await app.pass(minute);
  expect(texts()).toEqual(["Wir kommen um neun."]);
  expect(await stateOf(message.id)).toMatchObject({ state: "blocked" });
  expect((await answer()).permit).toMatchObject({
    verdict: "deny",
    why: expect.stringContaining("USA"),
    elsewhere: { label: "Zu den Verträgen", path: "/recht/vertraege" },
  });
  await flip(true);
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  expect(texts()).toEqual(["Wir kommen um neun.", "Wir kommen um neun."]);
});

test("standard clauses count only when they are on file", async () => {
  const { processor_id: meta, fields: before } = await app.sql((tx) =>
    tx.selectFrom("processor").selectAll().where("channel_kind", "=", "whatsapp").executeTakeFirstOrThrow(),
  );
  const put = (fields: unknown) =>
    app.sql((tx) =>
      tx
        .updateTable("processor")
        .set({ fields: JSON.stringify(fields) })
        .where("processor_id", "=", meta)
        .execute(),
    );
  const clauses = (sccModule: string, transferAssessment: string) =>
    put({ ...Object(before), transferMechanism: "scc", sccModule, transferAssessment });
  await clauses("", "");
  expect((await answer("Ohne Klauseln.")).permit.verdict).toBe("deny");
  await clauses("Modul 2", "Bewertung vom 20.11.2026");
  expect((await answer("Mit Klauseln.")).permit.verdict).toBe("allow");
  expect(texts()).toEqual(["Mit Klauseln."]);
  await put(before);
});

test("a stopped channel sends nothing, not even what already waited, and opens again only through the policy", async () => {
  app.whatsapp.script.push(unreachable);
  await answer("Wir kommen um neun.");
  const by = { tenantId: app.firm.tenantId, actor: { kind: "server", id: null }, deviceId: null } as const;
  await app.sql((tx) => stopChannel(app.deps, tx, by, app.firm.whatsappAccountId));
  await app.pass(minute);
  expect((await answer()).permit.verdict).toBe("deny");
  await erika.writes("Hallo?");
  const neu = app.firm.customer();
  await neu.writes("Guten Tag");
  const first = await app.firm.office.reply(await neu.conversationId(), "Guten Tag, wir melden uns.");
  expect(first.message.state).toBe("blocked");
  expect(leftFor(app, neu)).toEqual([]);
  expect(texts()).toEqual(["Wir kommen um neun."]);
  expect(await app.sql((tx) => activateChannel(app.deps, tx, by, app.firm.whatsappAccountId))).toEqual([]);
  await app.firm.office.reply(await neu.conversationId(), "Guten Tag, da sind wir wieder.");
  expect(leftFor(app, neu).map(({ text }) => text.slice(-30))).toEqual(["Guten Tag, da sind wir wieder."]);
});

test("what was written on a phone that got lost since does not leave from it", async () => {
  await owner.signIn();
  const { browser, deviceId } = await memberBrowser(app.http, app.deps, owner, "Kai Probe", "office");
  app.whatsapp.script.push(unreachable);
  const text = { clientId: app.deps.ids.uuid(), text: "Ich komme gleich." };
  const { message } = SendAnswer.parse((await browser.send("POST", `/api/conversations/${id}/messages`, text)).json());
  await app.pass(5 * second);
  expect(texts()).toEqual(["Ich komme gleich."]);
  await owner.stepUp();
  expect((await owner.send("POST", `/api/devices/${deviceId}/lost`)).statusCode).toBe(200);
  await app.pass(minute);
  expect(texts()).toEqual(["Ich komme gleich."]);
  expect(await stateOf(message.id)).toMatchObject({ state: "blocked", stateWhy: expect.stringContaining("verloren") });
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  expect(texts()).toEqual(["Ich komme gleich.", "Ich komme gleich."]);
});

test("danger goes first: the warning leaves at once although the notice is stuck, and the notice follows it", async () => {
  const kai = app.firm.customer();
  app.whatsapp.script.push(unreachable);
  await kai.writes("Es riecht nach Gas!");
  const gas = { text: "Fenster auf, raus aus dem Haus, 112 anrufen.", messageClass: "safety" as const };
  const waiting = await app.firm.office.reply(await kai.conversationId(), gas);
  expect(waiting.permit.verdict).toBe("require");
  const answered = await app.firm.office.reply(await kai.conversationId(), {
    ...gas,
    dangerReason: "Gasgeruch im Keller",
  });
  expect(answered.permit).toMatchObject({ verdict: "allow" });
  // The reason is kept with the message and shown with the proof; the decision itself holds no words (LK-15).
  const proof = JSON.stringify(await app.firm.office.get(`/api/messages/${answered.message.id}/decisions`));
  expect(proof).toContain("Gasgeruch im Keller");
  const soFar = leftFor(app, kai).map((left) => (isNotice(left) ? "Hinweis" : left.text));
  expect(soFar).toEqual(["Hinweis", gas.text]);
  await app.pass(minute);
  expect(leftFor(app, kai).map(isNotice).slice(2)).toContain(true);
});

test("after a warning the notice that failed goes out again", async () => {
  const kai = app.firm.customer();
  app.whatsapp.script.push(rejected);
  await kai.writes("Es riecht nach Gas!");
  const gas = {
    text: "Bitte sofort raus und 112 anrufen.",
    messageClass: "safety" as const,
    dangerReason: "Gasgeruch",
  };
  await app.firm.office.reply(await kai.conversationId(), gas);
  expect(leftFor(app, kai).map(isNotice)).toEqual([true, false, true]);
  expect(leftFor(app, kai)[1]?.text).toBe(gas.text);
  // The one that failed is not offered once more: the policy would refuse a second one (PN-5).
  const thread = await app.firm.office.thread(await kai.conversationId());
  expect(thread.filter(({ state }) => state === "failed")).toMatchObject([
    { automatic: true, retryable: false, stateWhy: expect.stringContaining("du musst nichts tun") },
  ]);
});

test("a new notice that failed is not said to be on its way because the old one arrived", async () => {
  const ute = app.firm.customer();
  app.whatsapp.script.push(rejected);
  await ute.writes("Guten Tag");
  const conversationId = await ute.conversationId();
  const failed = async () => (await app.firm.office.thread(conversationId)).filter(({ state }) => state === "failed");
  expect(await failed()).toMatchObject([{ automatic: true, retryable: true }]);
  // As if one of an older version had reached her before.
  await app.sql((tx) =>
    sql`insert into notice_delivery select (jsonb_populate_record(n, jsonb_build_object(
        'notice_version', n.notice_version - 1, 'state', 'delivered', 'message_id', null))).*
      from notice_delivery n join message m on m.message_id = n.message_id
      where m.conversation_id = ${conversationId}`.execute(tx),
  );
  expect(await failed()).toMatchObject([{ automatic: true, retryable: true }]);
});

test("danger is no excuse for an advert", async () => {
  const gas = {
    text: "Nur heute 20 % Rabatt auf Gasmelder!",
    messageClass: "safety" as const,
    dangerReason: "Gasgeruch",
  };
  expect((await answer(gas)).permit.verdict).not.toBe("allow");
  expect(texts()).toEqual([]);
});

// The last one: a year passes.
test("an agreement whose gaps were answered for a year ago stops the channel and says so; deciding again opens it", async () => {
  await app.pass(370 * day);
  await erika.writes("Guten Morgen, sie klopft wieder.");
  const { permit, message } = await answer();
  expect(permit.verdict).toBe("require");
  expect(permit.why).toMatch(/Auftragsverarbeit/);
  // The office may read the register, the owner decides there.
  expect(permit).toMatchObject({ remedies: [], elsewhere: { label: "Zu den Verträgen", path: "/recht/vertraege" } });
  const owners = await app.firm.owner.reply(id, "Wir kommen.");
  expect(owners.permit.remedies).toMatchObject([{ token: "avv_risk_decision", path: "/recht/vertraege" }]);
  // The crew lead is told the same, and not sent to a page that is closed to them.
  const { lead } = await crewOf(app, app.firm);
  const told = await lead.reply(id, "Wir kommen.");
  expect(told.permit).toMatchObject({ verdict: "require", why: permit.why, remedies: [] });
  expect(texts()).toEqual([]);
  expect(await stateOf(message.id)).toMatchObject({ state: "blocked", retryable: true });
  const by = await app.firm.callerOf("owner");
  await app.sql(async (tx) => {
    const meta = await tx
      .selectFrom("processor")
      .select("processor_id")
      .where("channel_kind", "=", "whatsapp")
      .executeTakeFirstOrThrow();
    await decideGaps(app.deps, tx, by, meta.processor_id, demoGapDecision);
  });
  await app.firm.office.post(`/api/messages/${message.id}/retry`);
  await app.drain();
  expect(texts()).toEqual(["Wir kommen."]);
});
