import { afterAll, beforeAll, expect, test } from "vitest";
import { Me } from "../../src/contract/access.ts";
import {
  NewRoom,
  NewRoomMessage,
  type RoomMessagePage,
  type RoomMessageView,
  type RoomRow,
} from "../../src/contract/rooms.ts";
import { OwnRoster, ShiftSaved } from "../../src/contract/roster.ts";
import { SwapList, SwapProposed } from "../../src/contract/roster-swaps.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Caller, Role } from "../../src/server/platform/caller.ts";
import { giveWaiting } from "../../src/server/rooms/give-waiting.job.ts";
import { openRoom } from "../../src/server/rooms/open-room.action.ts";
import { postRoomMessage } from "../../src/server/rooms/post-room-message.action.ts";
import { Person } from "../support/a-business.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { listen } from "../support/listen.ts";
import { secondServer } from "../support/second-server.ts";

/** Two servers on one database: the office sits at one, the crew's phones hang on the other. Everybody hears everything. */
let app: TestApp;
let other: Awaited<ReturnType<typeof secondServer>>;
let port: string;
const callers = new Map<Role, { caller: Caller; token: string }>();
/** Through the first server, and through the second. */
let sandra: { here: Person; there: Person };
let tarik: { here: Person; there: Person };
let mehmet: { here: Person; there: Person };

beforeAll(async () => {
  app = await buildTestApp();
  other = await secondServer(app);
  ({ port } = new URL(await other.running.http.listen({ port: 0, host: "127.0.0.1" })));
  const both = async (role: Role) => {
    const caller: Caller = await app.firm.callerOf(role);
    const { token } = await createToken(app.deps, caller, "Bildschirm");
    callers.set(role, { caller, token });
    const at = (http: TestApp["http"]) => new Person({ ...app, http }, app.firm.host, token, caller.memberId);
    return { here: at(app.http), there: at(other.running.http) };
  };
  [sandra, tarik, mehmet] = [await both("office"), await both("crew"), await both("crew_lead")];
  const week = [1, 2, 3, 4, 5].map((day) => ({ day, from: "07:00", to: "16:00" }));
  for (const who of [tarik, mehmet])
    await sandra.here.call("PUT", `/api/working-time/${who.here.memberId}`, {
      week,
      age: { kind: "adult" },
      qualifications: [],
      crewId: null,
    });
});
afterAll(async () => {
  await other.stop();
  await app.stop();
});

const of = (role: Role) => {
  const known = callers.get(role);
  if (!known) throw new Error(role);
  return known;
};
/** An open screen at the second server, from now on. */
async function screen(role: Role) {
  const { token } = of(role);
  const at = { crew: tarik, crew_lead: mehmet, office: sandra }[role as "crew" | "crew_lead" | "office"];
  const { seq } = Me.parse(await at.there.get("/api/me"));
  return await listen(`http://localhost:${port}/api/events?after=${seq}`, token);
}
const write = async (who: Person, roomId: string, text: string) =>
  (await who.post(`/api/rooms/${roomId}/messages`, { clientId: app.deps.ids.uuid(), text })) as RoomMessageView;
const texts = async (who: Person, roomId: string) =>
  ((await who.get(`/api/rooms/${roomId}/messages`)) as RoomMessagePage).items.map(({ text }) => text);
const crewRoom = async (who: Person, name: string) =>
  (await who.post("/api/rooms", { kind: "crew", name, memberIds: [tarik.here.memberId] })) as RoomRow;

test("what the office writes at one server stands on the phone at the other, and the answer comes back", async () => {
  const room = await crewRoom(sandra.here, "Bad Müller");
  const phone = await screen("crew");
  const said = await write(sandra.here, room.id, "Wer hat den Schlüssel?");
  await phone.until((text) => text.includes(said.id));
  expect(await texts(tarik.there, room.id)).toContain("Wer hat den Schlüssel?");
  const desk = await screen("office");
  const answer = await write(tarik.there, room.id, "Ich.");
  await desk.until((text) => text.includes(answer.id));
  expect(await texts(sandra.here, room.id)).toContain("Ich.");
  for (const one of [phone, desk]) one.stop();
});

test("whoever is let into a room hears of the very next message in it", async () => {
  const phone = await screen("crew");
  const { caller } = of("office");
  const [roomId, messageId] = await app.sql(async (tx) => {
    const wish = NewRoom.parse({ kind: "crew", name: "Notfall Kita", memberIds: [of("crew").caller.memberId] });
    const made = await openRoom(app.deps, tx, caller, wish);
    const post = NewRoomMessage.parse({ clientId: app.deps.ids.uuid(), text: "Wasser ist abgestellt." });
    return [made, await postRoomMessage(app.deps, tx, caller, made, post)];
  });
  await phone.until((text) => text.includes("room-message-posted"));
  expect(phone.text().indexOf("room-changed")).toBeLessThan(phone.text().indexOf("room-message-posted"));
  expect(phone.text()).toContain(messageId);
  expect(await texts(tarik.there, roomId)).toEqual(["Wasser ist abgestellt."]);
  phone.stop();
});

test("what waits for the morning is silent at both servers and comes at its time, once, whoever's minute it is", async () => {
  const room = await crewRoom(sandra.here, "Dach Uhlig");
  app.clock.set("2026-11-24T19:00:00Z");
  const phone = await screen("crew");
  const said = await write(sandra.here, room.id, "Morgen zuerst zum Großhandel.");
  await write(sandra.here, room.id, "Und Handschuhe mitbringen.");
  expect(await texts(tarik.there, room.id)).toEqual([]);
  expect((await tarik.there.call("GET", `/api/room-messages/${said.id}`)).statusCode).toBe(404);
  app.clock.set("2026-11-25T06:00:00Z");
  const { tenantId } = app.firm;
  await Promise.all([giveWaiting(app.deps, tenantId), giveWaiting(other.deps, tenantId)]);
  await phone.until((text) => text.split("room-message-changed").length > 2);
  // In the evening the open screen heard of nothing: what it hears is what it is given, and for whom it waited is told nobody.
  const heard = [...phone.text().matchAll(/^data: (.*room-message-posted.*)$/gm)].map(([, data = ""]) => data);
  expect(heard).toHaveLength(2);
  for (const data of heard) expect(data).toContain(`"memberId":"${of("crew").caller.memberId}"`);
  expect(phone.text()).not.toContain("withheld");
  expect(await texts(tarik.there, room.id)).toEqual(["Morgen zuerst zum Großhandel.", "Und Handschuhe mitbringen."]);
  phone.stop();
});

test("a plan published at one server, a swap agreed at the other: every open screen follows", async () => {
  app.clock.set("2026-11-25T09:00:00Z");
  const shift = async (who: Person, day: string) =>
    ShiftSaved.parse(
      await sandra.here.post("/api/roster/shifts", {
        memberId: who.memberId,
        kind: "work",
        start: `${day}T07:00`,
        end: `${day}T15:30`,
      }),
    ).shiftId ?? "";
  const [his, theirs] = [await shift(tarik.here, "2026-12-01"), await shift(mehmet.here, "2026-12-03")];
  const [phone, desk] = [await screen("crew"), await screen("office")];
  await sandra.here.post("/api/roster/publish", { from: "2026-11-30", to: "2026-12-06" });
  await phone.until((text) => text.includes("roster-changed"));
  const own = async (who: Person) =>
    OwnRoster.parse(await who.get("/api/roster/mine?from=2026-11-30&to=2026-12-06"))
      .shifts.filter(({ cancelled }) => !cancelled)
      .map(({ id }) => id);
  expect(await own(tarik.there)).toEqual([his]);
  const wish = { shiftId: his, toMemberId: mehmet.here.memberId, returnShiftId: theirs };
  const { swapId } = SwapProposed.parse(await tarik.there.post("/api/roster/swaps", wish));
  await mehmet.there.post(`/api/roster/swaps/${swapId}/answer`, { answer: "accept" });
  await desk.until((text) => text.split("swap-changed").length > 4);
  const [waiting] = SwapList.parse(await sandra.here.get("/api/roster/swaps")).items;
  expect(waiting).toMatchObject({ id: swapId, state: "accepted", may: expect.arrayContaining(["approve"]) });
  await sandra.here.post(`/api/roster/swaps/${swapId}/answer`, { answer: "approve" });
  await phone.until((text) => text.split("swap-changed").length > 3);
  expect([await own(tarik.there), await own(mehmet.there)]).toEqual([[theirs], [his]]);
  for (const one of [phone, desk]) one.stop();
});

test("no event reaches a screen twice or out of order, whichever server it came through", async () => {
  const room = await crewRoom(sandra.here, "Reihenfolge");
  const phone = await screen("crew");
  const both = [sandra.here, sandra.there];
  await Promise.all(Array.from({ length: 20 }, (_, i) => write(both[i % 2] as Person, room.id, `Zeile ${i}`)));
  await phone.until((text) => text.split('"kind":"room-message-posted"').length > 20);
  const numbers = [...phone.text().matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq));
  expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
  phone.stop();
});
