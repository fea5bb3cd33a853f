import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { AttachmentView } from "../../src/contract/messages.ts";
import type { ProjectPhotos, ProjectView } from "../../src/contract/projects.ts";
import type { RoomRow, TeamFileView } from "../../src/contract/rooms.ts";
import { photo } from "../../src/server/attachments/demo-files.contract.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import { day } from "../../src/server/platform/instant.ts";
import { Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";

/** Files without number: nobody fills the disk alone, and a page of photos costs what its photos cost. */
let app: TestApp;
let sandra: Person;
let project: ProjectView;
beforeAll(async () => {
  app = await buildTestApp();
  sandra = app.firm.office;
  app.whatsapp.fetchMedia = async () => ({ kind: "fetched", bytes: await photo("jpeg"), mimeType: "image/jpeg" });
  const helga = app.firm.customer({ name: "Helga Seidel" });
  await helga.writes("Das Bad");
  for (let id = 9001; id < 9013; id++)
    await helga.sends({ type: "image", image: { id: `${id}`, mime_type: "image/jpeg", sha256: "" } });
  const conversationId = await helga.conversationId();
  project = (await sandra.post("/api/projects", { name: "Bad Seidel", conversationId })) as ProjectView;
});
afterAll(() => app.stop());

const sends = async (who: Person, path: string) => await handsIn(who, `${path}/files?clientId=${app.deps.ids.uuid()}`);

async function handsIn(who: Person, address: string) {
  const head =
    '--b\r\ncontent-disposition: form-data; name="file"; filename="a.jpg"\r\ncontent-type: image/jpeg\r\n\r\n';
  const form = Buffer.concat([Buffer.from(head), await photo("jpeg"), Buffer.from("\r\n--b--\r\n")]);
  const type = "multipart/form-data; boundary=b";
  return await who.sendRaw(address, form, type);
}

const attaches = async (who: Person, path: string) => await handsIn(who, `${path}/attachments`);

async function guest(): Promise<Person> {
  const office = await app.firm.callerOf("office");
  const wish = { name: "Pavel Fliese", firm: "Fliesen Fliese", endsOn: "2026-12-31" };
  const memberId = await app.sql((tx) => inviteGuest(app.deps, tx, office, project.id, wish));
  const caller = { ...office, memberId, role: "guest", name: wish.name } as const;
  return new Person(app, app.firm.host, (await createToken(app.deps, caller, "Prüfung")).token, memberId);
}

test("a guest hands in two gigabytes a day; the office goes on, and the guest does the next day", async () => {
  const pavel = await guest();
  const path = `/api/projects/${project.id}`;
  expect((await sends(pavel, path)).statusCode).toBe(201);
  // As if many more had come today.
  await app.sql((tx) => tx.updateTable("rate_limit").set({ used: 1_999 }).where("used", "=", 1).execute());
  expect((await sends(pavel, path)).statusCode).toBe(201);
  for (const to of [path, `/api/rooms/${project.roomId}`]) {
    const { statusCode, body } = await sends(pavel, to);
    expect([statusCode, body]).toEqual([429, expect.stringContaining("Morgen geht es weiter.")]);
  }
  expect((await sends(sandra, path)).statusCode).toBe(201);
  app.clock.advance(day);
  expect((await sends(pavel, path)).statusCode).toBe(201);
});

test("files that wait for their message in a room are no more than people send; with the message there is room again", async () => {
  const room = (await sandra.post("/api/rooms", { kind: "crew", name: "Lager", memberIds: [] })) as RoomRow;
  const path = `/api/rooms/${room.id}`;
  const first = (await sends(sandra, path)).json() as TeamFileView;
  await app.sql(async (tx) => {
    const row = await tx.selectFrom("team_file").selectAll().where("file_id", "=", first.id).executeTakeFirstOrThrow();
    const copies = Array.from({ length: 199 }, () => {
      const [file_id, client_id] = [app.deps.ids.uuid(), app.deps.ids.uuid()];
      return { ...row, file_id, client_id };
    });
    await tx.insertInto("team_file").values(copies).execute();
  });
  const refused = await sends(sandra, path);
  expect([refused.statusCode, refused.body]).toEqual([429, expect.stringContaining("warten noch auf ihre Nachricht")]);
  await sandra.post(`${path}/messages`, { clientId: app.deps.ids.uuid(), text: "", fileIds: [first.id] });
  expect((await sends(sandra, path)).statusCode).toBe(201);
});

test("in a conversation too, by number and by size; whoever else works there goes on", async () => {
  const olga = app.firm.customer({ name: "Olga Oben" });
  await olga.writes("Passt das?");
  const conversationId = await olga.conversationId();
  const path = `/api/conversations/${conversationId}`;
  const first = (await attaches(sandra, path)).json() as AttachmentView;
  const unsent = (change: object) =>
    app.sql((tx) => tx.updateTable("attachment").set(change).where("attachment_id", "=", first.id).execute());
  // As if two gigabytes were waiting.
  await unsent({ bytes: 2_000_000_000 });
  const refused = await attaches(sandra, path);
  expect([refused.statusCode, refused.body]).toEqual([429, expect.stringContaining("warten noch auf ihre Nachricht")]);
  await unsent({ bytes: 1_000 });
  await app.sql(async (tx) => {
    const row = await tx
      .selectFrom("attachment")
      .selectAll()
      .where("attachment_id", "=", first.id)
      .executeTakeFirstOrThrow();
    const copies = Array.from({ length: 199 }, () => ({ ...row, attachment_id: app.deps.ids.uuid() }));
    await tx.insertInto("attachment").values(copies).execute();
  });
  expect((await attaches(sandra, path)).statusCode).toBe(429);
  expect((await attaches(app.firm.owner, path)).statusCode).toBe(201);
  await sandra.post(`${path}/messages`, { clientId: app.deps.ids.uuid(), text: "Ja", attachmentIds: [first.id] });
  expect((await attaches(sandra, path)).statusCode).toBe(201);
});

test("whoever opens one photo of a customer does not have all of them listed", async () => {
  const { items } = (await sandra.get(`/api/projects/${project.id}/photos`)) as ProjectPhotos;
  const theirs = items.filter(({ source }) => source === "customer");
  expect(theirs.length).toBe(12);
  const answers: Promise<{ rows: readonly object[] }>[] = [];
  const query = pg.Client.prototype.query;
  const asked = vi.spyOn(pg.Client.prototype, "query").mockImplementation(function (
    this: pg.Client,
    ...given: never[]
  ) {
    const answer: unknown = Reflect.apply(query, this, given);
    if (answer instanceof Promise) answers.push(answer);
    return answer;
  } as never);
  try {
    const path = `/api/projects/${project.id}/customer-photos/${theirs[7]?.id}/content`;
    expect((await sandra.call("GET", path)).statusCode).toBe(200);
    const rows = (await Promise.all(answers)).flat().flatMap((answer) => answer.rows);
    const named = new Set(rows.map((row) => Reflect.get(Object(row), "attachmentId")));
    expect([...named].filter((id) => id !== undefined)).toEqual([theirs[7]?.id]);
  } finally {
    asked.mockRestore();
  }
});
