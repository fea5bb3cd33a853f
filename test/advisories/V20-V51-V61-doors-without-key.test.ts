import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { apiRoutes } from "../support/routes.ts";

/**
 * V20 (Rocket.Chat CVE-2026-48929): a method that forgot to ask who calls. V51 (Zammad CVE-2020-10101): a frame that
 * is no JSON ended the process. V61 (Cline CVE-2026-44211): any page could open a channel. There is no WebSocket here;
 * the same is asked of every route and of the stream.
 */
let app: TestApp;
beforeAll(async () => {
  app = await buildTestApp();
});
afterAll(() => app.stop());

/** What is there for people who have no session yet, or never get one. Everything else asks who calls. */
const open = /^\/api\/(sign-in|enrol|demo\/sign-in|customer|openapi\.json)(\/|$)/;
const id = "0192f0c1-0000-7000-8000-000000000001";
const closed = () => apiRoutes(app.http).filter(({ path }) => !open.test(path));
const address = (path: string) => path.replace(/:\w+/g, id).replace("*", "x");

test("V20: every route and the stream refuse whoever names no one, whatever is asked and sent", async () => {
  const routes = closed();
  expect(routes.length).toBeGreaterThan(50);
  expect(routes.map(({ path }) => path)).toContain("/api/events");
  const wrong: unknown[] = [];
  for (const { method, path } of routes) {
    const body = method === "GET" ? {} : { payload: {} };
    const headers = { host: app.firm.host, origin: `http://${app.firm.host}` };
    const url = `${address(path)}${path === "/api/events" ? "?after=0" : ""}`;
    const answer = await app.http.inject({ method, url, headers, ...body });
    if (answer.statusCode !== 401) wrong.push([method, path, answer.statusCode]);
  }
  expect(wrong).toEqual([]);
});

test("V51: bodies that are no JSON are refused one by one, and everybody else goes on working", async () => {
  const customer = app.firm.customer();
  await customer.writes("Guten Tag");
  const conversation = await customer.conversationId();
  const bodies = [
    randomBytes(4_096),
    Buffer.from([0xc3, 0x28, 0xff, 0xfe]),
    Buffer.from("{".repeat(5_000)),
    Buffer.from("[".repeat(5_000)),
    Buffer.from('{"text":"\\ud800"'),
    Buffer.from("\u0000"),
    Buffer.alloc(0),
    ...Array.from({ length: 60 }, () => randomBytes(64)),
  ];
  for (const payload of bodies) {
    const headers = { host: app.firm.host, "content-type": "application/json", authorization: "Bearer none" };
    for (const url of [`/api/conversations/${conversation}/messages`, "/api/sign-in", "/api/enrol/status"]) {
      const { statusCode } = await app.http.inject({ method: "POST", url, headers, payload });
      expect([url, statusCode >= 400 && statusCode < 500]).toEqual([url, true]);
    }
  }
  expect((await app.firm.office.reply(conversation, "Wir kommen.")).message.state).toBe("queued");
});

test("V61: another page's script reads no stream and no answer: nothing allows its origin, and no cookie of ours is asked for", async () => {
  for (const origin of [
    "https://evil.example",
    "null",
    `http://evil.${app.firm.host}`,
    `http://${app.firm.host}.evil.example`,
  ])
    for (const url of ["/api/events?after=0", "/api/conversations", "/api/me", "/api/openapi.json"]) {
      for (const method of ["GET", "OPTIONS"] as const) {
        const headers = { host: app.firm.host, origin, "access-control-request-method": "GET" };
        const answer = await app.http.inject({ method, url, headers });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
        if (url !== "/api/openapi.json") expect([url, method, answer.statusCode]).not.toEqual([url, method, 200]);
      }
    }
});
