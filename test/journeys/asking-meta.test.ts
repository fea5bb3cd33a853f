import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { ChannelsAnswer } from "../../src/contract/setup-channels.ts";
import { Today } from "../../src/contract/today.ts";
import { mayAskChannel } from "../../src/server/channel-papers/may-ask-channel.action.ts";
import { activateChannel } from "../../src/server/channel-setup/activate-channel.action.ts";
import { askTemplates } from "../../src/server/channels/ask-templates.action.ts";
import { connectWhatsApp } from "../../src/server/channels/connect-whatsapp.action.ts";
import { openAccount } from "../../src/server/channels/open-account.action.ts";
import { syncTemplates } from "../../src/server/channels/sync-templates.job.ts";
import { day, hour, minute } from "../../src/server/platform/instant.ts";
import type { GuardedFetch } from "../../src/server/platform/network/guarded-fetch.ts";
import { switchTransfer } from "../../src/server/processors/switch-transfer.action.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";

let app: TestApp;
let erika: Customer;
/** Files Meta was asked for. */
const asked = vi.fn(() => Promise.resolve({ kind: "gone" as const, whyDe: "Im Test gibt es keine Dateien." }));
beforeAll(async () => {
  app = await buildTestApp();
  app.whatsapp.fetchMedia = asked;
});
beforeEach(() => {
  asked.mockClear();
  erika = app.firm.customer();
});
afterAll(() => app.stop());

const sendsPhoto = () => erika.sends({ type: "image", image: { id: "61", mime_type: "image/jpeg" } });
const photo = async () => {
  const [message] = await app.firm.office.thread(await erika.conversationId());
  const { state, waitsForChannel, whyGone } = message?.attachments[0] ?? {};
  return { state, waitsForChannel, whyGone };
};
const waiting = { state: "pending", waitsForChannel: true, whyGone: null };

/** As before its first opening. */
const isDraft = () =>
  app.sql((tx) =>
    tx
      .updateTable("channel_account")
      .set({ state: "draft", live_since: null })
      .where("account_id", "=", app.firm.whatsappAccountId)
      .execute(),
  );
const opens = async () => {
  const by = { tenantId: app.firm.tenantId, actor: { kind: "server", id: null }, deviceId: null } as const;
  expect(await app.sql((tx) => activateChannel(app.deps, tx, by, app.firm.whatsappAccountId))).toEqual([]);
  await app.drain();
};
const transferIs = async (dpfValid: boolean) => {
  const by = { tenantId: app.firm.tenantId, memberId: (await app.firm.callerOf("owner")).memberId };
  await app.sql((tx) => switchTransfer(app.deps, tx, by, { dpfValid, source: "Urteil zum Test" }));
};
const imprintIs = (status: "complete" | "unreachable") =>
  app.sql((tx) => tx.updateTable("imprint").set({ status }).execute());
const card = async () => {
  const { accounts } = ChannelsAnswer.parse(await app.firm.owner.get("/api/setup/channels"));
  return accounts.find(({ channel }) => channel === "whatsapp");
};

test("a photo that comes before the channel is open is not asked of Meta; it waits and comes when the channel opens", async () => {
  await isDraft();
  await sendsPhoto();
  expect(await photo()).toEqual(waiting);
  await app.pass(3 * hour);
  expect(asked).not.toHaveBeenCalled();
  await opens();
  expect(asked).toHaveBeenCalledTimes(1);
  expect(await photo()).toMatchObject({
    state: "gone",
    waitsForChannel: false,
    whyGone: "Im Test gibt es keine Dateien.",
  });
});

test("a channel that stays closed for longer than WhatsApp keeps a file says what became of the photo", async () => {
  await isDraft();
  await sendsPhoto();
  await app.pass(7 * day + hour);
  expect(await photo()).toMatchObject({ state: "gone", whyGone: expect.stringContaining("sieben Tage") });
  expect(asked).not.toHaveBeenCalled();
  await opens();
  expect(asked).not.toHaveBeenCalled();
});

test("when the basis for an open channel falls, Meta is asked for nothing and the card says so, until there is one again", async () => {
  let calls = 0;
  const meta: GuardedFetch = () => {
    calls += 1;
    return noNetwork();
  };
  const sync = () =>
    syncTemplates(
      app.deps,
      meta,
      (tx, account) => mayAskChannel(app.deps, tx, account),
      app.firm.tenantId,
      app.firm.whatsappAccountId,
    );
  expect(await card()).toMatchObject({ paused: false, halted: false });
  await transferIs(false);
  await sync();
  await sendsPhoto();
  expect(calls).toBe(0);
  expect(asked).not.toHaveBeenCalled();
  expect(await photo()).toEqual(waiting);
  expect(await card()).toMatchObject({ state: "live", paused: true, halted: true });
  // What stops the channel heads its card, before an Impressum out of reach, which stops nothing here.
  await imprintIs("unreachable");
  const tokens = (await card())?.missing.map(({ token }) => token);
  expect(tokens?.slice(0, 2)).toEqual(["transfer_basis", "speaking_impressum_link"]);
  await transferIs(true);
  expect(await card()).toMatchObject({ missing: [{ token: "speaking_impressum_link" }], halted: false });
  await imprintIs("complete");
  await app.pass(hour + minute);
  expect(asked).toHaveBeenCalledTimes(1);
  await sync();
  expect(calls).toBeGreaterThan(0);
  expect((await card())?.paused).toBe(false);
});

const planned = () =>
  app.sql(async (tx) => {
    const jobs = sql`select from graphile_worker.jobs where task_identifier = 'sync-templates'`;
    return (await jobs.execute(tx)).rows.length;
  });

test("the card says when Meta last brought anything, and when that is over a week ago", async () => {
  await app.pass(9 * day);
  expect(await card()).toMatchObject({ state: "live", heardAt: null });
  await erika.writes("Wann kommen Sie?");
  expect((await card())?.heardAt).toBe(app.clock.now().toISOString());
});

test("a number whose messages Meta takes and of which it reports nothing says so, until Meta is heard again", async () => {
  await app.sql((tx) => tx.updateTable("channel_account").set({ trouble: null, trouble_since: null }).execute());
  await erika.writes("Wann kommen Sie?");
  await app.pass(2 * minute);
  await app.firm.office.write(await erika.conversationId(), "Um acht.");
  await app.drain();
  const since = app.clock.now();
  const needs = async () =>
    Today.parse(await app.firm.owner.get("/api/today")).needs.filter(({ kind }) => kind === "silent");
  await app.pass(15 * minute);
  expect([(await card())?.trouble, await needs()]).toEqual([null, []]);
  await app.pass(minute);
  expect((await card())?.trouble).toEqual({ kind: "silent", since: since.toISOString() });
  expect(await needs()).toEqual([{ kind: "silent", path: "/einrichten/kanaele", count: 1 }]);
  await erika.writes("Gut.");
  expect([(await card())?.trouble, await needs()]).toEqual([null, []]);
});

test("an access Meta refuses while something is sent is asked about at once, so that the card and Heute say so", async () => {
  await erika.writes("Wann kommen Sie?");
  await app.sql((tx) => askTemplates(tx, app.firm.tenantId, app.firm.whatsappAccountId, new Date("2099-01-01")));
  expect(await planned()).toBe(1);
  const refusal = { code: "190", whyDe: "Der Zugang gilt nicht mehr.", retryable: false };
  app.whatsapp.script.push({ kind: "rejected", error: refusal });
  await app.firm.office.reply(await erika.conversationId(), "Morgen um acht.");
  await app.drain();
  expect(await planned()).toBe(0);
});

test("a review that is late keeps messages back, not what Meta is asked about the contract that is in force", async () => {
  await app.sql((tx) =>
    tx.updateTable("processor").set({ next_review_on: "2020-01-01" }).where("channel_kind", "=", "whatsapp").execute(),
  );
  await sendsPhoto();
  expect(asked).toHaveBeenCalledTimes(1);
});

test.each([
  ["approves or takes away", "message_template_status_update"],
  ["puts into another category", "template_category_update"],
])("a template Meta %s is asked for at once, not the night after", async (_what, news) => {
  await app.sql((tx) => askTemplates(tx, app.firm.tenantId, app.firm.whatsappAccountId, new Date("2099-01-01")));
  // News of the account name no number of it. A job moved to now is due, and what is due leaves the queue here.
  const says = (field: string, event: string) => erika.delivers({ metadata: undefined, event }, field);
  expect(await planned()).toBe(1);
  await says("account_update", "VERIFIED_ACCOUNT");
  expect(await planned()).toBe(1);
  await says(news, "APPROVED");
  expect(await planned()).toBe(0);
});

test("what Meta answered to an access that was replaced while it was asked is no news of the new one", async () => {
  const { tenantId, whatsappAccountId: accountId } = app.firm;
  const answers = (name: string, number: string, until?: () => Promise<void>): GuardedFetch => {
    const component = { type: "BODY", text: "Wir kommen." };
    const template = { name, language: "de", status: "APPROVED", category: "UTILITY", components: [component] };
    return async (url) => {
      await until?.();
      const said = url.includes("message_templates") ? { data: [template] } : { display_phone_number: number };
      return { status: 200, url: "", headers: {}, bytes: new TextEncoder().encode(JSON.stringify(said)) };
    };
  };
  const look = (meta: GuardedFetch) => syncTemplates(app.deps, meta, async () => true, tenantId, accountId);
  const known = async () => {
    const [row] = await app.sql((tx) =>
      tx
        .selectFrom("channel_account as a")
        .innerJoin("channel_template as t", "t.account_id", "a.account_id")
        .select(["t.name", "a.public_number as number"])
        .where("a.account_id", "=", accountId)
        .execute(),
    );
    return row;
  };
  let answer = () => {};
  const answered = new Promise<void>((done) => (answer = done));
  let old = Promise.resolve();
  await new Promise<void>((asked) => {
    const until = () => {
      asked();
      return answered;
    };
    old = look(answers("of_before", "+49 371 111111", until));
  });
  await app.sql(async (tx) => {
    const account = await openAccount(app.deps, tx, tenantId, accountId);
    const { phoneNumberId = "", wabaId = "", appSecret = "", verifyToken = "", ...rest } = account?.credentials ?? {};
    const secrets = {
      ...rest,
      phoneNumberId,
      wabaId,
      appSecret,
      verifyToken,
      accessToken: "another-access-token-of-Meta",
    };
    const by = { tenantId, actor: { kind: "server", id: null } } as const;
    await connectWhatsApp(app.deps, tx, by, { label: "WhatsApp", secrets }, accountId);
  });
  // Two at once leave one answer as well.
  await Promise.all([1, 2].map(() => look(answers("of_now", "+49 371 222222"))));
  expect(await known()).toEqual({ name: "of_now", number: "49371222222" });
  answer();
  await old;
  expect(await known()).toEqual({ name: "of_now", number: "49371222222" });
  // Somebody writes just now: a new conversation names the account, and nobody waits.
  await app.sql(async (tx) => {
    await sql`select from channel_account where account_id = ${accountId} for key share`.execute(tx);
    await look(answers("of_later", "+49 371 222222"));
  });
  expect(await known()).toMatchObject({ name: "of_later" });
});
