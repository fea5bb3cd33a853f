import { rm } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ConversationDetail } from "../../src/contract/conversations.ts";
import { SendAnswer, WithdrawAnswer } from "../../src/contract/messages.ts";
import { applyParked } from "../../src/server/inbound/apply-parked.action.ts";
import { deliver } from "../../src/server/outbound/deliver.job.ts";
import { hour, minute, second } from "../../src/server/platform/instant.ts";
import type { Reply } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { memberBrowser, type TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { unreachable } from "../support/fake-channel.ts";
import { expectEverySendDecided, isNotice, leftFor } from "../support/fourth-lock.ts";
import { lockWaits } from "../support/lock-waits.ts";
import { recordedVoice } from "../support/voice.ts";

/** "Rückgängig" (U28): for five seconds what a member sends can be taken back, and no channel has heard of it. */
let app: TestApp;
let owner: TestBrowser;
let who: Customer;
let id: string;

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
});
beforeEach(async () => {
  who = app.firm.customer();
  await who.writes("Die Heizung ist kalt");
  id = await who.conversationId();
});
afterAll(async () => {
  await app.pass(10 * second);
  const open = await app.sql((tx) =>
    tx.selectFrom("outbox").select("state").where("state", "not in", ["sent", "failed", "withdrawn"]).execute(),
  );
  expect(open).toEqual([]);
  await app.stop();
});

/** The owner presses "Senden" in the app. */
async function press(reply: string | Reply, from = owner) {
  const body = { clientId: app.deps.ids.uuid(), ...(typeof reply === "string" ? { text: reply } : reply) };
  const answer = await from.send("POST", `/api/conversations/${id}/messages`, body);
  if (answer.statusCode !== 200) throw new Error(answer.body);
  await app.drain();
  return { ...SendAnswer.parse(answer.json()).message, body };
}
const withdraw = (messageId: string, from = owner) => from.send("POST", `/api/messages/${messageId}/withdraw`, {});
const taken = async (messageId: string) => WithdrawAnswer.parse((await withdraw(messageId)).json());
const said = () =>
  leftFor(app, who)
    .filter((left) => !isNotice(left))
    .map(({ text }) => text);
const thread = async () =>
  (await app.firm.office.thread(id)).filter(({ direction, automatic }) => direction === "out" && !automatic);
const detail = async () => ConversationDetail.parse((await owner.send("GET", `/api/conversations/${id}`)).json());

test("the channel is called after five seconds and not before", async () => {
  const message = await press("Wir kommen morgen.");
  expect(message).toMatchObject({ state: "queued", undoMs: 5_000 });
  await app.pass(4_999);
  expect(said()).toEqual([]);
  expect((await thread())[0]).toMatchObject({ state: "queued", undoMs: 1 });
  await app.pass(1);
  expect(said()).toEqual(["Wir kommen morgen."]);
  expect((await thread())[0]).toMatchObject({ state: "sent", undoMs: null });
  expect((await withdraw(message.id)).json()).toMatchObject({
    status: 409,
    detail: "Die Nachricht ist schon unterwegs und lässt sich nicht zurückziehen.",
  });
});

test("what is taken back never leaves: it stays in sight, its words are a draft, and the customer waits as before", async () => {
  const before = await app.firm.office.row(id);
  const message = await press("Wir kommen Mitwoch.");
  expect((await app.firm.office.row(id)).waitingSince).toBeNull();
  const answer = await taken(message.id);
  expect(answer).toMatchObject({ text: "Wir kommen Mitwoch.", draft: "Wir kommen Mitwoch.", attachments: [] });
  expect(answer.messages).toMatchObject([{ id: message.id, state: "withdrawn", undoMs: null, retryable: false }]);
  await app.pass(minute);
  expect(said()).toEqual([]);
  expect(await thread()).toMatchObject([{ state: "withdrawn", content: { text: "Wir kommen Mitwoch." } }]);
  expect((await detail()).draft).toBe("Wir kommen Mitwoch.");
  const after = await app.firm.office.row(id);
  expect([after.waitingSince, after.preview]).toEqual([before.waitingSince, before.preview]);
  for (const path of ["withdraw", "retry", "settle"]) {
    const again = await owner.send(
      "POST",
      `/api/messages/${message.id}/${path}`,
      path === "settle" ? { outcome: "sent" } : {},
    );
    expect([path, again.statusCode]).toEqual([path, 409]);
  }
});

test("taken back after Erledigt it has answered nobody: opened again, the customer waits since their last message", async () => {
  await press("Seit wann?");
  await app.pass(minute);
  await who.writes("Seit gestern.");
  const { waitingSince } = await app.firm.office.row(id);
  const message = await press("Wir kommen.");
  const change = async (verb: string) =>
    await app.firm.office.post(`/api/conversations/${id}/${verb}`, {
      version: (await app.firm.office.row(id)).version,
    });
  await change("close");
  await taken(message.id);
  expect(await app.firm.office.row(id)).toMatchObject({ state: "closed", waitingSince: null });
  await change("reopen");
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince });
});

test("an advert that was taken back counts for nothing among those with the same text (MS-1)", async () => {
  const message = await press("Wir kommen morgen.");
  const ofPress = { tenant_id: app.firm.tenantId, message_id: message.id };
  const { identity_id } = await app.sql((tx) =>
    tx.selectFrom("conversation").select("identity_id").where("conversation_id", "=", id).executeTakeFirstOrThrow(),
  );
  const print = { ...ofPress, identity_id, print: [1], at: app.clock.now() };
  await app.sql((tx) => tx.insertInto("advert_print").values(print).execute());
  await taken(message.id);
  expect(await app.sql((tx) => tx.selectFrom("advert_print").select("message_id").execute())).toEqual([]);
});

test("what one has begun to write since stays behind the words that come back", async () => {
  const message = await press("Erstens");
  await owner.send("PUT", `/api/conversations/${id}/draft`, { text: "Zweitens" });
  expect((await taken(message.id)).draft).toBe("Erstens\nZweitens");
});

const aPhoto = () =>
  sharp({ create: { width: 16, height: 12, channels: 3, background: "#888" } })
    .jpeg()
    .toBuffer();

test("several files and their text are one press: all come back, and all can be sent again", async () => {
  const files: string[] = [];
  for (const name of ["vorher.jpg", "nachher.jpg", "weg.jpg"]) {
    const form = Buffer.concat([
      Buffer.from(
        `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/jpeg\r\n\r\n`,
      ),
      await aPhoto(),
      Buffer.from("\r\n--b--\r\n"),
    ]);
    files.push((await app.firm.office.upload(id, form)).json().id);
  }
  const lost = files.pop() ?? "";
  await press({ text: "So sieht es aus.", attachmentIds: files });
  const [, second2] = await thread();
  const answer = await taken(second2?.id ?? "");
  expect(answer.attachments.map((file) => file.id)).toEqual(files);
  expect([answer.text, answer.messages.length]).toEqual(["So sieht es aus.", 2]);
  await app.pass(10 * second);
  expect(said()).toEqual([]);
  await press({ text: "So sieht es jetzt aus.", attachmentIds: files });
  await app.pass(5 * second);
  expect(said()).toEqual(["So sieht es jetzt aus.", "nachher.jpg"]);
  // What the disk has lost until then is said, and holds up nobody.
  await press({ attachmentIds: [lost] });
  await rm(join(app.deps.config.dataDir, "attachments", app.firm.tenantId, lost.slice(-2), lost));
  await press("Bis morgen.");
  await app.pass(5 * second);
  expect((await thread()).at(-2)).toMatchObject({ state: "failed", stateWhy: expect.stringContaining("Datei") });
  expect(said().at(-1)).toBe("Bis morgen.");
});

test.each([
  ["a voice message", "audio/webm", () => recordedVoice(1), "Hört bitte hinein."],
  ["a picture with more words than it takes", "image/jpeg", aPhoto, "So sieht es aus. ".repeat(80).trim()],
])(
  "words for which %s has no room on WhatsApp leave before it, and come back with it",
  async (_, type, bytes, text) => {
    const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="datei"\r\ncontent-type: ${type}\r\n\r\n`;
    const form = Buffer.concat([Buffer.from(head), await bytes(), Buffer.from("\r\n--b--\r\n")]);
    const file: string = (await app.firm.office.upload(id, form)).json().id;
    const message = await press({ text, attachmentIds: [file] });
    const answer = await taken(message.id);
    expect([answer.text, answer.attachments.map((one) => one.id)]).toEqual([text, [file]]);
    await press({ text, attachmentIds: [file] });
    await app.pass(5 * second);
    expect(said()).toEqual([text, expect.not.stringContaining(text)]);
  },
);

test("the same press arriving twice is one message and one hold", async () => {
  const { body, ...message } = await press("Einmal");
  await app.pass(2 * second);
  const again = await owner.send("POST", `/api/conversations/${id}/messages`, body);
  expect(SendAnswer.parse(again.json()).message).toMatchObject({ id: message.id, undoMs: 3_000 });
  await taken(message.id);
  await app.pass(minute);
  expect(said()).toEqual([]);
});

test("colleagues and people without the inbox cannot take back what somebody else wrote", async () => {
  const office = await memberBrowser(app.http, app.deps, owner, "Olga Office", "office");
  const crew = await memberBrowser(app.http, app.deps, owner, "Kurt Kolonne", "crew");
  const message = await press("Wir kommen morgen.");
  expect((await withdraw(message.id, office.browser)).statusCode).toBe(403);
  expect([403, 404]).toContain((await withdraw(message.id, crew.browser)).statusCode);
  expect((await withdraw(app.deps.ids.uuid())).statusCode).toBe(404);
  await app.pass(5 * second);
  expect(said()).toEqual(["Wir kommen morgen."]);
});

test("sender and undo in the same moment: exactly one of them wins, and it is who stood in line first", async () => {
  const send = () => deliver(app.deps, { whatsapp: app.whatsapp }, app.firm.tenantId, id, applyParked);
  // A head start for either side, so that the two meet at different points.
  const after = async (turns: number) => {
    for (let n = 0; n < turns; n++) await app.sql((tx) => tx.selectFrom("tenant").select("name").execute());
  };
  const meetings: ((undo: () => Promise<unknown>) => Promise<unknown>)[] = [
    (undo) => inLine(send, undo),
    (undo) => inLine(undo, send),
    // While the channel has it.
    async (undo) => {
      app.whatsapp.during = async () => {
        app.whatsapp.during = undefined;
        await undo();
      };
      await send();
    },
    ...[1, 3].flatMap((turns) => [
      (undo: () => Promise<unknown>) => Promise.all([after(turns).then(send), undo()]),
      (undo: () => Promise<unknown>) => Promise.all([send(), after(turns).then(undo)]),
    ]),
  ];
  const sent: boolean[] = [];
  for (const meet of meetings) {
    const message = await press(`Zeile ${sent.length}`);
    app.clock.advance(5 * second);
    const before = said().length;
    let answered = 0;
    await meet(async () => {
      answered = (await withdraw(message.id)).statusCode;
    });
    await app.drain();
    const left = said().length - before;
    expect([answered, left, (await thread()).at(-1)?.state]).toEqual(
      left === 1 ? [409, 1, "sent"] : [200, 0, "withdrawn"],
    );
    sent.push(left === 1);
  }
  expect(sent.slice(0, 3)).toEqual([true, false, true]);
});
/** Both wait for the conversation, one after the other, before either gets it. */
async function inLine(...both: (() => Promise<unknown>)[]): Promise<void> {
  const done: Promise<unknown>[] = [];
  await app.sql(async (tx) => {
    await tx.selectFrom("conversation").select("state").where("conversation_id", "=", id).forUpdate().execute();
    for (const one of both) {
      done.push(one());
      await expect.poll(() => lockWaits(app), { interval: 10 }).toBe(done.length);
    }
  });
  await Promise.all(done);
}

test("the notice, the programs of the business and a warning of danger do not wait, and overtake what does", async () => {
  // The privacy notice went out with the first message of the customer, without a second's wait.
  expect(leftFor(app, who).filter(isNotice).length).toBe(1);
  await press("Wir melden uns.");
  await app.firm.office.reply(id, "Vom Programm");
  expect(said()).toEqual(["Vom Programm"]);
  const warning = { messageClass: "safety", text: "Bitte Gas abdrehen.", dangerReason: "Gasgeruch im Keller" } as const;
  expect(await press(warning)).toMatchObject({ undoMs: null });
  expect(said().at(-1)).toContain("Bitte Gas abdrehen.");
  await app.pass(5 * second);
  expect(said().at(-1)).toBe("Wir melden uns.");
});

test("a held reply does not oversleep behind another message that cannot leave yet", async () => {
  await press("Wir kommen um acht.");
  app.whatsapp.script.push(unreachable, unreachable, unreachable);
  await app.firm.office.write(id, "Vom Programm");
  const work = async (ms: number) => {
    app.clock.advance(ms);
    await app.drain();
  };
  // Tries at once, after two seconds and after eight more; the reply is due in between, without the minute's look.
  await work(0);
  await work(2 * second);
  await work(3 * second);
  expect(said()).toEqual(["Vom Programm", "Vom Programm", "Wir kommen um acht."]);
  await work(hour);
});

test.each([
  ["an hour", hour],
  ["a minute and a half", 90 * second],
])("a clock put back by %s: what was held before leaves before what is written since", async (_, back) => {
  await press("Erstens");
  app.clock.advance(-back);
  await press("Zweitens");
  for (const ms of [5 * second, minute, minute]) await app.pass(ms);
  expect(said()).toEqual(["Erstens", "Zweitens"]);
  await app.pass(back);
});

test("a reply that waits for the notice is held as well, and can be taken back before its turn", async () => {
  const other = app.firm.customer();
  app.whatsapp.script.push(unreachable);
  await other.writes("Guten Tag");
  id = await other.conversationId();
  who = other;
  const first = await press("Ich rufe gleich an.");
  expect(first).toMatchObject({ state: "queued", undoMs: 5_000 });
  await taken(first.id);
  await press("Ich rufe um zehn an.");
  // The notice goes at its second try, before the five seconds are over.
  await app.pass(2 * second);
  expect(leftFor(app, who).filter(isNotice).length).toBe(2);
  expect(said()).toEqual([]);
  await app.pass(3 * second);
  expect(said()).toEqual(["Ich rufe um zehn an."]);
});

test("what became forbidden while it was held stays: it is judged again as it leaves", async () => {
  await app.pass(24 * hour - 2 * second);
  await owner.signIn();
  const message = await press("Wir kommen morgen.");
  expect(message.state).toBe("queued");
  await app.pass(5 * second);
  expect(said()).toEqual([]);
  expect((await thread())[0]?.state).toBe("blocked");
});

test("every send of this story has its decision", () => expectEverySendDecided(app));
