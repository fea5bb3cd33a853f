import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type {
  RoomList,
  RoomMessagePage,
  RoomMessageView,
  RoomReach,
  RoomRow,
  RoomSearch,
} from "../../src/contract/rooms.ts";
import { day, hour, minute } from "../../src/server/platform/instant.ts";
import { sweepRooms } from "../../src/server/rooms/sweep-rooms.job.ts";
import type { Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { lockWaits } from "../support/lock-waits.ts";
import { wordsToForget } from "../support/words-to-forget.ts";

/** Team chat: the firm's room fills itself, people are left alone after work, nobody sees what is not theirs. */
let app: TestApp;
let sandra: Person;
let uwe: Person;
let tarik: Person;
let leonie: Person;
beforeAll(async () => {
  app = await buildTestApp();
  ({ office: sandra, uwe } = app.firm);
  tarik = await app.firm.person("Tarik (Demo)");
  leonie = await app.firm.person("Leonie (Demo)");
});
afterAll(() => app.stop());

const rooms = async (who: Person) => ((await who.get("/api/rooms")) as RoomList).items;
const firmRoom = async (who: Person): Promise<RoomRow> => {
  const row = (await rooms(who)).find((room) => room.kind === "firm");
  if (!row) throw new Error("no room of the firm");
  return row;
};
const page = async (who: Person, roomId: string, query = "") =>
  (await who.get(`/api/rooms/${roomId}/messages?${query}`)) as RoomMessagePage;
const texts = async (who: Person, roomId: string) => (await page(who, roomId)).items.map((message) => message.text);
const write = async (who: Person, roomId: string, what: Record<string, unknown>) =>
  (await who.post(`/api/rooms/${roomId}/messages`, {
    clientId: app.deps.ids.uuid(),
    ...what,
  })) as RoomMessageView;
const crewRoom = async (who: Person, memberIds: readonly string[], name = "Bad Müller") =>
  (await who.post("/api/rooms", { kind: "crew", name, memberIds })) as RoomRow;

/** Next weekday at this hour in Berlin (winter: UTC+1). */
async function at(clock: string, weekday = 3): Promise<void> {
  const now = app.clock.now();
  const [h = 0, m = 0] = clock.split(":").map(Number);
  const target = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), h - 1, m));
  while (target <= now || target.getUTCDay() !== weekday) target.setUTCDate(target.getUTCDate() + 1);
  await app.pass(target.getTime() - now.getTime());
}
beforeEach(() => at("10:00"));

test("words that were taken back do not come back with a correction that was on its way", async () => {
  const { id } = await firmRoom(tarik);
  const said = await write(tarik, id, { text: "Der Code vom Tor ist 4711" });
  let corrected: Promise<{ statusCode: number }> | undefined;
  await app.sql(async (tx) => {
    const change = { revoked_at: app.deps.clock.now(), sealed_content: null };
    await tx.updateTable("room_message").set(change).where("room_message_id", "=", said.id).execute();
    corrected = tarik.call("PATCH", `/api/room-messages/${said.id}`, { text: "Der Code vom Tor ist 4712" });
    await expect.poll(() => lockWaits(app)).toBe(1);
  });
  expect((await corrected)?.statusCode).toBe(409);
  const [kept] = await app.sql((tx) =>
    tx.selectFrom("room_message").select("sealed_content").where("room_message_id", "=", said.id).execute(),
  );
  expect(kept?.sealed_content).toBeNull();
});

describe("rooms", () => {
  test("the firm's room fills itself, and the data-protection officer is not in it", async () => {
    const { memberIds, name } = await firmRoom(tarik);
    expect(name).toBe("Betrieb");
    expect(memberIds).toEqual(expect.arrayContaining([sandra.memberId, tarik.memberId, leonie.memberId]));
    const officer = await app.firm.callerOf("privacy_officer");
    expect(memberIds).not.toContain(officer.memberId);
  });

  test("two people have one direct room, whoever opens it; nobody else finds it, the owner neither", async () => {
    const one = (await sandra.post("/api/rooms", { kind: "direct", memberId: tarik.memberId })) as RoomRow;
    const other = (await tarik.post("/api/rooms", { kind: "direct", memberId: sandra.memberId })) as RoomRow;
    expect(other.id).toBe(one.id);
    expect([one.name, other.name]).toEqual(["Tarik (Demo)", "Sandra Krüger (Demo)"]);
    const sent = await write(tarik, one.id, { text: "Welche Elektrode?" });
    for (const who of [app.firm.owner, leonie]) {
      expect((await who.call("GET", `/api/rooms/${one.id}/messages`)).statusCode).toBe(404);
      expect((await who.call("GET", `/api/room-messages/${sent.id}`)).statusCode).toBe(404);
      expect((await who.call("PUT", `/api/room-messages/${sent.id}/seen`)).statusCode).toBe(404);
      expect((await rooms(who)).map((room) => room.id)).not.toContain(one.id);
    }
  });

  test("what is pressed twice is written once", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    const clientId = app.deps.ids.uuid();
    const first = await write(tarik, room.id, { text: "Bin da", clientId });
    const again = await write(tarik, room.id, { text: "Bin da", clientId });
    expect(again.id).toBe(first.id);
    expect(await texts(sandra, room.id)).toEqual(["Bin da"]);
    expect((await sandra.call("POST", `/api/rooms/${room.id}/messages`, { clientId, text: "x" })).statusCode).toBe(409);
  });

  test("unread is counted for oneself, and a name called is shown", async () => {
    const room = await crewRoom(sandra, [tarik.memberId, uwe.memberId]);
    await write(sandra, room.id, { text: "Guten Morgen" });
    await write(sandra, room.id, { text: "@Tarik kommst du?", mentions: [tarik.memberId] });
    const row = async (who: Person) => (await who.get(`/api/rooms/${room.id}`)) as RoomRow;
    expect(await row(tarik)).toMatchObject({ unread: 2, mentioned: true });
    expect(await row(uwe)).toMatchObject({ unread: 2, mentioned: false });
    expect(await row(sandra)).toMatchObject({ unread: 0 });
    await tarik.call("PUT", `/api/rooms/${room.id}/read`, { position: 2 });
    expect(await row(tarik)).toMatchObject({ unread: 0, mentioned: false });
    const seen = JSON.stringify(await page(sandra, room.id));
    expect(seen).not.toContain("readPosition");
  });

  test("replies, reactions, edits, taking back, pins and polls reach everybody in the room", async () => {
    const room = await crewRoom(sandra, [tarik.memberId, leonie.memberId]);
    const asked = await write(sandra, room.id, {
      text: "Wer kann Samstag?",
      poll: { options: ["ich", "nicht"], multiple: false },
    });
    await tarik.call("PUT", `/api/room-messages/${asked.id}/vote`, { choices: [0] });
    await tarik.call("PUT", `/api/room-messages/${asked.id}/vote`, { choices: [1] });
    const reply = await write(leonie, room.id, { text: "Ich nicht", replyTo: asked.id });
    await tarik.call("PUT", `/api/room-messages/${reply.id}/reaction`, { emoji: "👍", on: true });
    await leonie.call("PATCH", `/api/room-messages/${reply.id}`, { text: "Ich leider nicht" });
    await sandra.call("PUT", `/api/room-messages/${asked.id}/pin`, { on: true });
    const seen = await page(tarik, room.id);
    expect(seen.items[0]?.poll?.options.map((option) => option.memberIds)).toEqual([[], [tarik.memberId]]);
    expect(seen.items[1]).toMatchObject({
      text: "Ich leider nicht",
      editedAt: expect.any(String),
      replyTo: { excerpt: "Wer kann Samstag?", authorName: "Sandra Krüger (Demo)" },
      reactions: [{ emoji: "👍", memberIds: [tarik.memberId] }],
    });
    expect(seen.pinned.map((message) => message.id)).toEqual([asked.id]);
    expect((await tarik.call("PATCH", `/api/room-messages/${reply.id}`, { text: "Doch" })).statusCode).toBe(403);
    await leonie.call("DELETE", `/api/room-messages/${reply.id}`);
    expect((await page(tarik, room.id)).items[1]).toMatchObject({ text: null, revoked: true });
    expect(
      (await tarik.call("PUT", `/api/room-messages/${asked.id}/reaction`, { emoji: "krank", on: true })).statusCode,
    ).toBe(400);
  });

  test('"Gesehen" exists only where somebody asked for it', async () => {
    const room = await crewRoom(sandra, [tarik.memberId, uwe.memberId]);
    const plain = await write(sandra, room.id, { text: "Nur so" });
    expect(plain.seen).toBeNull();
    expect((await tarik.call("PUT", `/api/room-messages/${plain.id}/seen`)).statusCode).toBe(409);
    const asked = await write(sandra, room.id, { text: "Ab Montag neuer Schlüssel", asksSeen: true });
    await tarik.call("PUT", `/api/room-messages/${asked.id}/seen`);
    const { seen } = (await sandra.get(`/api/room-messages/${asked.id}`)) as RoomMessageView;
    expect(seen).toEqual({ memberIds: [tarik.memberId], missingIds: [uwe.memberId] });
    // Whoever saw other words has not seen these.
    const edit = async (text: string) => {
      await sandra.call("PATCH", `/api/room-messages/${asked.id}`, { text });
      return ((await sandra.get(`/api/room-messages/${asked.id}`)) as RoomMessageView).seen;
    };
    expect(await edit(" Ab Montag neuer Schlüssel ")).toEqual(seen);
    expect((await edit("Ab Dienstag neuer Schlüssel"))?.memberIds).toEqual([]);
    const emptied = await sandra.call("PATCH", `/api/room-messages/${asked.id}`, { text: " " });
    expect([emptied.statusCode, emptied.json().fields.text]).toEqual([
      400,
      "So stünde nichts mehr da. Schreib etwas, oder zieh die Nachricht zurück.",
    ]);
    // Nor has who pressed beneath words that were changed while they read.
    const press = async (editedAt: string | null) =>
      (await tarik.call("PUT", `/api/room-messages/${asked.id}/seen`, { editedAt })).statusCode;
    const { editedAt } = (await sandra.get(`/api/room-messages/${asked.id}`)) as RoomMessageView;
    expect(await press(null)).toBe(409);
    expect(await press(editedAt)).toBe(200);
    expect(await press(editedAt)).toBe(200);
  });

  test("signs that nobody sees are neither written nor put in the place of words", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    const said = await write(sandra, room.id, { text: "Um acht am Lager" });
    const text = "\u200b\u3164";
    const clientId = "0192f0c1-0000-7000-8000-00000000e0e0";
    const sent = await sandra.call("POST", `/api/rooms/${room.id}/messages`, { clientId, text });
    const changed = await sandra.call("PATCH", `/api/room-messages/${said.id}`, { text });
    for (const { statusCode, body } of [sent, changed]) {
      expect(statusCode).toBe(400);
      expect(body).toContain("Schreib etwas");
    }
  });

  test("words are found in the own rooms only, and not after they were taken back", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    const sent = await write(sandra, room.id, { text: "Die Umwälzpumpe steht im Lager" });
    const find = async (who: Person) =>
      ((await who.get("/api/rooms/search?q=Umwälzpump")) as { items: RoomMessageView[] }).items.map((one) => one.id);
    expect(await find(tarik)).toEqual([sent.id]);
    expect(await find(uwe)).toEqual([]);
    await sandra.call("DELETE", `/api/room-messages/${sent.id}`);
    expect(await find(tarik)).toEqual([]);
  });
});

test("a room is searched as the inbox is: parts of a file's name, folded letters, stems", async () => {
  const room = await crewRoom(sandra, [tarik.memberId], "Suche");
  const sent = await write(sandra, room.id, { text: "IMG_2034.jpg zeigt die Heizung in der Körnerstraße" });
  for (const q of ["2034", "img 2034", "IMG_2034.jpg", "Koernerstrasse", "Heizungen"]) {
    const { items } = (await tarik.get(`/api/rooms/search?roomId=${room.id}&q=${encodeURIComponent(q)}`)) as {
      items: RoomMessageView[];
    };
    expect([q, items.map((one) => one.id)]).toEqual([q, [sent.id]]);
  }
});

test("what a room's search found is shown at the place of the words, marked, as in the inbox", async () => {
  const room = await crewRoom(sandra, [tarik.memberId], "Fundstellen");
  const before = "Guten Morgen zusammen, heute fangen wir eine halbe Stunde später an, weil der Kran noch fehlt. ";
  await write(sandra, room.id, { text: `${before}Danach bitte die Umwälzpumpen in den Keller.` });
  const { items } = (await tarik.get(
    `/api/rooms/search?roomId=${room.id}&q=${encodeURIComponent("keller umwälzpumpe")}`,
  )) as RoomSearch;
  const [hit] = items.map((one) => one.hit);
  expect(hit?.text).toMatch(/^… .*Umwälzpumpen in den Keller\.$/);
  expect(hit?.marks.map(({ from, to }) => hit.text.slice(from, to))).toEqual(["Umwälzpumpen", "Keller"]);
});

describe("after work (IN-4 to IN-6)", () => {
  test("a message waits on the server until work begins, and the writer sees until when", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    await at("21:30");
    const reach = (await sandra.get(`/api/rooms/${room.id}/reach`)) as RoomReach;
    expect(reach.waits).toHaveLength(1);
    const sent = await write(sandra, room.id, { text: "Morgen bitte Rohrzange mitbringen" });
    expect(sent.waits).toEqual([{ memberId: tarik.memberId, until: reach.waits[0]?.until }]);
    expect(await texts(tarik, room.id)).toEqual([]);
    expect((await tarik.call("GET", `/api/room-messages/${sent.id}`)).statusCode).toBe(404);
    expect((await rooms(tarik)).find((one) => one.id === room.id)).toMatchObject({ unread: 0, last: null });
    await app.pass(9 * hour + 29 * minute);
    expect(await texts(tarik, room.id)).toEqual([]);
    await app.pass(2 * minute);
    expect(await texts(tarik, room.id)).toEqual(["Morgen bitte Rohrzange mitbringen"]);
    expect((await rooms(tarik)).find((one) => one.id === room.id)).toMatchObject({ unread: 1 });
    const decisions = await app.sql((tx) =>
      tx
        .selectFrom("decision")
        .select(["verdict", "rules"])
        .where("action", "=", "send")
        .orderBy("at", "desc")
        .orderBy("decision_id", "desc")
        .limit(1)
        .execute(),
    );
    expect(decisions[0]).toMatchObject({ verdict: "require", rules: ["IN-4"] });
  });

  describe("how long somebody is away, and who is young, is for those who plan", () => {
    const reachOf = async (who: Person, roomId: string) =>
      ((await who.get(`/api/rooms/${roomId}/reach`)) as RoomReach).waits;
    const local = (days: number, clock: string) =>
      `${new Date(app.clock.now().getTime() + days * day).toISOString().slice(0, 10)}T${clock}`;

    test("a colleague reads when usual hours begin, and of an absence only that it will be later", async () => {
      const room = await crewRoom(sandra, [tarik.memberId, leonie.memberId]);
      await at("21:30", 2);
      const start = `${local(1, "06:00:00")}.000Z`;
      const before = await reachOf(leonie, room.id);
      expect(before).toContainEqual({ memberId: tarik.memberId, until: start, minor: false });
      const early = await write(leonie, room.id, { text: "Wer hat den Bohrer?" });
      const absence = { memberId: tarik.memberId, start: local(1, "00:00"), end: local(3, "00:00") };
      await sandra.post("/api/roster/absences", absence);
      const back = `${local(3, "06:00:00")}.000Z`;
      const waitOf = async (who: Person) =>
        (await reachOf(who, room.id)).find((one) => one.memberId === tarik.memberId);
      expect(await waitOf(sandra)).toMatchObject({ until: back });
      expect(await waitOf(leonie)).toMatchObject({ until: null });
      const sent = await write(leonie, room.id, { text: "Noch jemand da?" });
      expect(sent.waits.find((one) => one.memberId === tarik.memberId)).toEqual({
        memberId: tarik.memberId,
        until: null,
      });
      const planned = await write(sandra, room.id, { text: "Morgen um acht" });
      expect(planned.waits.find((one) => one.memberId === tarik.memberId)?.until).toBe(back);
      // What was written before waits longer now, and does not tell it either.
      await app.pass(10 * hour);
      const again = (await leonie.get(`/api/room-messages/${early.id}`)) as RoomMessageView;
      expect(again.waits.find((one) => one.memberId === tarik.memberId)?.until).toBeNull();
      await app.pass(2 * day);
      expect(await texts(tarik, room.id)).toHaveLength(3);
    });

    test("that somebody is under 18 is not told to a colleague, nor to be read from the time", async () => {
      const room = await crewRoom(sandra, [tarik.memberId, leonie.memberId]);
      const worktime = { qualifications: [], crewId: null };
      const week = [1, 2, 3, 4, 5].map((one) => ({ day: one, from: "05:00", to: "13:00" }));
      await sandra.call("PUT", `/api/working-time/${leonie.memberId}`, {
        ...worktime,
        week,
        age: { kind: "minor", bornOn: "2010-06-01" },
      });
      await at("21:30", 2);
      const of = async (who: Person) => (await reachOf(who, room.id)).find((one) => one.memberId === leonie.memberId);
      expect(await of(sandra)).toMatchObject({ until: `${local(1, "05:00:00")}.000Z`, minor: true });
      expect(await of(tarik)).toEqual({ memberId: leonie.memberId, until: null, minor: false });
    });
  });

  test("a danger reaches everybody at once, with its reason and a line in the audit", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    await at("22:00");
    await write(sandra, room.id, {
      text: "Gasgeruch in der Lindenstraße 4, niemand hinein",
      emergency: { danger: "gas", reason: "Gasgeruch gemeldet, Kollege könnte früh hinfahren" },
    });
    expect(await texts(tarik, room.id)).toEqual(["Gasgeruch in der Lindenstraße 4, niemand hinein"]);
    const audit = await app.sql((tx) =>
      tx.selectFrom("audit_entry").select("verb").where("verb", "=", "override-quiet-hours").execute(),
    );
    expect(audit).toHaveLength(1);
  });

  test("what was given late counts as unread, also where something later was read before", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    await at("22:10");
    await write(sandra, room.id, { text: "Hat Zeit bis morgen" });
    await write(sandra, room.id, {
      text: "Wasserrohrbruch im Lager",
      emergency: { danger: "water", reason: "Das Lager läuft voll, Hauptventil" },
    });
    await tarik.call("PUT", `/api/rooms/${room.id}/read`, { position: 2 });
    await app.pass(10 * hour);
    expect(await texts(tarik, room.id)).toEqual(["Hat Zeit bis morgen", "Wasserrohrbruch im Lager"]);
    expect(((await tarik.get(`/api/rooms/${room.id}`)) as RoomRow).unread).toBe(2);
  });
});

describe("people come and go", () => {
  test("whoever is taken out of a room sees nothing of it any more, and what waited is not given", async () => {
    const room = await crewRoom(sandra, [tarik.memberId, uwe.memberId]);
    await write(sandra, room.id, { text: "Intern" });
    await sandra.call("PATCH", `/api/rooms/${room.id}`, { remove: [tarik.memberId] });
    expect((await tarik.call("GET", `/api/rooms/${room.id}/messages`)).statusCode).toBe(404);
    expect((await uwe.call("PATCH", `/api/rooms/${room.id}`, { remove: [uwe.memberId] })).statusCode).toBe(204);
    const after = (await sandra.get(`/api/rooms/${room.id}`)) as RoomRow;
    expect(after.memberIds).toEqual([sandra.memberId]);
  });

  test("a journeyman does not rename a room the office made, and lets nobody in", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    for (const body of [{ name: "Meins" }, { closed: true }, { add: [leonie.memberId] }, { remove: [sandra.memberId] }])
      expect((await tarik.call("PATCH", `/api/rooms/${room.id}`, body)).statusCode).toBe(403);
  });

  test("after ninety days what was said is gone, with a count as proof (LK-12)", async () => {
    const room = await crewRoom(sandra, [tarik.memberId]);
    await write(sandra, room.id, { text: "Alt" });
    await app.pass(91 * day);
    await wordsToForget(app, "forget-room-words");
    await sweepRooms(app.deps, app.firm.tenantId);
    expect([await texts(sandra, room.id), await wordsToForget(app, "forget-room-words")]).toEqual([[], true]);
    const proof = await app.sql((tx) =>
      tx.selectFrom("audit_entry").select("details").where("verb", "=", "sweep-rooms").execute(),
    );
    expect(proof.length).toBeGreaterThan(0);
  });
});
