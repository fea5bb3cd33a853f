import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { lockForOutcome } from "../../src/server/conversations/advance-message.action.ts";
import { applyParked } from "../../src/server/inbound/apply-parked.action.ts";
import { deliver } from "../../src/server/outbound/deliver.job.ts";
import { endAttempt, findRow } from "../../src/server/outbound/outbox.store.ts";
import { settleOutbox } from "../../src/server/outbound/settle-outbox.job.ts";
import { after, hour, minute } from "../../src/server/platform/instant.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, leftFor } from "../support/fourth-lock.ts";

/** F11 (reliability, fault catalogue): two workers at one message, and a worker that sleeps past its time. */

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterEach(() => {
  app.whatsapp.during = undefined;
  app.whatsapp.bringing = undefined;
});
afterAll(async () => {
  await expectEverySendDecided(app);
  await app.stop();
});

async function inTalk() {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  const id = await who.conversationId();
  const work = () => deliver(app.deps, { whatsapp: app.whatsapp }, app.firm.tenantId, id, applyParked);
  const said = () =>
    leftFor(app, who)
      .slice(1)
      .map(({ text }) => text);
  const stateOf = async (messageId: string) =>
    (await app.firm.office.thread(id)).find((m) => m.id === messageId)?.state;
  return { who, id, work, said, stateOf };
}
/** Nobody knows any more what became of what is with WhatsApp. */
async function leaseRunsOut(): Promise<void> {
  app.clock.advance(2 * minute);
  await settleOutbox(app.deps, app.firm.tenantId);
}
/** @returns the message */
async function writesFile(id: string): Promise<string> {
  const file = 'content-disposition: form-data; name="file"; filename="Plan.pdf"\r\ncontent-type: application/pdf';
  const form = `--b\r\n${file}\r\n\r\n%PDF-1.4\n%%EOF\n\r\n--b--\r\n`;
  const attachment: { id: string } = (await app.firm.office.upload(id, form)).json();
  return (await app.firm.office.write(id, { text: "", attachmentIds: [attachment.id] })).message.id;
}
const outboxOf = async (messageId: string) =>
  (
    await app.sql((tx) =>
      tx.selectFrom("outbox").select("state").where("message_id", "=", messageId).executeTakeFirstOrThrow(),
    )
  ).state;

/** How many wait for a lock in this database. */
async function waiting(): Promise<number> {
  const { rows } = await app.sql((tx) =>
    sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(tx),
  );
  return rows[0]?.count ?? 0;
}

test("five workers at one conversation send each message once, in its turn", async () => {
  const { id, work, said } = await inTalk();
  const texts = Array.from({ length: 12 }, (_, i) => `Zeile ${i}`);
  for (const text of texts) await app.firm.office.write(id, text);
  await Promise.all([work(), work(), work(), work(), work()]);
  await app.drain();
  expect(said()).toEqual(texts);
});

test("a second worker that comes while a message is with WhatsApp leaves it and the later ones alone", async () => {
  const { id, work, said } = await inTalk();
  const { message } = await app.firm.office.write(id, "Erstens");
  await app.firm.office.write(id, "Zweitens");
  let overruled: boolean | undefined;
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    await work();
    expect(said()).toEqual(["Erstens"]);
    // How an earlier try ended says nothing of this one.
    const earlier = { messageId: message.id, attempt: 0 };
    const lost = { state: "failed", errorCode: null } as const;
    const ended = await app.firm.tx((tx) => endAttempt(tx, earlier, "rejected", lost, app.clock.now()));
    overruled = ended.current;
  };
  await work();
  expect([said(), overruled]).toEqual([["Erstens", "Zweitens"], false]);
});

test("a worker that wakes after its minute changes nothing but what it knows, and nobody sends again", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const { message } = await app.firm.office.write(id, "Erstens");
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    await leaseRunsOut();
    expect(await stateOf(message.id)).toBe("unknown");
  };
  await work();
  await app.pass(10 * minute);
  expect(said()).toEqual(["Erstens"]);
  // WhatsApp's answer came late, but it came: the message is sent, and no screen asks about it any more.
  expect([await stateOf(message.id), await outboxOf(message.id)]).toEqual(["sent", "sent"]);
});

test("a look at what is nobody's waits for whoever is at the conversation, and takes nothing that they still need", async () => {
  const { id, work, stateOf } = await inTalk();
  const { message } = await app.firm.office.write(id, "Erstens");
  // Looked at afterwards: what is thrown here counts as a failed try.
  const seen: unknown[] = [];
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    app.clock.advance(2 * minute);
    let settled: Promise<void> | undefined;
    // As a receipt does that comes at this moment: first the conversation, then the row.
    await app.firm.tx(async (tx) => {
      await lockForOutcome(tx, id);
      settled = settleOutbox(app.deps, app.firm.tenantId);
      await expect.poll(waiting).toBe(1);
      seen.push((await findRow(tx, message.id))?.state);
    });
    await settled;
    seen.push(await stateOf(message.id), await app.firm.office.get(`/api/messages/${message.id}/tries`));
  };
  await work();
  expect(seen).toMatchObject(["sending", "unknown", [{ outcome: "uncertain" }]]);
});

test("a file that needs five minutes on a slow line is called uncertain by nobody, and a refusal of it counts", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const messageId = await writesFile(id);
  app.whatsapp.bringing = async () => {
    app.clock.advance(5 * minute);
    await settleOutbox(app.deps, app.firm.tenantId);
    expect(said()).toEqual([]);
    return undefined;
  };
  app.whatsapp.script.push(rejected);
  await work();
  expect([said(), await stateOf(messageId), await outboxOf(messageId)]).toEqual([["Plan.pdf"], "failed", "failed"]);
});

test("what may not leave any more when its file is at WhatsApp stays here, and says why", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const messageId = await writesFile(id);
  app.whatsapp.bringing = async () => {
    app.clock.advance(25 * hour);
    return undefined;
  };
  await work();
  expect([said(), await stateOf(messageId), await outboxOf(messageId)]).toEqual([[], "blocked", "failed"]);
  expect(await app.firm.office.get(`/api/messages/${messageId}/tries`)).toMatchObject([{ outcome: "refused" }]);
});

test("a file whose server is gone goes again when one begins, and its message is sent once, whoever wakes", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const messageId = await writesFile(id);
  // Looked at afterwards: what is thrown where the file is brought counts as a failed try of it.
  const seen: unknown[] = [];
  app.whatsapp.bringing = async () => {
    app.whatsapp.bringing = undefined;
    await settleOutbox(app.deps, app.firm.tenantId);
    seen.push(await outboxOf(messageId));
    await settleOutbox(app.deps, app.firm.tenantId, true);
    seen.push(await stateOf(messageId), await outboxOf(messageId));
    await app.drain();
    seen.push(said());
    return undefined;
  };
  await work();
  expect(seen).toEqual(["sending", "queued", "queued", ["Plan.pdf"]]);
  await app.pass(10 * minute);
  expect([said(), await stateOf(messageId), await outboxOf(messageId)]).toEqual([["Plan.pdf"], "sent", "sent"]);
});

test("a file that takes its server with it each time is given up in the end", async () => {
  const { id, work, stateOf } = await inTalk();
  const messageId = await writesFile(id);
  app.whatsapp.bringing = async () => {
    await app.sql((tx) =>
      tx.updateTable("outbox").set({ attempt: 9, file_attempt: 9 }).where("message_id", "=", messageId).execute(),
    );
    await app.sql((tx) => tx.updateTable("delivery").set({ attempt: 9 }).where("message_id", "=", messageId).execute());
    await settleOutbox(app.deps, app.firm.tenantId, true);
    return undefined;
  };
  await work();
  expect([await stateOf(messageId), await outboxOf(messageId)]).toEqual(["failed", "failed"]);
});

test("a file whose message could not be judged when it was there is tried again, and leaves once", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const messageId = await writesFile(id);
  app.whatsapp.bringing = async () => {
    app.whatsapp.bringing = undefined;
    vi.spyOn(app.deps.db, "withTenant").mockRejectedValueOnce(new Error("no database"));
    return undefined;
  };
  await work();
  expect([said(), await stateOf(messageId), await outboxOf(messageId)]).toEqual([[], "queued", "queued"]);
  await app.pass(minute);
  expect([said(), await stateOf(messageId)]).toEqual([["Plan.pdf"], "sent"]);
});

test("a file that was cut off while another server works goes again when its time is over, and is uncertain to nobody", async () => {
  const { id, work, said } = await inTalk();
  const messageId = await writesFile(id);
  app.whatsapp.bringing = async () => {
    app.whatsapp.bringing = undefined;
    app.clock.advance(7 * minute);
    // Its worker wakes before anybody has taken it up again.
    await settleOutbox(app.deps, app.firm.tenantId);
    expect(await outboxOf(messageId)).toBe("queued");
    return undefined;
  };
  const handedOver: string[] = [];
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    // Handed over, it may be there: no server that begins takes it up.
    await settleOutbox(app.deps, app.firm.tenantId, true);
    handedOver.push(await outboxOf(messageId));
  };
  await work();
  await app.drain();
  expect([said(), handedOver]).toEqual([["Plan.pdf"], ["sending"]]);
});

test("a late answer to a notice releases the reply that waited for it", async () => {
  const who = app.firm.customer();
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    await app.firm.office.write(await who.conversationId(), "Ich schaue gleich nach.");
    await leaseRunsOut();
  };
  await who.writes("Guten Tag");
  await app.pass(minute);
  expect(
    leftFor(app, who)
      .map(({ text }) => text)
      .slice(1),
  ).toEqual(["Ich schaue gleich nach."]);
});

test("a worker that wakes when a member has settled its message does not overrule the member", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const { message } = await app.firm.office.write(id, "Erstens");
  app.whatsapp.script.push(async () => {
    await leaseRunsOut();
    await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "failed" });
    return { kind: "unreachable", error: { code: "late", whyDe: "Zu spät.", retryable: true } };
  });
  await work();
  await app.pass(10 * minute);
  expect(said()).toEqual(["Erstens"]);
  expect([await stateOf(message.id), await outboxOf(message.id)]).toEqual(["failed", "failed"]);
});

test("what a member believed lost and sent once more leaves once, when the first try turns out to have been taken", async () => {
  const { id, work, said, stateOf } = await inTalk();
  const { message } = await app.firm.office.write(id, "Erstens");
  app.whatsapp.during = async () => {
    app.whatsapp.during = undefined;
    await leaseRunsOut();
    await app.firm.office.post(`/api/messages/${message.id}/settle`, { outcome: "failed" });
    await app.firm.office.post(`/api/messages/${message.id}/retry`);
    expect(await outboxOf(message.id)).toBe("queued");
  };
  await work();
  await app.pass(10 * minute);
  expect(said()).toEqual(["Erstens"]);
  expect([await stateOf(message.id), await outboxOf(message.id)]).toEqual(["sent", "sent"]);
});

test("on the firm's own page nothing is uncertain: what its worker did not write down goes again, once", async () => {
  const visitor = new Visitor(app);
  await visitor.writes("Guten Tag", { name: "Vera Vorsicht" });
  const id = (await app.firm.office.inbox("limit=200")).find(({ name }) => name === "Vera Vorsicht")?.id ?? "";
  /** Written, and its worker was killed while it had it. */
  const cutOff = async (text: string) => {
    const { message } = await app.firm.office.write(id, text);
    const under = { state: "sending", attempt: 1, lease_until: after(app.clock.now(), minute) } as const;
    await app.sql((tx) => tx.updateTable("outbox").set(under).where("message_id", "=", message.id).execute());
    return message.id;
  };
  const stateOf = async (message: string) =>
    (await app.firm.office.thread(id)).find((one) => one.id === message)?.state;
  const first = await cutOff("Wir kommen um neun.");
  await settleOutbox(app.deps, app.firm.tenantId);
  expect(await outboxOf(first)).toBe("sending");
  app.clock.advance(minute + 1);
  await settleOutbox(app.deps, app.firm.tenantId);
  await app.drain();
  expect(await stateOf(first)).toBe("sent");
  // A server that starts alone on its database waits for nobody's lease.
  const second = await cutOff("Oder um zehn.");
  await settleOutbox(app.deps, app.firm.tenantId, true);
  await app.drain();
  expect(await stateOf(second)).toBe("sent");
  for (const text of ["Wir kommen um neun.", "Oder um zehn."])
    expect((await visitor.page()).split(text).length).toBe(2);
});

test("what is with WhatsApp when a server dies is not called uncertain before its receipt could come", async () => {
  const { id } = await inTalk();
  const { message } = await app.firm.office.write(id, "Erstens");
  const under = { state: "sending", attempt: 1, lease_until: after(app.clock.now(), minute) } as const;
  await app.sql((tx) => tx.updateTable("outbox").set(under).where("message_id", "=", message.id).execute());
  await settleOutbox(app.deps, app.firm.tenantId, true);
  expect(await outboxOf(message.id)).toBe("sending");
  await app.pass(3 * minute);
  expect(await outboxOf(message.id)).toBe("unknown");
});

test("a clock that is put back by two hours keeps nothing waiting as long, and sends nothing twice", async () => {
  const [tried, given, dead] = [await inTalk(), await inTalk(), await inTalk()];
  const { office } = app.firm;
  await office.write(tried.id, "Noch einmal");
  const right = app.clock.now();
  app.clock.advance(2 * hour);
  // With a wrong clock no certificate is valid.
  app.whatsapp.script.push(unreachable);
  await tried.work();
  await office.write(given.id, "Eben geschrieben");
  const { message } = await office.write(dead.id, "Unterwegs");
  await app.sql((tx) =>
    tx
      .updateTable("outbox")
      .set({ state: "sending", attempt: 1, lease_until: after(app.clock.now(), minute) })
      .where("message_id", "=", message.id)
      .execute(),
  );
  app.clock.set(right.toISOString());
  await app.pass(minute);
  expect([tried.said(), given.said(), dead.said()]).toEqual([["Noch einmal", "Noch einmal"], ["Eben geschrieben"], []]);
  expect(await dead.stateOf(message.id)).toBe("unknown");
});
