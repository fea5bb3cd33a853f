import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ProjectPhotos, ProjectView } from "../../src/contract/projects.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { minute } from "../../src/server/platform/instant.ts";
import { aktion } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { rejected, uncertain } from "../support/fake-channel.ts";
import { leftFor } from "../support/fourth-lock.ts";
import { lockWaits } from "../support/lock-waits.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

async function inTalk() {
  const who = app.firm.customer();
  await who.writes("Guten Tag");
  return { who, id: await who.conversationId() };
}

/**
 * Holds the conversation, lets `act` run into it, and looks whether `act` has taken the message, or its row in the outbox,
 * before: then two who come from both sides would wait for each other for ever.
 */
async function meets(id: string, messageId: string, act: () => Promise<unknown>): Promise<void> {
  let acting: Promise<unknown> = Promise.resolve();
  await app.sql(async (tx) => {
    await sql`select from conversation where conversation_id = ${id} for update`.execute(tx);
    acting = act();
    await expect.poll(waiting).toBe(true);
    await sql`select from outbox where message_id = ${messageId} for update nowait`.execute(tx);
    await sql`select from message where message_id = ${messageId} for update nowait`.execute(tx);
  });
  await acting;
}

const waiting = async (): Promise<boolean> => (await lockWaits(app)) > 0;

const stateOf = async (id: string, messageId: string) =>
  (await app.firm.office.thread(id)).find((message) => message.id === messageId)?.state;
const failedLate = (who: Customer, messageId: string) =>
  who.receipt(`wamid.LATE-${messageId}`, "failed", { biz_opaque_callback_data: messageId });

test("a receipt takes the conversation before the message it is about", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push(uncertain);
  const { message } = await app.firm.office.reply(id, "Wir kommen um elf.");
  await meets(id, message.id, () => failedLate(who, message.id));
  expect(await stateOf(id, message.id)).toBe("failed");
});

test.each([
  ["taken", undefined],
  ["refused", rejected],
])("what the channel says of a message that was %s is written in the same order", async (_what, outcome) => {
  const { id } = await inTalk();
  let answered: (() => void) | undefined;
  const withChannel = new Promise<void>((resolve) => {
    app.whatsapp.during = async () => {
      resolve();
      await new Promise<void>((done) => {
        answered = done;
      });
    };
  });
  if (outcome) app.whatsapp.script.push(outcome);
  const sending = app.firm.office.reply(id, "Wir kommen um elf.");
  await withChannel;
  app.whatsapp.during = undefined;
  const [message] = (await app.firm.office.thread(id)).toReversed();
  await meets(id, message?.id ?? "", async () => {
    answered?.();
    await sending;
  });
  expect(await stateOf(id, message?.id ?? "")).toBe(outcome ? "failed" : "sent");
});

test("Stop in WhatsApp's settings takes the conversation before the advert that waits in it", async () => {
  const { who, id } = await inTalk();
  await who.consent("granted");
  const { message } = await app.firm.office.write(id, aktion());
  expect(message.state).toBe("queued");
  await meets(id, message.id, () => who.prefers("stop"));
  expect(await stateOf(id, message.id)).toBe("blocked");
});

test("a reaction to a message takes its conversation first, as the receipt does that came with it", async () => {
  const { who, id } = await inTalk();
  app.whatsapp.script.push({ kind: "sent", externalId: "wamid.OURS-SEEN" });
  const { message } = await app.firm.office.reply(id, "Wir kommen um elf.");
  const seconds = String(Math.floor(app.clock.now().getTime() / 1_000));
  const of = { from: who.phone, from_user_id: who.bsuid, timestamp: seconds };
  const reaction = { message_id: "wamid.OURS-SEEN", emoji: "👍" };
  const messages = [{ ...of, id: "wamid.IN-REACTION", type: "reaction", reaction }];
  const statuses = [{ id: "wamid.OURS-SEEN", status: "delivered", timestamp: seconds, recipient_id: who.phone }];
  await meets(id, message.id, () => who.delivers({ messages, statuses }));
  expect(await stateOf(id, message.id)).toBe("delivered");
});

test.each(["a member who hears a no", "a member who asks for a consent", "Stop in WhatsApp's settings"])(
  "%s takes the conversation before the identity, as a message that comes in does",
  async (which) => {
    const { who, id } = await inTalk();
    const [contactId, identityId] = [await who.contactId(), await who.identityId()];
    const { office } = app.firm;
    // The notice has arrived and there was an answer: now a consent may be asked for.
    for (const { outcome } of leftFor(app, who))
      if (outcome?.kind === "sent") await who.receipt(outcome.externalId, "delivered");
    await office.reply(id, "Wir kommen morgen um acht.");
    app.clock.advance(minute);
    const act = {
      "a member who hears a no": () =>
        office.post(`/api/contacts/${contactId}/consents/withdraw`, { identityId, note: "Am Telefon" }),
      "a member who asks for a consent": () => office.post(`/api/conversations/${id}/consent-question`),
      "Stop in WhatsApp's settings": () => who.prefers("stop"),
    }[which];
    let acting: Promise<unknown> = Promise.resolve();
    await app.sql(async (tx) => {
      await sql`select from conversation where conversation_id = ${id} for update`.execute(tx);
      acting = act?.() ?? expect.fail();
      await expect.poll(waiting).toBe(true);
      await sql`select from identity where identity_id = ${identityId} for no key update nowait`.execute(tx);
    });
    await acting;
  },
);

test("who opens a conversation for the first time and answers at once is not refused because both say what was read", async () => {
  const { id } = await inTalk();
  let reading: Promise<unknown> = Promise.resolve();
  await app.sql(async (tx) => {
    await sql`select from conversation where conversation_id = ${id} for update`.execute(tx);
    reading = app.firm.office.post(`/api/conversations/${id}/read`, { position: 1 });
    await expect.poll(waiting).toBe(true);
    // What the answer writes under the same lock.
    await sql`set local lock_timeout = '2s'`.execute(tx);
    await sql`insert into conversation_read (tenant_id, member_id, conversation_id, read_position)
      select tenant_id, member_id, ${id}, 1 from member`.execute(tx);
  });
  await reading;
});

describe("a conversation that is hung on a project", () => {
  const projectOf = async (name: string) => ProjectView.parse(await app.firm.office.post("/api/projects", { name })).id;
  const hang = (projectId: string, conversationId: string, linked = true) =>
    app.firm.office.call("PUT", `/api/projects/${projectId}/conversations`, { conversationId, linked });

  test.each([
    [200, "that is there"],
    [201, "that begins with it"],
  ])("takes the conversation before its contact and the project, as an erasure does: %i for one %s", async (code) => {
    const { who, id } = await inTalk();
    const [contactId, projectId] = [await who.contactId(), await projectOf("Dach Kern")];
    const begin = () => app.firm.office.call("POST", "/api/projects", { name: "Dach Neu", conversationId: id });
    let acting: Promise<unknown> = Promise.resolve();
    await app.sql(async (tx) => {
      await sql`select from conversation where conversation_id = ${id} for update`.execute(tx);
      acting = code === 200 ? hang(projectId, id) : begin();
      await expect.poll(waiting).toBe(true);
      await sql`select from contact where contact_id = ${contactId} for update nowait`.execute(tx);
      await sql`select from project where project_id = ${projectId} for update nowait`.execute(tx);
    });
    expect(await acting).toMatchObject({ statusCode: code });
  });

  test("gets a key of its own, though another customer comes at the same moment, and the same one twice", async () => {
    const [one, other] = [await inTalk(), await inTalk()];
    const projectId = await projectOf("Bad Kern");
    let all: Promise<{ statusCode: number }[]> = Promise.resolve([]);
    await app.sql(async (tx) => {
      await sql`select from project where project_id = ${projectId} for update`.execute(tx);
      all = Promise.all([one.id, one.id, other.id].map((id) => hang(projectId, id)));
      await expect.poll(() => lockWaits(app)).toBe(3);
    });
    expect((await all).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200]);
    const keys = async () =>
      (
        await app.sql((tx) =>
          tx.selectFrom("project_contact").select("key_id").where("project_id", "=", projectId).execute(),
        )
      ).map((row) => row.key_id);
    expect(new Set(await keys()).size).toBe(2);
  });

  test("brings its own photos: each is under the name of whoever sent it", async () => {
    app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
    const projectId = await projectOf("Zwei Parteien");
    for (const name of ["Anna Miete", "Zora Haus"]) {
      const who = app.firm.customer({ name });
      await who.sends({ type: "image", image: { id: `90${name.length}`, mime_type: "image/jpeg", sha256: "" } });
      await hang(projectId, await who.conversationId());
      app.clock.advance(minute);
    }
    const { items } = ProjectPhotos.parse(await app.firm.office.get(`/api/projects/${projectId}/photos`));
    expect(items.map(({ author }) => author)).toEqual(["Anna Miete", "Zora Haus"]);
  });

  test("by mistake can be taken off, and nobody on site reads that customer's name any more", async () => {
    const [right, wrong] = [app.firm.customer({ name: "Helga Seidel" }), app.firm.customer({ name: "Otto Weg" })];
    const projectId = await projectOf("Therme Seidel");
    const names = async () =>
      ProjectView.parse(await app.firm.office.get(`/api/projects/${projectId}`)).customers.map(({ name }) => name);
    for (const who of [right, wrong]) {
      await who.writes("Guten Tag");
      await hang(projectId, await who.conversationId());
    }
    expect((await names()).toSorted()).toEqual(["Helga Seidel", "Otto Weg"]);
    await hang(projectId, await wrong.conversationId(), false);
    expect(await names()).toEqual(["Helga Seidel"]);
    // The card is the first customer's: it stays theirs.
    await hang(projectId, await right.conversationId(), false);
    expect(await names()).toEqual(["Helga Seidel"]);
  });
});
