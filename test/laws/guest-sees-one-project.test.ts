import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ProjectView } from "../../src/contract/projects.ts";
import type { RoomList } from "../../src/contract/rooms.ts";
import { endGuest } from "../../src/server/guests/end-guest.action.ts";
import { inviteGuest } from "../../src/server/guests/invite-guest.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Caller } from "../../src/server/platform/caller.ts";
import { Person } from "../support/a-business.ts";
import { crewOf } from "../support/a-crew.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { oneIdForAll } from "../support/one-id.ts";
import { apiRoutes, type Route } from "../support/routes.ts";
import { bodySchema, querySample, sample } from "../support/sample-body.ts";

/**
 * A subcontractor's person is let into one project until a day (users' step M5; MS-3). Every route the server has is
 * asked by a guest, with every id there is and a body it takes: what is not named here stays shut.
 */
let app: TestApp;
let sandra: Person;
let guest: Person;
let office: Caller;
let own: ProjectView;
let other: ProjectView;
let ownRoom: string;
let everyId: readonly string[];

/** What a guest may do, and nothing besides: the own project and its room, the own device, the own session. */
const open = [
  "GET /api/me",
  "PATCH /api/me",
  "GET /api/members",
  "GET /api/devices",
  "GET /api/events",
  "GET /api/push",
  "DELETE /api/push/address",
  "GET /api/restore-pause",
  "GET /api/uploads/:upload",
  "GET /api/today/off-duty",
  "GET /api/team/people",
  "GET /api/rooms",
  "GET /api/rooms/search",
  "GET /api/rooms/:id",
  "PATCH /api/rooms/:id",
  "PUT /api/rooms/:id/read",
  "GET /api/rooms/:id/reach",
  "GET /api/rooms/:id/messages",
  "POST /api/rooms/:id/messages",
  "GET /api/room-messages/:id",
  "PUT /api/room-messages/:id/reaction",
  "PUT /api/room-messages/:id/seen",
  "PUT /api/room-messages/:id/pin",
  "GET /api/projects",
  "GET /api/projects/today",
  "GET /api/projects/:id",
  "GET /api/projects/:id/photos",
  "PUT /api/projects/:id/photo-labels",
  "GET /api/projects/:id/reports",
  "GET /api/projects/:id/appointments/:appointmentId/ics",
  "POST /api/projects/:id/notes",
  "GET /api/team-files/:id/:part",
].sort();

const secrets = [
  /Kanaria|Vogelsang/i,
  /4917099887766|17099887766/,
  /Kellerschacht/i,
  /Regenrinne/i,
  /Nebelhorn/i,
  /Dachstuhl/i,
  /Betriebsausflug/i,
];
/** People of the business who work on another site. */
const strangers = [/Leonie/, /Uwe Lindner/, /Petra Sommer/, /Anja Voss/];

beforeAll(async () => {
  app = await buildTestApp();
  const { firm } = app;
  sandra = firm.office;
  office = await firm.callerOf("office");
  const { tarik, leonie } = await crewOf(app, firm);
  const customer = firm.customer({ name: "Kanaria Vogelsang", phone: "4917099887766" });
  await customer.writes("Im Kellerschacht tropft es");
  const talk = await customer.conversationId();
  await sandra.reply(talk, "Wir sehen uns den Kellerschacht an.");
  await firm.customer({ name: "Nora Nebelhorn" }).writes("Die Regenrinne ist lose");
  own = (await sandra.post("/api/projects", { name: "Bad Mustermann", memberIds: [tarik.memberId] })) as ProjectView;
  const more = { name: "Dachstuhl Vogelsang", memberIds: [leonie.memberId], conversationId: talk };
  other = (await sandra.post("/api/projects", more)) as ProjectView;
  for (const project of [own, other]) {
    const clientId = app.deps.ids.uuid();
    const text = project === own ? "Fliesen liegen in der Garage" : "Dachstuhl morsch";
    await sandra.post(`/api/projects/${project.id}/notes`, { clientId, text });
    await sandra.call("PUT", `/api/projects/${project.id}/appointments`, {
      startsAt: "2026-12-10T08:00:00Z",
      endsAt: "2026-12-10T10:00:00Z",
    });
  }
  const rooms = ((await sandra.get("/api/rooms")) as RoomList).items;
  for (const room of rooms)
    await sandra.post(`/api/rooms/${room.id}/messages`, {
      clientId: app.deps.ids.uuid(),
      text: room.projectId === own.id ? "Vor der Zeit des Gastes" : "Betriebsausflug im Dachstuhl",
    });
  ownRoom = rooms.find((room) => room.projectId === own.id)?.id ?? "";
  app.clock.advance(60_000);
  const wish = { name: "Pavel Fliese", firm: "Fliesen Fliese", endsOn: "2026-12-31" };
  const memberId = await app.sql((tx) => inviteGuest(app.deps, tx, office, own.id, wish));
  const caller: Caller = { ...office, memberId, role: "guest", name: wish.name };
  const { token } = await createToken(app.deps, caller, "Prüfung");
  guest = new Person(app, firm.host, token, memberId);
  await sandra.post(`/api/rooms/${ownRoom}/messages`, { clientId: app.deps.ids.uuid(), text: "Willkommen Pavel" });
  const note = { clientId: app.deps.ids.uuid(), text: "Silikon ist bestellt" };
  await guest.post(`/api/projects/${own.id}/notes`, note);
  everyId = await idsToAsk();
});
afterAll(() => app.stop());

/** What the guest works with, each by its id, and one id for one of every kind that is none of theirs. */
async function idsToAsk(): Promise<string[]> {
  const { said, visits, notes } = await app.sql(async (tx) => ({
    said: await tx.selectFrom("room_message").select("room_message_id").where("room_id", "=", ownRoom).execute(),
    visits: await tx
      .selectFrom("project_appointment")
      .select("appointment_id")
      .where("project_id", "=", own.id)
      .execute(),
    notes: await tx.selectFrom("project_note").select("note_id").where("project_id", "=", own.id).execute(),
  }));
  const messages = said.map((row) => row.room_message_id);
  const theirs = [own.id, ownRoom, ...messages, ...visits.map((row) => row.appointment_id), guest.memberId];
  const stay = [...theirs, ...notes.map((row) => row.note_id), other.id, office.memberId];
  const { id, kinds } = await oneIdForAll(app, app.firm, stay);
  for (const kind of ["conversation", "message", "contact", "member", "decision", "room", "room_message", "processor"])
    expect(kinds).toContain(kind);
  return [own.id, id, ...theirs.slice(1), other.id];
}

/** Where the smallest body by the schema is refused for what it says, one that is not. */
const bodies: Readonly<Record<string, unknown>> = {
  "POST /api/holds": { kind: "legal", reason: "Streit um die Rechnung", reviewOn: "2027-01-31" },
  "POST /api/insights": { conversationNumber: 1, reason: "Beschwerde bei der Aufsicht", hours: 1 },
  "POST /api/law/host-agreement": { terms: "0".repeat(64) },
};
/** Open to a guest, and yet no: a file that is none, a room message without words, a vote where no poll is. */
const alsoOpen = [
  "400 POST /api/projects/:id/files",
  "400 POST /api/rooms/:id/files",
  "400 POST /api/rooms/:id/messages",
  "400 PUT /api/push/address",
  "400 PUT /api/room-messages/:id/reaction",
  "400 PUT /api/room-messages/:id/vote",
  "400 PUT /api/uploads/:upload/:block",
  "409 PUT /api/room-messages/:id/seen",
];

interface Answer {
  readonly route: string;
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

/** Asks a route as the guest with every id in every place. The stream never ends, so it is left to the feed's laws. */
async function ask(routes: readonly Route[], ids = everyId): Promise<Answer[]> {
  const document = (await sandra.get("/api/openapi.json")) as { paths: Record<string, Record<string, unknown>> };
  const answers: Answer[] = [];
  for (const { method, path } of routes) {
    const operation = document.paths[path.replace(/:(\w+)/g, "{$1}")]?.[method.toLowerCase()] ?? {};
    const wanted = bodySchema(operation);
    const byId = path.includes(":") ? ids : [""];
    for (const [at, id] of byId.entries()) {
      const inside = path.startsWith("/api/projects/:id/") && path.split(":").length > 2 ? own.id : id;
      const address = path
        .replace(":part", "content")
        .replace(":form", "html")
        .replace(":channel", "whatsapp")
        .replace("parked-deliveries/:id", "parked-deliveries/1")
        .replace(":id", inside)
        .replace(/:\w+/g, id);
      const url = `${address}${querySample(operation)}`;
      const { statusCode, body } = await guest.call(
        method,
        url,
        bodies[`${method} ${path}`] ?? (wanted && sample(wanted)),
      );
      answers.push({ route: `${method} ${path}`, url, status: statusCode, body });
      // Where no guest may ask at all, that is said before anything is looked for: the own one and one of every other stand for all.
      if (at === 1 && answers.slice(-2).every(({ status }) => status === 403)) break;
    }
  }
  return answers;
}

const staffRoutes = () =>
  apiRoutes(app.http).filter(
    ({ method, path }) =>
      !path.startsWith("/api/customer/") &&
      path !== "/api/openapi.json" &&
      // Nobody is signed in for these: how one comes in is told elsewhere.
      !/^\/api\/(sign-in|enrol|demo|step-up|session|sign-out)/.test(path) &&
      !(method === "GET" && path === "/api/events"),
  );

describe("what a guest may do", () => {
  test("reading: the own project and its room are open, everything else is shut, and nothing of others is told", async () => {
    const routes = staffRoutes().filter(({ method }) => method === "GET");
    expect(routes.length).toBeGreaterThan(60);
    const answers = await ask(routes);
    const opened = [...new Set(answers.filter(({ status }) => status < 300).map(({ route }) => route))].sort();
    expect(opened.filter((route) => !open.includes(route))).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    // It did look: what a guest works with was open.
    for (const route of ["GET /api/projects/:id", "GET /api/rooms/:id/messages", "GET /api/projects/:id/photos"])
      expect(opened).toContain(route);
    const told = answers.flatMap(({ url, status, body }) =>
      [...secrets, ...strangers].filter((one) => one.test(body)).map((found) => `${status} ${url} ${found}`),
    );
    expect(told).toEqual([]);
    // Of the room a guest reads what was said since they came.
    const said = answers.find(({ url }) => url === `/api/rooms/${ownRoom}/messages`)?.body ?? "";
    expect(said).toContain("Willkommen Pavel");
    expect(said).not.toContain("Vor der Zeit des Gastes");
    const seen = answers.find(({ url }) => url === `/api/projects/${own.id}`)?.body ?? "";
    expect(seen).toContain("Fliesen liegen in der Garage");
  });

  test("changing: whatever body a route takes, a guest changes nothing but what is theirs", async () => {
    const routes = staffRoutes().filter(({ method }) => method !== "GET");
    expect(routes.length).toBeGreaterThan(90);
    const answers = await ask(routes);
    const done = answers.filter(({ status }) => status < 300);
    expect([...new Set(done.map(({ route }) => route))].filter((route) => !open.includes(route))).toEqual([]);
    const odd = answers.filter(({ status }) => ![401, 403, 404].includes(status) && status >= 300);
    expect([...new Set(odd.map(({ route, status }) => `${status} ${route}`))].sort()).toEqual(alsoOpen);
    // What was done was done in the own project and the own room.
    const foreign = done.filter(({ url }) => url.includes(other.id));
    expect(foreign.map(({ url }) => url)).toEqual([]);
  });

  test("when the access ends, nothing is open any more", async () => {
    await app.sql((tx) => endGuest(app.deps, tx, office, own.id, guest.memberId));
    // Who is nobody is asked for no id.
    const answers = await ask(
      staffRoutes().filter(({ method }) => method === "GET"),
      [own.id],
    );
    expect([...new Set(answers.filter(({ status }) => status !== 401).map(({ route }) => route))]).toEqual([]);
  });
});
