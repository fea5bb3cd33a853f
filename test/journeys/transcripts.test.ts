import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InboxPage } from "../../src/contract/conversations.ts";
import { AttachmentView, MessageView } from "../../src/contract/messages.ts";
import { type RoomMessageView, type RoomRow, type RoomSearch, TeamFileView } from "../../src/contract/rooms.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { rebuildWords } from "../../src/server/conversations/rebuild-words.action.ts";
import { rebuildRoomWords } from "../../src/server/rooms/rebuild-room-words.action.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { feedHead } from "../support/the-feed.ts";
import { voice } from "../support/voice.ts";

/** M3: what is said in a voice message stands below it, written down by whoever heard it, and is found again. */
let app: TestApp;
let office: Person;
let owner: Person;
let lead: Person;
let tarik: Person;
let leonie: Person;
let helga: Customer;
let id: string;
let spoken: AttachmentView;
let messageId: string;

beforeAll(async () => {
  app = await buildTestApp();
  ({ office, owner } = app.firm);
  ({ lead, tarik, leonie } = await crewOf(app, app.firm));
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: voice(), mimeType: "audio/ogg; codecs=opus" });
  helga = app.firm.customer({ name: "Helga Seidel" });
  await helga.sends({
    type: "audio",
    audio: { id: "7001", mime_type: "audio/ogg; codecs=opus", sha256: "", voice: true },
  });
  await app.drain();
  id = await helga.conversationId();
  const said = (await office.thread(id)).find(({ attachments }) => attachments.length > 0);
  messageId = said?.id ?? "";
  spoken = AttachmentView.parse(said?.attachments[0]);
});
afterAll(() => app.stop());

const write = (who: Person, text: string, seen: string | null = null, file = spoken.id as string) =>
  who.call("PUT", `/api/attachments/${file}/transcript`, { text, seen });
const standing = async (who: Person = office) =>
  MessageView.parse(await who.get(`/api/messages/${messageId}`)).attachments[0]?.transcript ?? null;
const found = async (words: string) =>
  InboxPage.parse(await office.get(`/api/conversations?q=${encodeURIComponent(words)}`)).items.map((row) => row.id);

describe("a customer's voice message", () => {
  test("has no words until somebody writes them down; then everybody who reads it sees by whom and when", async () => {
    expect(spoken).toMatchObject({ media: "voice", transcript: null });
    expect(await found("Zündelektrode")).toEqual([]);
    const answer = await write(lead, "  Die Zündelektrode ist hin,\r\nbitte vor acht.  ");
    expect(answer.statusCode).toBe(200);
    const transcript = {
      text: "Die Zündelektrode ist hin,\nbitte vor acht.",
      authorId: lead.memberId,
      authorName: expect.stringContaining("(Demo)"),
      at: app.clock.now().toISOString(),
    };
    expect(AttachmentView.parse(answer.json()).transcript).toEqual(transcript);
    for (const who of [office, owner, lead]) expect(await standing(who)).toEqual(transcript);
  });

  test("is found by what was said, also when the search was made anew, and the customer is told nothing of it", async () => {
    expect(await found("zündelek")).toEqual([id]);
    await app.sql((tx) => tx.deleteFrom("message_search").execute());
    await rebuildWords(app.deps, app.firm.tenantId, () => {});
    expect(await found("Zündelektrode")).toEqual([id]);
    expect(app.left.filter(({ text }) => text.includes("Zündelektrode"))).toEqual([]);
  });

  test("is sealed like what is written", async () => {
    const { rows } = await app.sql((tx) =>
      sql<{
        row: string;
        written: boolean;
      }>`select row_to_json(a)::text || encode(coalesce(a.sealed_transcript, ''), 'escape')
        as row, a.sealed_transcript is not null as written from attachment a`.execute(tx),
    );
    expect(rows.map(({ written }) => written)).toEqual([true]);
    expect(rows[0]?.row).not.toContain("elektrode");
  });

  test("is corrected by whoever saw what stands there, and nobody's words go unseen", async () => {
    const before = await standing();
    app.clock.advance(1_000);
    const late = await write(office, "Etwas ganz anderes");
    expect([late.statusCode, late.json().detail]).toEqual([
      409,
      "Inzwischen hat jemand anders mitgeschrieben. Lies das bitte zuerst.",
    ]);
    expect(await standing()).toEqual(before);
    expect((await write(office, "Der Wärmetauscher ist hin.", before?.at)).statusCode).toBe(200);
    expect(await standing()).toMatchObject({ text: "Der Wärmetauscher ist hin.", authorId: office.memberId });
    expect([await found("Zündelektrode"), await found("Wärmetauscher")]).toEqual([[], [id]]);
  });

  test("goes with an empty text, and is found no more", async () => {
    expect((await write(office, " \n ", (await standing())?.at)).statusCode).toBe(200);
    expect(await standing()).toBeNull();
    expect(await found("Wärmetauscher")).toEqual([]);
    expect((await write(office, "Wieder da")).statusCode).toBe(200);
  });

  test("tells every open screen", async () => {
    const head = await feedHead(app);
    await write(office, "Noch einmal", (await standing())?.at);
    const events = await app.sql((tx) => tx.selectFrom("event").selectAll().where("seq", ">", head).execute());
    expect(events).toMatchObject([{ kind: "attachment-changed", conversation_id: id, message_id: messageId }]);
  });

  test("is nobody's to write who may not read it, and there are no words of a photo", async () => {
    expect((await write(tarik, "x")).statusCode).toBe(403);
    expect((await write(office, "x", null, app.deps.ids.uuid())).statusCode).toBe(404);
    app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
    await helga.sends({ type: "image", image: { id: "7002", mime_type: "image/jpeg", sha256: "" } });
    await app.drain();
    const picture = (await office.thread(id)).at(-1)?.attachments[0]?.id ?? "";
    expect((await write(office, "x", null, picture)).json()).toMatchObject({ status: 409 });
    const { version } = await office.row(id);
    await office.post(`/api/conversations/${id}/reserve`, { version });
    expect((await write(lead, "x", (await standing())?.at)).statusCode).toBe(404);
  });

  test("that its sender takes back is found no more", async () => {
    await write(office, "Zum Vergessen", (await standing())?.at);
    expect(await found("Vergessen")).toEqual([id]);
    const external = await app.sql((tx) =>
      tx.selectFrom("message").select("external_id").where("message_id", "=", messageId).executeTakeFirstOrThrow(),
    );
    await helga.sends({ type: "revoke", revoke: { original_message_id: external.external_id ?? "" } });
    await app.drain();
    expect(await found("Vergessen")).toEqual([]);
  });
});

describe("a voice message in a room", () => {
  let room: RoomRow;
  let said: RoomMessageView;
  let file: TeamFileView;
  const put = (who: Person, text: string, more: object = {}) =>
    who.call("PUT", `/api/team-files/${file.id}/transcript`, { text, seen: null, ...more });
  const search = async (words: string) =>
    ((await office.get(`/api/rooms/search?q=${encodeURIComponent(words)}`)) as RoomSearch).items.map((one) => one.id);
  const now = async (who: Person) =>
    ((await who.get(`/api/room-messages/${said.id}`)) as RoomMessageView).files[0]?.transcript ?? null;

  beforeAll(async () => {
    room = (await office.post("/api/rooms", { kind: "crew", name: "Bad", memberIds: [tarik.memberId] })) as RoomRow;
    const upload = app.deps.ids.uuid();
    await tarik.sendRaw(`/api/uploads/${upload}/0`, voice(), "application/octet-stream", "PUT");
    const finish = { upload, blocks: 1, name: "Sprachnachricht.ogg", voice: true };
    file = TeamFileView.parse((await tarik.call("POST", `/api/rooms/${room.id}/uploads`, finish)).json());
    const message = { clientId: app.deps.ids.uuid(), fileIds: [file.id] };
    said = (await tarik.post(`/api/rooms/${room.id}/messages`, message)) as RoomMessageView;
  });

  test("is found by the name of its file", async () => {
    expect(await search("sprachnachricht ogg")).toEqual([said.id]);
  });

  test("is written down by a colleague, shown to the room, and found", async () => {
    expect(file).toMatchObject({ media: "voice", transcript: null });
    const answer = await put(office, "Der Hahn klemmt im Keller.");
    expect(TeamFileView.parse(answer.json()).transcript).toMatchObject({
      text: "Der Hahn klemmt im Keller.",
      authorId: office.memberId,
    });
    expect(await now(tarik)).toMatchObject({ text: "Der Hahn klemmt im Keller.", authorName: "Sandra Krüger (Demo)" });
    expect(await search("klemmt")).toEqual([said.id]);
    await app.sql((tx) => tx.deleteFrom("room_search").execute());
    await rebuildRoomWords(app.deps, app.firm.tenantId);
    expect(await search("klemmt")).toEqual([said.id]);
    expect((await put(tarik, "Anders")).statusCode).toBe(409);
  });

  test("that sounds like a sick note is not written down for all, unless it is none", async () => {
    const { at } = (await now(office)) ?? {};
    const refused = await put(office, "Ich bin krank und komme heute nicht.", { seen: at });
    expect(refused.json()).toMatchObject({ status: 422, more: { reason: "sick-note" } });
    expect(
      (await put(office, "Ich bin krank und komme heute nicht.", { seen: at, notSickNote: true })).statusCode,
    ).toBe(200);
  });

  test("is not there for who does not belong to the room, and its words go with it", async () => {
    expect((await put(leonie, "x")).statusCode).toBe(404);
    expect((await put(owner, "x")).statusCode).toBe(404);
    await tarik.call("DELETE", `/api/room-messages/${said.id}`);
    expect(await search("krank")).toEqual([]);
    const left = await app.sql((tx) => tx.selectFrom("team_file").select("file_id").execute());
    expect(left).toEqual([]);
  });

  test("of a project stays with the project, its words do not", async () => {
    const project = (await office.post("/api/projects", { name: "Kern", memberIds: [tarik.memberId] })) as {
      id: string;
    };
    const rooms = (await tarik.get("/api/rooms")) as { items: RoomRow[] };
    room = rooms.items.find((one) => one.projectId === project.id) ?? room;
    const upload = app.deps.ids.uuid();
    await tarik.sendRaw(`/api/uploads/${upload}/0`, voice(), "application/octet-stream", "PUT");
    const finish = { upload, blocks: 1, name: "Sprachnachricht.ogg", voice: true };
    file = TeamFileView.parse((await tarik.call("POST", `/api/rooms/${room.id}/uploads`, finish)).json());
    const message = { clientId: app.deps.ids.uuid(), fileIds: [file.id] };
    said = (await tarik.post(`/api/rooms/${room.id}/messages`, message)) as RoomMessageView;
    expect((await put(tarik, "Rohr ist da.")).statusCode).toBe(200);
    await tarik.call("DELETE", `/api/room-messages/${said.id}`);
    const [row] = await app.sql((tx) => tx.selectFrom("team_file").selectAll().execute());
    expect(row).toMatchObject({ file_id: file.id, sealed_transcript: null, transcript_by: null });
    expect((await put(tarik, "Noch da?")).statusCode).toBe(404);
  });
});
