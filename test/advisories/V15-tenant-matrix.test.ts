import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDemoProjects } from "../../src/server/demo/seed-demo-projects.action.ts";
import { seedDemoRoster } from "../../src/server/demo/seed-demo-roster.action.ts";
import { seedDemoTeam } from "../../src/server/demo/seed-demo-team.action.ts";
import type { Business } from "../support/a-business.ts";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { oneIdForAll } from "../support/one-id.ts";
import { apiRoutes, type Route } from "../support/routes.ts";
import { bodyNaming, bodySchema, idPaths, idsInQuery, querySample, sample } from "../support/sample-body.ts";

/**
 * V15 to V17, V32 (Chatwoot CVE-2026-115725, Typebot CVE-2026-48765, Zammad CVE-2026-34722): two businesses in one
 * installation. Every route that takes an id, with every id of the other business, of every kind.
 */
let app: TestApp;
let other: Business;
let owner: TestBrowser;
/** One id for whatever the other one has, and its account's: to a route that takes no account nobody's, as a made-up one. */
let foreign: string[];
const canary = "KANARIENVOGEL-b4";

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  other = await app.addBusiness("b.example");
  await live(app.firm, "Unser Kunde");
  await live(other, canary);
  await seedDemoTeam(app.deps, other.tenantId);
  await seedDemoProjects(app.deps, other.tenantId);
  await seedDemoRoster(app.deps, other.tenantId);
  // Its address outside is made of the account's id, so that one is asked for by itself.
  const { id, kinds } = await oneIdForAll(app, other, [other.whatsappAccountId, other.webchatAccountId]);
  const needed =
    "conversation message contact identity processor member subject_request crew shift shift_shape absence";
  for (const kind of `${needed} room room_message project project_note project_appointment team_file`.split(" "))
    expect(kinds).toContain(kind);
  foreign = [id, other.whatsappAccountId];
  await owner.stepUp();
});
afterAll(() => app.stop());

/** A bit of everything: a conversation, a note, a reply, a draft, a visitor, a parked delivery. */
async function live(business: Business, name: string): Promise<void> {
  const customer = business.customer({ name });
  await customer.writes(`${name} schreibt`);
  const id = await customer.conversationId();
  await business.office.reply(id, `Antwort an ${name}`);
  const note = { clientId: app.deps.ids.uuid(), text: `Notiz über ${name}` };
  await business.office.post(`/api/conversations/${id}/notes`, note);
  await business.office.call("PUT", `/api/conversations/${id}/draft`, { text: `Entwurf für ${name}` });
  await customer.writes("Auskunft nach DSGVO");
  await new Visitor(app, business).writes(`${name} auf der Seite`, { name });
  await customer.delivers({ hologram: [name] }, "hologram_update");
  const room = { kind: "crew", name: `Raum ${name}`, memberIds: [] };
  const { id: roomId } = (await business.office.post("/api/rooms", room)) as { id: string };
  const said = { clientId: app.deps.ids.uuid(), text: `Im Raum über ${name}` };
  await business.office.post(`/api/rooms/${roomId}/messages`, said);
  const made = await business.office.post("/api/projects", { name: `Bad ${name}`, conversationId: id });
  const project = `/api/projects/${Reflect.get(Object(made), "id")}`;
  await business.office.post(`${project}/notes`, { clientId: app.deps.ids.uuid(), text: `Notiz über ${name}` });
}

/** What a business has in every table, as one sum each; asked in one statement, for there are hundreds. */
const dump = async (business: Business): Promise<Record<string, string>> => {
  const names = await app.deps.db.pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ('installation', 'tenant', 'channel_route', 'migration') order by 1",
  );
  const sums = names.rows.map(
    ({ name }) => `select '${name}', md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${name} t`,
  );
  const client = await app.deps.db.pool.connect();
  try {
    await client.query("begin");
    await client.query("select set_config('app.tenant_id', $1, true)", [business.tenantId]);
    const { rows } = await client.query<[string, string]>({ text: sums.join(" union all "), rowMode: "array" });
    return Object.fromEntries(rows);
  } finally {
    await client.query("rollback");
    client.release();
  }
};

const staffRoutes = () => apiRoutes(app.http).filter(({ path }) => !path.startsWith("/api/customer/"));
const operationOf = ({ method, path }: Route): unknown =>
  Reflect.get(app.http.swagger().paths?.[path.replace(/:(\w+)/g, "{$1}")] ?? {}, method.toLowerCase());
const bodyOf = (route: Route): unknown => {
  const operation = operationOf(route);
  const schema = operation === undefined ? undefined : bodySchema(operation);
  return schema && sample(schema);
};
const send = (route: Route, path: string) =>
  owner.send(route.method, `${path}${querySample(operationOf(route))}`, bodyOf(route));

test("no id of another business opens anything, and nothing of theirs changes", async () => {
  const routes = staffRoutes().filter(({ path }) => path.includes(":id"));
  expect(routes.length).toBeGreaterThan(25);
  const before = await dump(other);
  const wrong: unknown[] = [];
  for (const route of routes)
    for (const id of foreign) {
      const path = route.path.replace(":part", "content").replace(":form", "pdf").replace(":number", "1");
      const { statusCode, body } = await send(route, path.replace(/:\w+/g, id));
      const expected =
        route.path.startsWith("/api/parked-deliveries") || /(attachments|files|photos)$/.test(route.path)
          ? [400, 404, 415]
          : [404];
      if (!expected.includes(statusCode) || body.includes(canary))
        wrong.push([route.method, route.path, statusCode, body.slice(0, 80)]);
    }
  expect(wrong).toEqual([]);
  expect(await dump(other)).toEqual(before);
});

test("nor does one inside a project of ours", async () => {
  const { projects } = await ownIds();
  const routes = staffRoutes().filter(({ path }) => /^.api.projects.:id.*:(?!part)/.test(path));
  expect(routes.length).toBeGreaterThan(5);
  const before = await dump(other);
  for (const route of routes)
    for (const id of foreign) {
      const path = route.path.replace(":id", `${projects}`).replace(":part", "content").replace(/:\w+/g, id);
      expect([route.method, route.path, (await send(route, path)).statusCode]).toEqual([route.method, route.path, 404]);
    }
  expect(await dump(other)).toEqual(before);
});

test("the same routes answer for one's own ids: the test does not merely ask wrongly", async () => {
  const [conversation] = await app.firm.tx((tx) => tx.selectFrom("conversation").selectAll().execute());
  for (const path of ["", "/messages", "/templates"])
    expect((await owner.send("GET", `/api/conversations/${conversation?.conversation_id}${path}`)).statusCode).toBe(
      200,
    );
  expect((await owner.send("GET", `/api/contacts/${conversation?.contact_id}`)).statusCode).toBe(200);
  expect((await owner.send("GET", `/api/messages/${conversation?.last_message_id}`)).statusCode).toBe(200);
});

test("a parked delivery of another business cannot be taken by counting", async () => {
  const rows = await other.tx((tx) =>
    tx.selectFrom("inbound_delivery").select("delivery_id").where("state", "=", "parked").execute(),
  );
  expect(rows.length).toBeGreaterThan(0);
  for (const { delivery_id } of rows)
    expect((await owner.send("POST", `/api/parked-deliveries/${delivery_id}/retry`, {})).statusCode).toBe(404);
});

/** Ids the asking program makes up itself or keeps from before, and who goes: nothing of anybody's is looked up by them. */
const madeUp =
  /(clientId|^PATCH \/api\/projects\/:id remove\.\[\]|upload|(m|draftM)ark\.by|told\.\[\]|was\.memberIds\.\[\]|holds\.\[\]|^POST \/api\/(text-blocks|news) id)$/;
/** What the smallest body lacks to be taken. */
const besides: Readonly<Record<string, object>> = {
  "POST /api/conversations/:id/notes": { text: "Hallo" },
  "POST /api/rooms/:id/messages": { text: "Hallo" },
  "POST /api/roster/copy-week": { from: "2027-01-04", to: "2027-01-11" },
  "POST /api/holds": { reviewOn: "2026-12-31" },
  "PUT /api/projects/:id/appointments": { endsAt: "2027-01-01T09:00:00Z" },
  ...Object.fromEntries(
    ["POST /api/roster/shifts", "PUT /api/roster/shifts/:id", "POST /api/roster/check"].map((route) => [
      route,
      { start: "2027-01-04T08:00", end: "2027-01-04T16:00" },
    ]),
  ),
};

/** Where no id of anybody else is 404, but the same for all of them. */
const answered: Readonly<Record<string, number>> = {
  "POST /api/conversations/:id/permit": 200,
  "PUT /api/members/:id/departure": 400,
  "POST /api/roster/ask-again": 409,
  "POST /api/insights": 403,
};

test("every id inside a body is asked for like the one in the address", async () => {
  const own = await ownIds();
  const [theirs, ours] = [await dump(other), await dump(app.firm)];
  const wrong: unknown[] = [];
  let fields = 0;
  for (const route of staffRoutes().filter(({ path }) => !/^.api.(sign-in|enrol|demo)/.test(path))) {
    const name = `${route.method} ${route.path}`;
    const schema = bodySchema(operationOf(route) ?? {});
    const path = route.path.replace(/:\w+/g, own[route.path.split("/")[2] ?? ""] ?? app.deps.ids.uuid());
    for (const field of schema ? idPaths(schema) : []) {
      if (!schema || madeUp.test(`${name} ${field.join(".")}`)) continue;
      fields += 1;
      const answers = new Set<string>();
      const nobodys = /account/i.test(field.join(".")) ? [app.deps.ids.uuid()] : [];
      for (const id of [...nobodys, ...foreign]) {
        const body = { ...Object(bodyNaming(schema, field, id)), ...besides[name] };
        const { statusCode, body: text } = await owner.send(route.method, path, body);
        answers.add(`${statusCode} ${text.replaceAll(id, "")}`);
      }
      const [answer = ""] = answers;
      if (answers.size > 1 || !answer.startsWith(`${answered[name] ?? 404} `)) wrong.push([name, field, ...answers]);
    }
  }
  expect(wrong).toEqual([]);
  expect(fields).toBeGreaterThan(50);
  expect(await dump(other)).toEqual(theirs);
  const door = { session: null, device: null, used_proof: null };
  expect({ ...(await dump(app.firm)), ...door }).toEqual({ ...ours, ...door });
});

test("an id in what stands behind the address is answered like one that nobody has", async () => {
  const [own, nobodys] = [await ownIds(), app.deps.ids.uuid()];
  const asked: [string, number][] = [];
  for (const route of staffRoutes()) {
    const path = route.path.replace(/:\w+/g, own[route.path.split("/")[2] ?? ""] ?? nobodys);
    const query = new URLSearchParams(querySample(operationOf(route)));
    for (const name of idsInQuery(operationOf(route) ?? {})) {
      const answers = new Set<string>();
      for (const id of [nobodys, ...foreign]) {
        query.set(name, id);
        const { statusCode, body } = await owner.send(route.method, `${path}?${query}`, bodyOf(route));
        answers.add(`${statusCode} ${body.replaceAll(id, "")}`);
      }
      asked.push([`${route.method} ${route.path} ${name}`, answers.size]);
    }
  }
  expect(asked.length).toBeGreaterThan(6);
  expect(asked.filter(([, answers]) => answers > 1)).toEqual([]);
});

/** One of our own of each kind a route's address begins with. */
async function ownIds(): Promise<Record<string, string>> {
  return await app.firm.tx(async (tx) => {
    const talk = await tx.selectFrom("conversation").selectAll().executeTakeFirstOrThrow();
    const { room_id } = await tx
      .selectFrom("room")
      .select("room_id")
      .where("kind", "=", "crew")
      .executeTakeFirstOrThrow();
    const { project_id } = await tx.selectFrom("project").select("project_id").executeTakeFirstOrThrow();
    const { request_id } = await tx.selectFrom("subject_request").select("request_id").executeTakeFirstOrThrow();
    const { member_id } = await tx.selectFrom("member").select("member_id").executeTakeFirstOrThrow();
    const named = {
      conversations: talk.conversation_id,
      contacts: talk.contact_id,
      messages: `${talk.last_message_id}`,
    };
    return {
      ...named,
      ...{ rooms: room_id, projects: project_id, "subject-requests": request_id },
      ...{ members: member_id, "working-time": member_id },
    };
  });
}

test("no list, no search and no feed of ours names anything of theirs", async () => {
  const gets = staffRoutes().filter(
    ({ method, path }) => method === "GET" && !path.includes(":") && path !== "/api/events",
  );
  expect(gets.length).toBeGreaterThan(12);
  for (const { path } of [
    ...gets.map((route) => ({ path: `${route.path}${querySample(operationOf(route))}` })),
    { path: `/api/conversations?q=${canary}` },
    { path: "/api/conversations?limit=200" },
  ]) {
    const { statusCode, body } = await owner.send("GET", path);
    expect([path, statusCode, body.includes(canary), foreign.filter((id) => body.includes(id))]).toEqual([
      path,
      200,
      false,
      [],
    ]);
  }
});

test("a token and a session of one business are nobody at the other's address", async () => {
  const headers = { host: other.host };
  const stranger = app.firm.office.at(other.host);
  for (const { method, path } of staffRoutes().filter(
    (route) => !/^\/api\/(sign-in|enrol|demo|openapi)/.test(route.path),
  )) {
    const url = path
      .replace(":part", "content")
      .replace(":form", "pdf")
      .replace(":channel", "whatsapp")
      .replace(/:\w+/g, app.deps.ids.uuid());
    const session = await app.http.inject({
      method,
      url,
      headers: { ...headers, origin: `http://${other.host}`, cookie: `__Host-werkbote=${owner.cookie}` },
    });
    expect([path, session.statusCode]).toEqual([path, 401]);
    expect([path, (await stranger.call(method, url)).statusCode]).toEqual([path, 401]);
  }
  const answer = await app.firm.office.call("GET", "/api/me");
  expect(answer.statusCode).toBe(200);
});

test("a webhook of one business, signed with its own secret, writes nothing into the other", async () => {
  const before = await dump(app.firm);
  const evil = other.customer({ name: canary });
  await evil.delivers({
    metadata: { phone_number_id: app.firm.phoneNumberId },
    messages: [
      {
        from: evil.phone,
        from_user_id: evil.bsuid,
        id: "wamid.EVIL",
        timestamp: "1795500000",
        type: "text",
        text: { body: canary },
      },
    ],
  });
  expect(await dump(app.firm)).toEqual(before);
});
