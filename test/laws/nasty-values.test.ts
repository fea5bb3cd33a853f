import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { allRoutes, type Route } from "../support/routes.ts";
import { bodySchema, Parameters, querySample, type Schema, sample } from "../support/sample-body.ts";

/**
 * Numbers, days and texts that no column holds, at every place the OpenAPI document names, sent by the owner, who is
 * stopped by no role: what does not fit is a wrong input at the door, and never a bug behind it. Whatever the document
 * lets in is asked for, and of what it excludes something at each place, at the next place something else.
 */
let app: TestApp;
let owner: TestBrowser;
let visitor: Visitor;

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  const customer = app.firm.customer();
  await customer.writes("Guten Tag");
  await app.firm.office.reply(await customer.conversationId(), "Guten Tag, Frau Seidel");
  visitor = new Visitor(app);
  await visitor.writes("Der Wasserhahn tropft");
  const { office } = app.firm;
  const room = Object(await office.post("/api/rooms", { kind: "crew", name: "Bad", memberIds: [] }));
  await office.post(`/api/rooms/${room.id}/messages`, { clientId: app.deps.ids.uuid(), text: "Wer kommt?" });
  const conversationId = await customer.conversationId();
  await office.post("/api/projects", { name: "Bad Seidel", conversationId });
  await office.post("/api/incidents", { awareAt: app.clock.now().toISOString(), what: "Handy verloren im Bus" });
  await owner.stepUp();
});
afterAll(() => app.stop());

const long = "x".repeat(10_000);
const numbers = [2 ** 31, 2 ** 53, 2 ** 63, 1e300, -1, -(2 ** 31) - 1, 0.5];
// The edges of the calendar we take are among them: what is counted on from there must hold as well.
const days = ["0000-01-01", "0001-01-01", "1900-01-01", "2999-12-31", "9999-12-31"];
const texts = ["\u0000", "\ud800", long];
const hours = ["T00:00", "T23:59:59Z", "T00:00:00.000Z", "T23:59:59.999999999Z"];

/** Everything odd that may stand where `schema` wants one value. */
function oddLeaves({ type, format, pattern = "" }: Schema): unknown[] {
  if (type === "integer" || type === "number") return numbers;
  if (type !== "string" || format === "uuid") return [];
  if (format === "date") return days;
  if (format === "date-time" || pattern.includes("\\d{4}-"))
    // Each day by itself and with two of the hours, so that each hour stands beside several days.
    return days.flatMap((day, nth) => [day, ...[nth, nth + 1].map((at) => day + (hours[at % hours.length] ?? ""))]);
  return texts;
}

/** The smallest body a schema takes, once for every odd value, place by place. */
function oddPlaces(schema: Schema): unknown[][] {
  const { anyOf, oneOf, items, properties } = schema;
  if (anyOf || oneOf) return [...(anyOf ?? []), ...(oneOf ?? [])].flatMap(oddPlaces);
  if (items) return oddPlaces(items).map((odds) => odds.map((odd) => [odd]));
  if (!properties) return [oddLeaves(schema)];
  return Object.entries(properties).flatMap(([key, inner]) =>
    oddPlaces(inner).map((odds) => odds.map((odd) => ({ ...Object(sample(schema)), [key]: odd }))),
  );
}

/** Told apart by what stands in them: what cannot be stored is refused on the way to every schema. */
const isStorable = (value: unknown) => !/\\u0000|\\ud800/.test(JSON.stringify(value));

interface Odd {
  readonly value: unknown;
  /** The document says that it is no such thing. */
  readonly excluded: boolean;
}
let place = 0;
type Takes = (value: unknown) => boolean;

/** What the document lets into a body. */
const takesOf = (schema: Schema): Takes => {
  const document = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  return (value) => isStorable(value) && document.safeParse(value).success;
};
/** In an address everything is a text first, and what no text can be stands there letter by letter. */
const takesInAddress = (schema: Schema): Takes => {
  const takes = takesOf(schema);
  return (value) => takes(value) || takes(value === "\ud800" ? "%ED%A0%80" : String(value));
};

/** Of the odd values for one place all that the document lets in, and one that it excludes. */
function toAsk(takes: Takes, values: readonly unknown[]): Odd[] {
  const judged = values.map((value) => ({ value, excluded: !takes(value) }));
  const excluded = judged.filter((one) => one.excluded);
  const one = excluded[place++ % Math.max(1, excluded.length)];
  return [...judged.filter((odd) => !odd.excluded), ...(one ? [one] : [])];
}

const known = new Map<string, string>();
/** The id of something that is there, by the name of its table. */
async function idOf(table: string): Promise<string> {
  const asked = known.get(table);
  if (asked !== undefined) return asked;
  const column = sql.ref(`${table}_id`);
  const found = await app
    .sql((tx) => sql<{ id: string }>`select ${column} as id from ${sql.table(table)} order by 1 limit 1`.execute(tx))
    .catch(() => ({ rows: [] }));
  const id = found.rows[0]?.id ?? app.deps.ids.uuid();
  known.set(table, id);
  return id;
}

/** "conversations" -> conversation, "memberIds" -> member, "subject-requests" -> subject_request. */
const tableOf = (word: string): string =>
  word
    .replace(/Ids?$/, "")
    .replace(/s$/, "")
    .replaceAll("-", "_")
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The same body, and where it names a thing of ours by its id, one that is there. */
async function about(body: unknown, name = ""): Promise<unknown> {
  if (Array.isArray(body)) return await Promise.all(body.map((one) => about(one, name)));
  if (body !== null && typeof body === "object") {
    const entries = Object.entries(body).map(async ([key, inner]) => [key, await about(inner, key)] as const);
    return Object.fromEntries(await Promise.all(entries));
  }
  const isId = typeof body === "string" && /^[0-9a-f-]{36}$/.test(body) && name !== "clientId" && /Ids?$/.test(name);
  return isId ? await idOf(tableOf(name)) : body;
}

async function pathOf(route: Route): Promise<string> {
  const segments = route.path.split("/").map(async (segment, at, all) => {
    if (segment === ":slug") return "web";
    if (segment === ":channel") return "whatsapp";
    if (segment === ":kind") return "processing";
    if (/^:(number|version|block)$/.test(segment)) return "1";
    if (segment.startsWith(":form")) return "pdf";
    if (segment.startsWith(":part")) return "content";
    if (segment === ":name" || segment === ":file") return "x";
    return segment.startsWith(":") ? await idOf(tableOf(all[at - 1] ?? "")) : segment;
  });
  return (await Promise.all(segments)).join("/");
}

const operationOf = ({ method, path }: Route): unknown =>
  Reflect.get(app.http.swagger().paths?.[path.replace(/:(\w+)/g, "{$1}")] ?? {}, method.toLowerCase());

/** Who leaves the house in the middle asks nothing any more; a stream that is open answers when it is closed. */
const leftOut = new Set(["POST /api/sign-out", "GET /api/events", "GET /api/customer/:slug/watch"]);
const routes = () =>
  allRoutes(app.http).filter((route) => operationOf(route) && !leftOut.has(`${route.method} ${route.path}`));

/** As the owner, and on the customer's page as the customer who wrote there. */
async function ask(route: Route, path: string, excluded: boolean, body?: unknown): Promise<unknown[]> {
  const byCustomer = /^\/(k|api\/customer)\//.test(route.path);
  const answer = await owner.send(route.method, path, body, byCustomer ? { cookie: visitor.cookie } : {});
  const said = body === undefined ? path : JSON.stringify(body);
  // A page in the browser makes the best of an address that is wrong.
  const mustRefuse = excluded && !route.path.startsWith("/k/");
  const fine = answer.statusCode < 500 && (!mustRefuse || answer.statusCode >= 400);
  return fine ? [] : [[route.method, route.path, answer.statusCode, said.slice(0, 200)]];
}

const inAddress = (value: unknown): string =>
  value === "\ud800" ? "%ED%A0%80" : encodeURIComponent(String(value)).slice(0, 12_000);

test("no number, day or text in an address is a bug behind the door", async () => {
  const wrong: unknown[] = [];
  let asked = 0;
  for (const route of routes()) {
    const operation = operationOf(route);
    const path = await pathOf(route);
    for (const { in: where, name, schema } of Parameters.parse(operation).parameters ?? []) {
      const odd = new Set([...oddPlaces(schema).flat(), ...numbers, ...days, ...texts]);
      for (const { value, excluded } of toAsk(takesInAddress(schema), [...odd])) {
        asked++;
        const query = querySample(operation).replace("?", "&");
        const url =
          where === "query"
            ? `${path}?${name}=${inAddress(value)}${query.replace(new RegExp(`&${name}=[^&]*`), "")}`
            : (await pathOf({ ...route, path: route.path.replace(`:${name}`, inAddress(value)) })) +
              querySample(operation);
        wrong.push(...(await ask(route, url, excluded)));
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(600);
});

test("no number, day or text in a body is a bug behind the door", async () => {
  const wrong: unknown[] = [];
  let asked = 0;
  for (const route of routes()) {
    const schema = bodySchema(operationOf(route));
    if (schema === undefined) continue;
    const path = (await pathOf(route)) + querySample(operationOf(route));
    const takes = takesOf(schema);
    for (const odds of oddPlaces(schema))
      for (const { value, excluded } of toAsk(takes, odds)) {
        asked++;
        wrong.push(...(await ask(route, path, excluded, await about(value))));
      }
  }
  expect(wrong).toEqual([]);
  expect(asked).toBeGreaterThan(700);
  expect((await owner.send("GET", "/api/me")).statusCode).toBe(200);
});

test("what stands in the inbox's and the contacts' place in the list is looked at as well", async () => {
  for (const [path, cursor] of [
    ["/api/conversations", (at: string) => ({ waitingSince: at, lastActivityAt: at, id: app.deps.ids.uuid() })],
    ["/api/contacts", (at: string) => ({ at, id: app.deps.ids.uuid() })],
  ] as const)
    for (const day of ["0000-01-01", "9999-12-31"]) {
      const text = Buffer.from(JSON.stringify(cursor(`${day}T00:00:00Z`))).toString("base64url");
      expect([path, day, (await owner.send("GET", `${path}?cursor=${text}`)).statusCode]).toEqual([path, day, 400]);
    }
});

test("the answer names the field whose number or day is none", async () => {
  const fieldsOf = async (path: string) => Object.keys((await owner.send("GET", path)).json().fields ?? {});
  const messages = `/api/conversations/${await idOf("conversation")}/messages`;
  for (const name of ["before", "after", "around"])
    expect(await fieldsOf(`${messages}?${name}=${2 ** 31}`)).toEqual([name]);
  expect(await fieldsOf("/api/events?after=9007199254740993")).toEqual(["after"]);
  expect(await fieldsOf("/api/roster?from=0000-01-01&to=3000-01-07")).toEqual(["from", "to"]);
});
