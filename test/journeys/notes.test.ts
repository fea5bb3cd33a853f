import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AttachmentView } from "../../src/contract/messages.ts";
import { Today } from "../../src/contract/today.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { hour } from "../../src/server/platform/instant.ts";
import type { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { SoftBrowser } from "../support/push-service.ts";

/** M2: "@Jörg" with a photo: he is told, sees it at once, answers; nothing of it ever reaches the customer. */
let app: TestApp;
let owner: Person;
let office: Person;
let tarik: Person;
let lead: Person;
let visitor: Visitor;
let id: string;
let petra: TestBrowser;
beforeAll(async () => {
  ({ app, owner: petra } = await buildOwnedApp());
  ({ owner, office } = app.firm);
  ({ tarik, lead } = await crewOf(app, app.firm));
  visitor = new Visitor(app, app.firm);
  await visitor.writes("Die Therme zeigt E133.", { name: "Helga Seidel" });
  const [row] = await office.inbox();
  id = row?.id ?? "";
});
afterAll(() => app.stop());

const uuid = () => app.deps.ids.uuid();
const write = (who: Person, note: object) =>
  who.call("POST", `/api/conversations/${id}/notes`, { clientId: uuid(), ...note });
async function upload(who: Person, content: Uint8Array, name: string, more: object = {}): Promise<AttachmentView> {
  const upload = uuid();
  const sent = await who.sendRaw(`/api/uploads/${upload}/0`, Buffer.from(content), "application/octet-stream", "PUT");
  expect(sent.statusCode).toBe(204);
  const done = await who.call("POST", `/api/conversations/${id}/uploads`, { upload, blocks: 1, name, ...more });
  expect(done.statusCode).toBe(201);
  return done.json() as AttachmentView;
}
/** Pushes that wait in the queue, before a device is asked. */
async function pushes(): Promise<{ subject: string; kind: string; later: boolean }[]> {
  const { rows } = await app.deps.db.pool.query<{ payload: Record<string, string>; later: boolean }>(
    `select j.payload, j.run_at <> j.updated_at as later from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'send-push' order by j.id`,
  );
  await app.deps.db.pool.query(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'send-push'`,
  );
  return rows.map(({ payload, later }) => ({
    subject: payload.subject ?? "",
    kind: payload.kind ?? "",
    later,
  }));
}
const named = async (who: Person) =>
  Today.parse(await who.get("/api/today")).needs.find(({ kind }) => kind === "note-mentions");

describe("a note with a photo and a name", () => {
  test("holds words and files, and whoever is in the inbox sees them", async () => {
    const picture = await upload(office, await photo("jpeg"), "Typenschild.jpg");
    const answer = await write(office, {
      text: "@Jörg Brandt (Demo) geht das?",
      attachmentIds: [picture.id],
      mentions: [owner.memberId],
    });
    expect(answer.statusCode).toBe(200);
    const note = (await owner.thread(id)).findLast(({ direction }) => direction === "note");
    expect(note).toMatchObject({
      content: { text: "@Jörg Brandt (Demo) geht das?" },
      attachments: [{ name: "Typenschild.jpg" }],
    });
    expect((await owner.call("GET", `/api/attachments/${picture.id}/content`)).statusCode).toBe(200);
  });

  test("stands on the Heute of whoever is named, with the way to it, until they have read it", async () => {
    const { position } = (await owner.thread(id)).findLast(({ direction }) => direction === "note") ?? {};
    expect(await named(owner)).toEqual({
      kind: "note-mentions",
      count: 1,
      path: `/posteingang/${id}?nachricht=${position}`,
    });
    for (const other of [office, lead]) expect(await named(other)).toBeUndefined();
    await owner.post(`/api/conversations/${id}/read`, { position });
    expect(await named(owner)).toBeUndefined();
    // "Als ungelesen markieren" brings it back.
    await owner.post(`/api/conversations/${id}/read`, { position: 0 });
    expect(await named(owner)).toMatchObject({ count: 1 });
  });

  test("may be a voice message alone, and not nothing", async () => {
    const voice = await upload(owner, await photo("png"), "Sprachnotiz.webm", { voice: true });
    const spoken = await write(owner, { attachmentIds: [voice.id] });
    expect(spoken.statusCode).toBe(200);
    // Whoever asked hears of the answer, though a voice names nobody; a further note is no answer any more.
    const there = `/posteingang/${id}?nachricht=${(spoken.json() as { position: number }).position}`;
    expect(await named(office)).toEqual({ kind: "note-mentions", count: 1, path: there });
    await office.post(`/api/conversations/${id}/read`, { position: 1_000 });
    expect((await write(owner, { text: "Nummer 4 im Lager." })).statusCode).toBe(200);
    expect(await named(office)).toBeUndefined();
    expect((await write(owner, { attachmentIds: [voice.id] })).statusCode).toBe(404);
    const empty = await write(owner, { text: "  " });
    expect([empty.statusCode, empty.json().fields]).toEqual([400, { text: "Die Notiz ist leer." }]);
    expect(empty.json().fieldsEn).toEqual({ text: "The note is empty." });
  });

  test("never reaches the customer: not the words, not the file, not on their page", async () => {
    const page = await visitor.page();
    expect(page).not.toContain("geht das?");
    const files = (await office.thread(id))
      .filter(({ direction }) => direction === "note")
      .flatMap(({ attachments }) => attachments);
    expect(files.length).toBe(2);
    for (const file of files) {
      expect(page).not.toContain(file.id);
      expect((await visitor.get(`/api/customer/web/files/${file.id}/content`)).statusCode).toBe(404);
    }
    expect(app.left.filter(({ text }) => text.includes("geht das?"))).toEqual([]);
  });

  test("names only who can read it; somebody in free time is told when their work begins", async () => {
    const refused = await write(office, { text: "@Tarik", mentions: [tarik.memberId] });
    expect([refused.statusCode, refused.json().detail]).toEqual([
      400,
      "Tarik (Demo) sieht dieses Gespräch nicht. Frag in einem Raum.",
    ]);
    expect((await write(office, { text: "@wer", mentions: [uuid()] })).statusCode).toBe(404);
    expect((await petra.send("PUT", "/api/push/address", new SoftBrowser().toJSON())).statusCode).toBe(200);
    const me = ((await petra.send("GET", "/api/me")).json() as { member: { id: string } }).member.id;
    const weekday = (day: number) => ({ day, from: "07:00", to: "16:00" });
    const hours = { week: [1, 2, 3, 4, 5].map(weekday), age: { kind: "adult" }, qualifications: [], crewId: null };
    expect((await office.call("PUT", `/api/working-time/${me}`, hours)).statusCode).toBe(200);
    await pushes();
    const call = async () =>
      (await write(office, { text: "@Petra", mentions: [me, office.memberId] })).json() as { position: number };
    const there = (position: number) => `/posteingang/${id}?nachricht=${position}`;
    const { position } = await call();
    expect(await pushes()).toEqual([{ subject: there(position), kind: "mention", later: false }]);
    app.clock.advance(12 * hour);
    const evening = await call();
    expect(await pushes()).toEqual([{ subject: there(evening.position), kind: "mention", later: true }]);
    // B9: so is whoever is given the conversation; who takes it themselves knows.
    for (const memberId of [me, me, office.memberId, null]) {
      const { version } = await office.row(id);
      await office.post(`/api/conversations/${id}/assign`, { memberId, version });
    }
    expect(await pushes()).toEqual([{ subject: `/posteingang/${id}`, kind: "assigned", later: true }]);
  });

  test("of a Chefsache tells nobody whom it is kept from", async () => {
    const { version } = await office.row(id);
    await office.post(`/api/conversations/${id}/reserve`, { version });
    expect((await write(office, { text: "@Lead", mentions: [lead.memberId] })).statusCode).toBe(400);
    const blocks = { upload: uuid(), blocks: 1, name: "x.jpg" };
    await lead.sendRaw(
      `/api/uploads/${blocks.upload}/0`,
      Buffer.from(await photo("jpeg")),
      "application/octet-stream",
      "PUT",
    );
    expect((await lead.call("POST", `/api/conversations/${id}/uploads`, blocks)).statusCode).toBe(404);
  });
});
