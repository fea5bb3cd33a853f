import { createHash } from "node:crypto";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenant } from "../../src/server/tenants/create-tenant.action.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { isNotice, leftFor } from "../support/fourth-lock.ts";
import { allRoutes } from "../support/routes.ts";
import { securedHttp } from "../support/secured-http.ts";

/**
 * V50 (Zammad CVE-2026-102489) and V59 (Talkyard CVE-2021-25980): what an error says of the house, and who decides
 * where a link leads.
 */
let app: TestApp;
const canary = "speicher-kanarie-7f3";
beforeAll(async () => {
  process.env.WERKBOTE_CANARY = canary;
  app = await buildTestApp();
});
afterAll(async () => {
  delete process.env.WERKBOTE_CANARY;
  await app.stop();
});

const internals = /relation|postgres|kysely|select |node_modules|\.ts|at \w+ \(|stack|SQLSTATE|column|Error:/i;

test("when the machinery breaks, the answer is one constant sentence and nothing of the machinery", async () => {
  const customer = app.firm.customer();
  await customer.writes("Guten Tag");
  const id = await customer.conversationId();
  await app.deps.db.pool.query("alter table conversation rename to conversation_away");
  try {
    for (const path of ["/api/conversations", `/api/conversations/${id}`, `/api/conversations/${id}/messages`]) {
      const { statusCode, body, headers } = await app.firm.office.call("GET", path);
      expect(statusCode).toBe(500);
      expect(headers["content-type"]).toContain("application/problem+json");
      expect(JSON.parse(body)).toEqual({
        type: "/problems/bug",
        title: expect.stringMatching(/schiefgegangen/),
        en: expect.stringMatching(/went wrong/),
        status: 500,
        code: "bug",
      });
    }
    const page = await new Visitor(app).writes("Hallo?");
    expect(page.statusCode).toBe(500);
    expect(page.body).not.toMatch(internals);
  } finally {
    await app.deps.db.pool.query("alter table conversation_away rename to conversation");
  }
});

test("no refusal repeats what was asked or tells of the inside", async () => {
  const words = [
    "base",
    "constructor",
    "__proto__",
    "<script>",
    "x".repeat(200),
    "../../etc/passwd",
    "%00",
    "{{canary}}",
  ];
  for (const word of words)
    for (const path of [
      `/api/${word}`,
      `/api/conversations/${word}`,
      `/api/messages/${word}/decisions`,
      `/k/${word}`,
      `/datenschutz/${word}`,
      `/webhooks/${word}/${word}`,
      `/${word}`,
    ]) {
      const url = encodeURI(path);
      const { statusCode, body } = await app.firm.office.call("GET", url);
      expect([url, [400, 401, 404, 414].includes(statusCode)]).toEqual([url, true]);
      expect(body).not.toContain(canary);
      if (word.length > 8) expect(body).not.toContain(word);
      expect([url, internals.exec(body)?.[0]]).toEqual([url, undefined]);
    }
});

test("whoever opens a wrong address in a browser reads a page, a program its problem details", async () => {
  const open = (url: string, accept: string) =>
    app.http.inject({ method: "GET", url, headers: { host: app.firm.host, accept } });
  for (const url of ["/datenschutz/fax", "/datenschutz/whatsapp/v/x"]) {
    const page = await open(url, "text/html,application/xhtml+xml,*/*;q=0.8");
    expect([url, page.statusCode]).toEqual([url, 404]);
    expect(page.headers["content-type"]).toContain("text/html");
    expect(page.body).toMatch(/<h1>Diese Seite gibt es nicht<\/h1>\s*<p>[A-Z][^<]+\.<\/p>/);
    // A customer reads whose page this is and how the business is reached; a colleague finds the app.
    expect(page.body).toContain("So erreichen Sie Brandt Haustechnik");
    for (const way of ["/k/web", "/impressum", "/"]) expect(page.body).toContain(`href="${way}"`);
    expect(page.body).not.toContain(url);
    expect((await open(url, "*/*")).headers["content-type"]).toContain("application/problem+json");
  }
  const api = await open("/api/conversations", "text/html");
  expect(api.headers["content-type"]).toContain("application/problem+json");
});

test("a body that is no JSON, an unknown type and an endless one get a plain refusal", async () => {
  const send = (payload: string, type: string) =>
    app.http.inject({
      method: "POST",
      url: "/api/sign-in/options",
      payload,
      headers: { host: app.firm.host, origin: `http://${app.firm.host}`, "content-type": type },
    });
  expect((await send("{", "application/json")).statusCode).toBe(400);
  expect((await send("<a/>", "application/xml")).statusCode).toBe(415);
  expect((await send(`{"a":"${"x".repeat(1_100_000)}"}`, "application/json")).statusCode).toBe(413);
  for (const [payload, type] of [
    ["{", "application/json"],
    ["<a/>", "application/xml"],
  ] as const)
    expect((await send(payload, type)).body).not.toMatch(internals);
});

test("what a stranger sends is read up to 64 kB, and at an address that is none not at all (V49)", async () => {
  const send = (url: string, payload: string) =>
    app.http.inject({
      method: "POST",
      url,
      payload,
      headers: { host: app.firm.host, origin: `http://${app.firm.host}`, "content-type": "application/json" },
    });
  const names = JSON.stringify(Object.fromEntries(Array.from({ length: 8_000 }, (_, i) => [`k${i}`, 1])));
  for (const door of ["/api/sign-in", "/api/enrol", "/api/demo/sign-in", "/api/sign-in/options"])
    expect([door, (await send(door, names)).statusCode]).toEqual([door, 413]);
  expect((await send("/api/nothing-of-the-kind", "{")).statusCode).toBe(404);
});

test("what the office sends may be longer", async () => {
  const text = "x".repeat(100_000);
  const answer = await app.firm.office.call("POST", "/api/text-blocks", { text });
  expect(answer.statusCode).toBe(400);
});

/** Where it listens already. */
function listening({ server }: TestApp["http"]): string {
  const address = server.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
}

/** What a client hears that writes its request by hand. */
async function firstLine(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.write(request);
  return (await text(socket)).split("\r\n")[0] ?? "";
}

test("whatever answers, health and webhooks and what is not there too, is read as nothing but what it says it is", async () => {
  const account = app.firm.whatsappAccountId;
  for (const [method, url] of [
    ["GET", "/health"],
    ["GET", `/webhooks/whatsapp/${account}?hub.mode=subscribe&hub.challenge=%3Cb%3E&hub.verify_token=x`],
    ["POST", `/webhooks/whatsapp/${account}`],
    ["GET", "/nowhere"],
    ["GET", "/webhooks/"],
  ] as const) {
    const { headers } = await app.http.inject({ method, url, headers: { host: app.firm.host } });
    expect([url, headers["x-content-type-options"]]).toEqual([url, "nosniff"]);
    expect([url, headers["content-security-policy"]]).toEqual([url, expect.stringMatching(/^default-src 'none'/)]);
  }
});

test("an unknown host is served by nobody, whatever other headers claim", async () => {
  // A webhook says by its address whose it is; how the machine is belongs to no business.
  const routes = allRoutes(app.http).filter(({ path }) => !path.startsWith("/webhooks/") && path !== "/health");
  const claims = {
    "x-forwarded-host": app.firm.host,
    forwarded: `host=${app.firm.host}`,
    "x-host": app.firm.host,
    "x-original-host": app.firm.host,
  };
  for (const { method, path } of routes)
    for (const host of ["evil.example", `${app.firm.host}.evil.example`, "evil.example:8080"]) {
      const url = path.replace(/:\w+/g, "x");
      const { statusCode } = await app.http.inject({ method, url, headers: { ...claims, host } });
      expect([method, path, host, statusCode]).toEqual([method, path, host, 421]);
    }
  // The page somebody sees who opens it names no way on: each would lead back to it.
  const looked = await app.http.inject({ url: "/impressum", headers: { host: "evil.example", accept: "text/html" } });
  expect(looked.body).toContain("Unter dieser Adresse läuft Werkbote nicht.");
  expect(looked.body).not.toContain("<a ");
  // Nothing else is served under that name, so it brings its styles along and asks for nothing.
  const styles = /<style>(.+?)<\/style>/s.exec(looked.body)?.[1] ?? "";
  const hash = createHash("sha256").update(styles).digest("base64");
  expect([styles.includes("--paper"), looked.body.includes("<link ")]).toEqual([true, false]);
  expect(looked.headers["content-security-policy"]).toContain(`default-src 'none'; style-src 'sha256-${hash}';`);
});

test.each([
  ["two Host lines", "/api/openapi.json", (own: string) => [own, "evil.example"]],
  ["two Host lines, ours the second", "/api/openapi.json", (own: string) => ["evil.example", own]],
  ["the same Host twice", "/api/openapi.json", (own: string) => [own, own]],
  ["another name in the request line", "http://evil.example/api/openapi.json", (own: string) => [own]],
])("%s: served by nobody", async (_, target, hosts) => {
  const { port } = new URL(await app.http.listen({ port: 0, host: "127.0.0.1" }).catch(() => listening(app.http)));
  const lines = hosts(app.firm.host).map((host) => `Host: ${host}\r\n`);
  expect(await firstLine(Number(port), `GET ${target} HTTP/1.1\r\n${lines.join("")}Connection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 421 /,
  );
});

test("behind a proxy as well nothing a client writes leads to another business than the name it asked", async () => {
  const deps = { ...app.deps, config: { ...app.deps.config, trustProxy: true } };
  const http = await securedHttp(deps, async (host) => /^[ab](?=\.example$)/.exec(host)?.[0]);
  http.get("/whose", async ({ tenantId }) => tenantId);
  const asked = async (host: string, claimed: string) => {
    const { statusCode, body } = await http.inject({ url: "/whose", headers: { host, "x-forwarded-host": claimed } });
    return statusCode === 200 ? body : statusCode;
  };
  for (const claimed of ["b.example", "a.example, b.example", "evil.example"])
    expect([claimed, await asked("a.example", claimed)]).toEqual([claimed, 421]);
  expect([await asked("evil.example", "a.example"), await asked("a.example", "a.example")]).toEqual([421, "a"]);
  await http.close();
});

test("a business that is alone is at its address, and at the names of its own network only where no address is set", async () => {
  const { db, config } = app.deps;
  const hostOf = (host: string | null) =>
    db.outside.updateTable("tenant").set({ host }).where("tenant_id", "=", app.firm.tenantId).execute();
  const found = async (hosts: readonly string[]) => {
    app.clock.advance(1_000);
    const asked = hosts.map(
      async (host) => (await app.http.inject({ url: "/api/openapi.json", headers: { host } })).statusCode,
    );
    return await Promise.all(asked);
  };
  const itself = ["localhost:8080", "127.0.0.1", "[::1]:8080"];
  const home = ["werkstatt", "werkstatt.fritz.box:8080", "buero.local", "192.168.178.20:8080", "[fd00::1]:8080"];
  // Whoever holds a name in the public net can lead it to any machine, this one too (DNS rebinding).
  const foreign = [
    "evil.example",
    "evil.example:8080",
    "192.168.178.20.evil.example",
    "local.evil.example",
    "evil.box",
    ...["werkstatt@evil", "localhost:8080@evil", "x@buero.local", "[evil]", "a b"],
  ];
  await hostOf(null);
  try {
    expect(await found([...itself, ...home])).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect(await found(foreign)).toEqual(foreign.map(() => 421));
    Reflect.set(config, "publicUrl", "http://localhost:8080");
    expect(await found(itself)).toEqual([200, 200, 200]);
    expect(await found([...home, ...foreign])).toEqual([...home, ...foreign].map(() => 421));
  } finally {
    Reflect.set(config, "publicUrl", undefined);
    await hostOf(app.firm.host);
    app.clock.advance(1_000);
  }
});

test("where the first business has no host of its own, an unknown name still belongs to nobody", async () => {
  const { db } = app.deps;
  const first = (host: string | null) =>
    db.outside.updateTable("tenant").set({ host }).where("tenant_id", "=", app.firm.tenantId).execute();
  const page = async (host: string) => {
    app.clock.advance(1_000);
    return (await app.http.inject({ url: "/api/openapi.json", headers: { host } })).statusCode;
  };
  await first(null);
  try {
    await createTenant(app.deps, app.keyring, { name: "Dachdeckerei Kern", host: "kern.example" });
    for (const host of ["evil.example", "evil.example:8080", "localhost.evil.example"])
      expect([host, await page(host)]).toEqual([host, 421]);
    for (const host of ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "kern.example"])
      expect([host, await page(host)]).not.toEqual([host, 421]);
    // A channel calls by the address of its account, under whatever name.
    const url = `/webhooks/whatsapp/${app.firm.whatsappAccountId}`;
    const hook = await app.http.inject({ method: "POST", url, headers: { host: "evil.example" }, payload: {} });
    expect(hook.statusCode).not.toBe(421);
  } finally {
    await first(app.firm.host);
    app.clock.advance(1_000);
  }
});

test("links are built from the configured address, never from a request", async () => {
  const erika = app.firm.customer();
  await erika.writes("Guten Tag");
  const notice = leftFor(app, erika).find(isNotice);
  expect([...(notice?.text ?? "").matchAll(/https?:\/\/([^/\s]+)/g)].map(([, host]) => host)).toEqual([
    "localhost:8080",
    "localhost:8080",
    "localhost:8080",
  ]);
  const visitor = new Visitor(app);
  await visitor.writes("Bitte um Rückruf");
  const headers = {
    host: app.firm.host,
    origin: `http://${app.firm.host}`,
    cookie: visitor.cookie,
    "x-forwarded-host": "evil.example",
  };
  const answer = await app.http.inject({ method: "POST", url: "/api/customer/web/link", headers });
  expect(answer.json<{ link: string }>().link).toMatch(/^http:\/\/localhost:8080\//);
  expect(answer.body).not.toContain("evil.example");
});
