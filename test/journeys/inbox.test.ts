import { afterAll, beforeAll, expect, test } from "vitest";
import { ConversationDetail, type DraftMark } from "../../src/contract/conversations.ts";
import { hour, minute } from "../../src/server/platform/instant.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

async function inTalk(text = "Guten Tag", name?: string) {
  const who = app.firm.customer(name === undefined ? {} : { name });
  await who.writes(text);
  return { who, id: await who.conversationId() };
}
const detail = async (id: string, member = app.firm.office) =>
  ConversationDetail.parse(await member.get(`/api/conversations/${id}`));
const at = (ms: number) => new Date(app.clock.now().getTime() + ms).toISOString();

test("of two who take a conversation in the same moment one has it, and the other is told", async () => {
  const { id } = await inTalk();
  const { version } = await app.firm.office.row(id);
  const { office, uwe } = app.firm;
  const answers = await Promise.all(
    [office, uwe].map((one) =>
      one.call("POST", `/api/conversations/${id}/assign`, { memberId: one.memberId, version }),
    ),
  );
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
  const { assignee } = await office.row(id);
  const winner = answers[0]?.statusCode === 200 ? office : uwe;
  expect(assignee?.id).toBe(winner.memberId);
  const late = await uwe.call("POST", `/api/conversations/${id}/close`, { version });
  expect(late.json()).toMatchObject({ status: 409 });
});

test("a conversation comes with the numbers of the inbox unless it is one of many that are fetched together", async () => {
  const { id } = await inTalk();
  expect([(await detail(id)).counts?.open, (await detail(`${id}?counts=no`)).counts]).toEqual([
    expect.any(Number),
    undefined,
  ]);
});

test("nobody is assigned who does not work here", async () => {
  const { id } = await inTalk();
  const { version } = await app.firm.office.row(id);
  const stranger = { memberId: app.deps.ids.uuid(), version };
  expect((await app.firm.office.call("POST", `/api/conversations/${id}/assign`, stranger)).statusCode).toBe(404);
  expect((await app.firm.office.row(id)).assignee).toBeNull();
});

test("a draft waits on every device of its member and on nobody else's, until the reply leaves", async () => {
  const { id } = await inTalk();
  await app.firm.office.call("PUT", `/api/conversations/${id}/draft`, { text: "Wir könnten am" });
  expect((await detail(id)).draft).toBe("Wir könnten am");
  expect((await app.firm.office.row(id)).draft).toBe(true);
  expect((await detail(id, app.firm.uwe)).draft).toBe("");
  await app.firm.office.reply(id, "Wir könnten am Freitag.");
  expect((await detail(id)).draft).toBe("");
});

test("what is begun while a reply is still on its way is no draft of it, and stays", async () => {
  const { id } = await inTalk();
  const begin = (text: string) => app.firm.office.call("PUT", `/api/conversations/${id}/draft`, { text });
  await begin("Und am Montag");
  await app.firm.office.reply(id, "Wir kommen am Freitag.");
  expect((await detail(id)).draft).toBe("Und am Montag");
  await app.firm.office.reply(id, "Und am Montag um acht.");
  expect((await detail(id)).draft).toBe("");
});

test("of two devices of one member that save in the same second neither loses a word, and what was sent does not come back", async () => {
  const { id } = await inTalk();
  const save = async (base: string, text: string) =>
    (await app.firm.office.call("PUT", `/api/conversations/${id}/draft`, { base, text })).json().text;
  await save("", "Guten Tag,");
  await Promise.all([
    save("Guten Tag,", "Guten Tag, wir kommen am Freitag."),
    save("Guten Tag,", "Guten Tag, bitte das Wasser abstellen"),
  ]);
  const { draft } = await detail(id);
  for (const words of ["wir kommen am Freitag.", "bitte das Wasser abstellen"]) expect(draft).toContain(words);
  expect(draft.match(/Guten Tag,/g)).toHaveLength(1);
  await app.firm.office.reply(id, draft);
  expect((await detail(id)).draft).toBe("");
  expect(await save(draft, `${draft} Danke!`)).toBe("Danke!");
  expect(await save(draft, "")).toBe("Danke!");
  expect(await save("Danke!", "")).toBe("");
  expect((await app.firm.office.row(id)).draft).toBe(false);
});

test("words told once more after a lost answer, or overtaken by their own message, do not come back when they were sent", async () => {
  const { id } = await inTalk();
  const tell = async (mark: DraftMark, text?: string) =>
    (await app.firm.office.call("PUT", `/api/conversations/${id}/draft`, { base: "", text, mark })).json();
  const [phone, laptop] = [1, 2].map((n) => ({ by: `00000000-0000-4000-8000-00000000000${n}`, count: 1 })) as [
    DraftMark,
    DraftMark,
  ];
  expect(await tell(phone, "Um acht.")).toEqual({ text: "Um acht.", taken: true });
  await app.firm.office.reply(id, { text: "Um acht.", draftMark: laptop });
  expect(await tell(phone, "Um acht.")).toEqual({ text: "", taken: true });
  expect(await tell(phone)).toEqual({ text: "", taken: true });
  expect(await tell(laptop, "Um acht.")).toEqual({ text: "", taken: false });
  expect([(await detail(id)).draft, (await app.firm.office.row(id)).draft]).toEqual(["", false]);
  expect(await tell({ ...phone, count: 2 }, "Bis dann")).toEqual({ text: "Bis dann", taken: true });
});

test("read is read for one member only, and can be made unread", async () => {
  const { who, id } = await inTalk();
  await who.writes("Noch etwas");
  expect((await app.firm.office.row(id)).unread).toBe(2);
  const { lastPosition } = await app.firm.office.row(id);
  await app.firm.office.post(`/api/conversations/${id}/read`, { position: lastPosition });
  expect((await app.firm.office.row(id)).unread).toBe(0);
  expect((await app.firm.uwe.row(id)).unread).toBe(2);
  await app.firm.office.post(`/api/conversations/${id}/read`, { position: 0 });
  expect((await app.firm.office.row(id)).unread).toBe(2);
});

test("a reply that was long on its way reads what its writer saw, not what the customer wrote meanwhile", async () => {
  const { who, id } = await inTalk();
  const { lastPosition: seenPosition } = await app.firm.office.row(id);
  await who.writes("Es brennt!");
  await app.firm.office.reply(id, { text: "Wir kommen am Freitag.", seenPosition });
  expect((await app.firm.office.row(id)).unread).toBe(1);
  const { lastPosition } = await app.firm.office.row(id);
  await app.firm.office.reply(id, { text: "Wir kommen sofort.", seenPosition: lastPosition });
  expect((await app.firm.office.row(id)).unread).toBe(0);
});

const waitsSince = async (id: string) => (await app.firm.office.row(id)).waitingSince;
const lastOf = async (id: string) => (await app.firm.office.row(id)).lastPosition;

test("a reply that was long on its way answers what its writer saw; for the rest somebody still waits", async () => {
  const { who, id } = await inTalk();
  const begun = await lastOf(id);
  await who.writes("Übrigens: die Tür klemmt.");
  const pressed = await lastOf(id);
  app.clock.advance(minute);
  await who.writes("Es brennt!");
  const since = app.clock.now().toISOString();
  app.clock.advance(minute);
  await who.writes("Hallo?");
  await app.firm.office.reply(id, { text: "Wir kommen am Freitag.", seenPosition: begun, pressedPosition: pressed });
  expect(await waitsSince(id)).toBe(since);
  expect((await app.firm.office.row(id)).unread).toBe(2);
  await app.firm.office.reply(id, { text: "Wir kommen sofort.", pressedPosition: await lastOf(id) });
  expect(await waitsSince(id)).toBeNull();
});

test("what came in between words and press was on the screen, and is answered", async () => {
  const { who, id } = await inTalk();
  const begun = await lastOf(id);
  await who.writes("Übrigens: die Tür klemmt.");
  await app.firm.office.reply(id, { text: "Ist gut.", seenPosition: begun, pressedPosition: await lastOf(id) });
  expect(await waitsSince(id)).toBeNull();
});

test("a reply that does not say what its writer saw answers all of it", async () => {
  const { who, id } = await inTalk();
  const seenPosition = await lastOf(id);
  await who.writes("Es brennt!");
  await app.firm.office.reply(id, { text: "Wir kommen am Freitag.", seenPosition });
  expect(await waitsSince(id)).toBeNull();
  await who.writes("Danke.");
  await app.firm.office.reply(id, "Gern.");
  expect(await waitsSince(id)).toBeNull();
});

test("what another reply has answered, or was closed as dealt with, does not wait for one that was long on its way", async () => {
  const { who, id } = await inTalk();
  const pressedPosition = await lastOf(id);
  await who.writes("Es brennt!");
  await app.firm.office.reply(id, "Wir kommen sofort.");
  await app.firm.office.reply(id, { text: "Wir kommen am Freitag.", pressedPosition });
  expect(await waitsSince(id)).toBeNull();
  const seen = await lastOf(id);
  await who.writes("Danke!");
  await app.firm.office.post(`/api/conversations/${id}/close`, { version: (await app.firm.office.row(id)).version });
  await app.firm.office.reply(id, { text: "Der Wagen ist unterwegs.", pressedPosition: seen });
  expect(await waitsSince(id)).toBeNull();
});

test("opened again, a conversation waits for what the reply in between had not seen", async () => {
  const { who, id } = await inTalk();
  const pressedPosition = await lastOf(id);
  app.clock.advance(minute);
  await who.writes("Es brennt!");
  const since = app.clock.now().toISOString();
  const turn = async (way: string) =>
    app.firm.office.post(`/api/conversations/${id}/${way}`, { version: (await app.firm.office.row(id)).version });
  await turn("close");
  await app.firm.office.reply(id, { text: "Wir kommen am Freitag.", pressedPosition });
  expect(await waitsSince(id)).toBeNull();
  await turn("reopen");
  expect(await waitsSince(id)).toBe(since);
});

test("marked as unread wins over the look another device began before it (U14)", async () => {
  const { who, id } = await inTalk();
  await who.writes("Noch etwas");
  const { lastPosition } = await app.firm.office.row(id);
  const { readMarks } = await detail(id);
  const read = (body: object) => app.firm.office.post(`/api/conversations/${id}/read`, body);
  await read({ position: lastPosition, look: readMarks });
  await read({ position: lastPosition - 1 });
  // The other device has looked for a second; it knew nothing of the mark.
  await read({ position: lastPosition, look: readMarks });
  expect((await app.firm.office.row(id)).unread).toBe(1);
  await read({ position: lastPosition, look: (await detail(id)).readMarks });
  expect((await app.firm.office.row(id)).unread).toBe(0);
  // A third one comes out of a cellar and tells how far it had looked there.
  await read({ position: lastPosition - 1, look: (await detail(id)).readMarks });
  expect((await app.firm.office.row(id)).unread).toBe(0);
});

test("a snoozed conversation comes back on top at its time, or when the customer writes (U20)", async () => {
  const first = await inTalk();
  const second = await inTalk();
  const until = at(2 * hour);
  await app.firm.office.reply(first.id, "Ich frage nach.");
  for (const { id } of [first, second]) {
    const { version } = await app.firm.office.row(id);
    await app.firm.office.post(`/api/conversations/${id}/snooze`, { until, version });
  }
  const past = { until: at(-minute), version: (await app.firm.office.row(first.id)).version };
  expect((await app.firm.office.call("POST", `/api/conversations/${first.id}/snooze`, past)).statusCode).toBe(400);
  await second.who.writes("Doch eilig!");
  expect((await app.firm.office.row(second.id)).state).toBe("open");
  await app.pass(hour);
  expect((await app.firm.office.row(first.id)).state).toBe("snoozed");
  await app.pass(hour);
  // It was answered: what waits since then is the Wiedervorlage itself, and those who wait stand on top.
  expect(await app.firm.office.row(first.id)).toMatchObject({ state: "open", snoozedUntil: null, waitingSince: until });
});

test.each(["assign", "snooze", "close", "reopen"])(
  "%s, asked for again because its answer was lost, is done once",
  async (verb) => {
    const { id } = await inTalk();
    const { office, uwe } = app.firm;
    if (verb === "reopen")
      await office.post(`/api/conversations/${id}/close`, { version: (await office.row(id)).version });
    const { version } = await office.row(id);
    const more = { assign: { memberId: office.memberId }, snooze: { until: at(hour) } };
    const wish = { ...more[verb as "assign"], version };
    const rows = [wish, wish].map(() => office.post(`/api/conversations/${id}/${verb}`, wish));
    for (const row of await Promise.all(rows)) expect(row).toMatchObject({ version: version + 1 });
    // Whoever wants something else is told as before.
    const other = { assign: { memberId: uwe.memberId }, snooze: { until: at(2 * hour) } }[verb as "assign"];
    const [instead, body] = other ? [verb, other] : [verb === "close" ? "reopen" : "close", {}];
    expect((await uwe.call("POST", `/api/conversations/${id}/${instead}`, { ...body, version })).statusCode).toBe(409);
  },
);

test("a closed conversation opens again when the customer writes, and nobody has to look for it", async () => {
  const { who, id } = await inTalk();
  const { version } = await app.firm.office.row(id);
  await app.firm.office.post(`/api/conversations/${id}/close`, { version });
  expect(await app.firm.office.row(id)).toMatchObject({ state: "closed", waitingSince: null });
  await who.writes("Es tropft wieder.");
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince: expect.any(String) });
  expect((await app.firm.office.inbox("state=open&limit=200")).map((row) => row.id)).toContain(id);
});

test("Erledigt that is taken back gives the customer the wait back, to the second", async () => {
  const { who, id } = await inTalk("Danke schön");
  const change = async (verb: string) =>
    await app.firm.office.post(`/api/conversations/${id}/${verb}`, {
      version: (await app.firm.office.row(id)).version,
    });
  await change("close");
  await app.pass(hour);
  await who.writes("Jetzt tropft es doch.");
  const waiting = await app.firm.office.row(id);
  expect(waiting.waitingSince).toBe(app.clock.now().toISOString());
  await app.pass(minute);
  await change("close");
  await change("close");
  expect(await app.firm.office.row(id)).toMatchObject({ state: "closed", waitingSince: null });
  await change("reopen");
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince: waiting.waitingSince });
  await app.firm.office.reply(id, "Wir kommen.");
  await change("close");
  await change("reopen");
  expect((await app.firm.office.row(id)).waitingSince).toBeNull();
});

test("a reply written after Erledigt answers: opened again, the customer does not wait for what was answered", async () => {
  const { who, id } = await inTalk("Es tropft.");
  const change = async (verb: string) =>
    await app.firm.office.post(`/api/conversations/${id}/${verb}`, {
      version: (await app.firm.office.row(id)).version,
    });
  const { waitingSince } = await app.firm.office.row(id);
  await change("close");
  await app.pass(minute);
  const { message } = await app.firm.office.reply(id, "Wir kommen um elf.");
  await change("reopen");
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince: null });
  // It reached nobody after all: what Erledigt had settled is unanswered again.
  await who.receipt("wamid.LATE", "failed", { biz_opaque_callback_data: message.id });
  expect(await app.firm.office.row(id)).toMatchObject({ state: "open", waitingSince });
});

test("search finds by name and by words, also begun, folded and inflected ones, and nothing else", async () => {
  const said =
    "Die Zündelektrode der ZSB14 ist defekt (F-28), alle Heizungen kalt. IMG_2034.jpg an Karl.Kern@haus.example";
  const { id } = await inTalk(said, "Jürgen Müßig");
  const byName = ["müßig", "Muessig", "jürg", "Müßig, Jürgen", "Jurgen", "mussig"];
  const byWords = ["Zündel", "zsb14", "Heizung", "defekt ist", "Zuendelektrode", "Zundelektrode", "Heizungs", "F-28"];
  for (const q of [...byName, ...byWords, "2034", "IMG_2034.jpg", "kern@haus.example", "„Heizung kalt“"])
    expect([q, (await app.firm.office.inbox(`q=${encodeURIComponent(q)}`)).map((row) => row.id)]).toEqual([q, [id]]);
  for (const q of ["Waschbecken", "%", "' or 1=1 --", "!!!", "xq & yz | !kw", ":*"])
    expect([q, (await app.firm.office.inbox(`q=${encodeURIComponent(q)}`)).map((row) => row.id)]).toEqual([q, []]);
});

test("search finds by a whole number however it is written, and by letters of neighbours' names", async () => {
  const who = app.firm.customer({ name: "Ayşe Kılıç", phone: "491761234567" });
  await who.writes("Guten Tag");
  for (const q of ["0176 1234567", "0176/123 45 67", "+49 (0)176 1234567", "00491761234567", "Kilic", "Ayse"])
    expect([q, (await app.firm.office.inbox(`q=${encodeURIComponent(q)}`)).map((row) => row.name)]).toEqual([
      q,
      ["Ayşe Kılıç"],
    ]);
});

test("a row found by its words says where they stand, the newest of them; one found by its name does not", async () => {
  const { who, id } = await inTalk("Der Boiler ist undicht", "Rita Boilermann");
  const { who: other, id: found } = await inTalk("Mein Boiler tropft", "Otto Vogt");
  await other.writes("Und der Boiler pfeift");
  await other.writes("Danke");
  await who.writes("Danke");
  const rows = await app.firm.office.inbox("q=Boiler");
  expect(rows.find((row) => row.id === id)?.hit).toBeUndefined();
  const text = "Und der Boiler pfeift";
  const said = (await app.firm.office.thread(found)).find(
    ({ content }) => content.type === "text" && content.text === text,
  );
  const hit = { text, direction: "in", position: said?.position, marks: [{ from: 8, to: 14 }] };
  expect(rows.find((row) => row.id === found)).toMatchObject({ preview: { text: "Danke" }, hit });
});

test("a row shows the place where its words stand, also by their stem and in folded letters", async () => {
  const lead = "Guten Tag, wir hatten gestern schon telefoniert wegen der Anlage im Keller und auch davor. ";
  const { id } = await inTalk(`${lead}Zwei Schläuche in der Körnerstraße lecken.`, "Nora Ohnewort");
  for (const [q, marked] of [
    ["Schlauch", ["Schläuche"]],
    ["koernerstrasse schläuche", ["Schläuche", "Körnerstraße"]],
  ] as const) {
    const hit = (await app.firm.office.inbox(`q=${encodeURIComponent(q)}`)).find((row) => row.id === id)?.hit;
    expect(hit?.text).toBe("… davor. Zwei Schläuche in der Körnerstraße lecken.");
    expect(hit?.marks.map(({ from, to }) => hit.text.slice(from, to))).toEqual(marked);
  }
});

test("who waits longest stands on top, page after page, without a gap and without a double", async () => {
  for (let i = 0; i < 5; i++) {
    await inTalk(`Frage ${i}`);
    await app.pass(minute);
  }
  const all = await app.firm.office.inbox("limit=200");
  const paged: string[] = [];
  let cursor = "";
  do {
    const page = await app.firm.office.get(`/api/conversations?limit=3${cursor === "" ? "" : `&cursor=${cursor}`}`);
    const { items, nextCursor } = page as { items: { id: string }[]; nextCursor: string | null };
    paged.push(...items.map((item) => item.id));
    cursor = nextCursor ?? "";
  } while (cursor !== "");
  expect(paged).toEqual(all.map((row) => row.id));
  const waiting = all.flatMap((row) => (row.waitingSince === null ? [] : [row.waitingSince]));
  expect(waiting).toEqual(waiting.toSorted());
});

test("whoever calls over WhatsApp stands in the list as a call, not as something nobody can see", async () => {
  const { who, id } = await inTalk();
  const call = { id: "wacid.61", from: who.phone, from_user_id: who.bsuid, event: "connect", timestamp: "1795976000" };
  await who.delivers({ calls: [{ ...call, direction: "USER_INITIATED" }] }, "calls");
  const [, called] = (await app.firm.office.thread(id)).filter(({ direction }) => direction === "in");
  expect(called?.content).toEqual({
    type: "structured",
    title: "Anruf über WhatsApp",
    lines: ["Werkbote nimmt keine Anrufe an. Ruf zurück."],
  });
  expect((await app.firm.office.row(id)).preview.text).toMatch(/^Anruf über WhatsApp /);
});
