import type { LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Visitor } from "../support/a-visitor.ts";
import type { TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { apiRoutes, type Route } from "../support/routes.ts";
import { bodySchema, type Schema, sample, textPaths, withValue } from "../support/sample-body.ts";

/**
 * V18 (FreeScout CVE-2026-40569) and V55 (Rocket.Chat CVE-2021-22911, Chatwoot CVE-2026-45689): fields nobody asked
 * for, and values of every wrong kind, at every route that takes a body. Read from the routes' own schemas.
 */
let app: TestApp;
let owner: TestBrowser;
let writes: { readonly route: Route; readonly schema: Schema; readonly url: string }[];

beforeAll(async () => {
  ({ app, owner } = await buildOwnedApp());
  await owner.stepUp();
  const customer = app.firm.customer();
  await customer.writes("Guten Tag");
  const ids: Record<string, string> = {
    conversations: await customer.conversationId(),
    contacts: await customer.contactId(),
    devices: app.deps.ids.uuid(),
  };
  writes = apiRoutes(app.http).flatMap((route) => {
    const paths = app.http.swagger().paths ?? {};
    const operation = Reflect.get(paths[route.path.replace(/:(\w+)/g, "{$1}")] ?? {}, route.method.toLowerCase());
    const schema = operation === undefined ? undefined : bodySchema(operation);
    const [, , kind = ""] = route.path.split("/");
    const url = route.path
      .replace(":id", ids[kind] ?? app.deps.ids.uuid())
      .replace(":channel", "whatsapp")
      .replace(":slug", "web")
      .replace(/:\w+/g, app.deps.ids.uuid());
    return schema === undefined ? [] : [{ route, schema, url }];
  });
});
afterAll(() => app.stop());

test("every route with a body is here", () => {
  expect(writes.length).toBeGreaterThan(30);
});

/** What an answer says of the fields it refused. */
const refused = (answer: LightMyRequestResponse): Record<string, string> =>
  answer.statusCode === 400 ? (answer.json().fields ?? {}) : {};

test("no write takes a field it does not know: no column, no tenant, no prototype", async () => {
  const columns = ["tenantId", "tenant_id", "state", "role", "decision_id", "credentials", "constructor", "toString"];
  const taken: unknown[] = [];
  for (const { route, schema, url } of writes) {
    const body = Object(sample(schema));
    const unknown = columns.filter((name) => !Object.hasOwn(schema.properties ?? {}, name));
    const more = Object.fromEntries(unknown.map((name) => [name, app.firm.tenantId]));
    // All in one body: the answer names each that it does not take.
    const { body: said = "" } = refused(await owner.send(route.method, url, { ...body, ...more }));
    const named = /^Unbekannt ist: (.+)\.$/.exec(said)?.[1]?.split(", ") ?? [];
    for (const name of unknown) if (!named.includes(name)) taken.push([route.method, route.path, name, said]);
    const poisoned = JSON.stringify(body).replace(
      /^\{/,
      `{"__proto__":{"role":"owner"}${Object.keys(body).length > 0 ? "," : ""}`,
    );
    const headers = { "content-type": "application/json" };
    const { statusCode } = await owner.send(route.method, url, poisoned, headers);
    if (statusCode !== 400) taken.push([route.method, route.path, "__proto__", statusCode]);
  }
  expect(taken).toEqual([]);
  expect(Reflect.get({}, "role")).toBeUndefined();
});

test("a text is a text: objects, lists, numbers and books are refused, and quotes are only quotes", async () => {
  const odd: unknown[] = [{ $ne: null }, ["a"], 5];
  const quotes = `'; DROP TABLE message; --" OR 1=1 /*\\'; select pg_sleep(9) %_\\ {{7*7}}<%=7*7%>`;
  const wrong: unknown[] = [];
  for (const { route, schema, url } of writes) {
    const paths = textPaths(schema);
    if (paths.length === 0) continue;
    const body = sample(schema);
    // In every text at once: the answer names each. What any text may not hold is refused before any is looked at.
    const everywhere = (value: unknown) =>
      owner.send(
        route.method,
        url,
        paths.reduce((whole, path) => withValue(whole, path, value), body),
      );
    for (const value of odd) {
      const named = refused(await everywhere(value));
      for (const path of paths)
        if (named[path.join("/")] === undefined) wrong.push([route.method, route.path, path.join("."), value]);
    }
    if ((await everywhere("\u0000")).statusCode !== 400) wrong.push([route.method, route.path, "NUL"]);
    // A refused text would hide the next one, so these are sent one by one; very long ones are in laws/nasty-values.
    for (const path of paths) {
      const { statusCode } = await owner.send(route.method, url, withValue(body, path, quotes));
      if (statusCode >= 500) wrong.push([route.method, route.path, path.join("."), statusCode]);
    }
  }
  expect(wrong).toEqual([]);
});

test("the same in an address: twice, as a list, as a book, with quotes", async () => {
  const wrong: unknown[] = [];
  const values = [
    "a&q=b",
    "' OR 1=1 --",
    "%00",
    "a\\",
    "x".repeat(5_000),
    "[object Object]",
    "\u{1F600}",
    "*:* | !& ()",
  ];
  for (const value of values)
    for (const name of ["q", "cursor", "assignee", "state", "channel", "limit", "unread"]) {
      const url = `/api/conversations?${name}=${value === "a&q=b" || value === "%00" ? value : encodeURIComponent(value)}`;
      const { statusCode } = await owner.send("GET", url);
      const fine = name === "q" ? [200, 400] : [400];
      if (!fine.includes(statusCode)) wrong.push([name, value.slice(0, 20), statusCode]);
    }
  for (const url of [
    "/api/conversations?q[$ne]=1",
    "/api/conversations?limit=1e9",
    "/api/conversations?limit=-1",
    "/api/conversations?zz=1",
  ])
    if ((await owner.send("GET", url)).statusCode !== 400) wrong.push(url);
  expect(wrong).toEqual([]);
});

test("half a character and a NUL are a wrong input at the door, and no bug behind it", async () => {
  for (const text of ["a\u0000b", "a\ud800b", "\udc00"]) {
    expect((await owner.send("POST", "/api/members", { name: text, role: "crew" })).statusCode).toBe(400);
    expect((await owner.send("PATCH", "/api/me", { language: "de", [text]: 1 })).statusCode).toBe(400);
    const visitor = new Visitor(app);
    expect((await visitor.writes(text)).statusCode).toBeLessThan(500);
    const customer = app.firm.customer({ name: text });
    await customer.writes(`Hier: ${text}`);
    expect((await app.firm.office.thread(await customer.conversationId())).length).toBeGreaterThan(0);
  }
});

test("lists and books nested without end are a wrong input at the door, for whoever is signed in and whoever is not", async () => {
  const headers = { "content-type": "application/json" };
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
  ] as const)
    for (const [path, deepest] of [
      // As deep as what is read there can be.
      ["/api/sign-in/options", 10_000],
      ["/api/text-blocks", 100_000],
    ] as const)
      for (const depth of [200, deepest]) {
        const body = `${open.repeat(depth)}1${close.repeat(depth)}`;
        const { statusCode } = await owner.send("POST", path, body, headers);
        expect(`${path} ${open} ${depth}: ${statusCode}`).toBe(`${path} ${open} ${depth}: 400`);
      }
});

test("no column can be asked for that the inbox does not offer to sort or filter by", async () => {
  for (const cursor of [
    { waitingSince: null, lastActivityAt: "x", id: "1" },
    { orderBy: "credentials" },
    "null",
    { waitingSince: "2026-11-24T06:00:00Z; drop", lastActivityAt: "2026-11-24T06:00:00Z", id: app.deps.ids.uuid() },
  ]) {
    const url = `/api/conversations?cursor=${Buffer.from(JSON.stringify(cursor)).toString("base64url")}`;
    expect((await owner.send("GET", url)).statusCode).toBe(400);
  }
});

test("the least a body may hold is never a fault of the machine's", async () => {
  const wrong: unknown[] = [];
  // What ends this session or this business has no turn.
  const kept = writes.filter(({ route }) => !/sign-out|erasure|revoke|lost|departure/.test(route.path));
  for (const { route, schema, url } of kept) {
    const { statusCode } = await owner.send(route.method, url, sample(schema));
    if (statusCode >= 500) wrong.push([route.method, route.path, statusCode]);
  }
  expect(wrong).toEqual([]);
});
