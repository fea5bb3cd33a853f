import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { sessionsAlive } from "../../src/server/members/sessions-alive.action.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import type { App } from "../../src/server/platform/http.ts";
import { startWake } from "../../src/server/platform/wake.ts";
import { accessApp, memberBrowser, ownerBrowser, type TestBrowser } from "../support/access-app.ts";
import { type TestDeps, testDeps } from "../support/database.ts";
import { silentLog } from "../support/silent-log.ts";

/** V60 (CVE-2026-9162, CVE-2023-32682): revoked sessions stayed connected. Two nodes, every way to end a session. */
let t: TestDeps;
let app: App;
let other: App;
let otherDeps: Deps;
let owner: TestBrowser;

beforeAll(async () => {
  t = await testDeps();
  otherDeps = { ...t.deps, db: openDatabase(t.url, silentLog, 4), wake: await startWake(t.url, silentLog) };
  app = await accessApp(t.deps, t.tenantId, (scope) => {
    scope.get("/api/endless", (_request, reply) => reply.send(Readable.from(endless())));
    scope.get("/api/large", (_request, reply) => reply.send(Buffer.alloc(50_000_000)));
  });
  other = await accessApp(otherDeps, t.tenantId);
  owner = await ownerBrowser(app, t);
});
afterAll(async () => {
  await app.close();
  await other.close();
  await otherDeps.wake.stop();
  await otherDeps.db.close();
  await t.close();
});

/** A download that takes longer than any test. */
async function* endless(): AsyncGenerator<Buffer> {
  for (;;) {
    yield Buffer.alloc(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Says so when nothing happened for longer than a busy machine needs. */
const patience = () =>
  new Promise<string>((resolve) => {
    AbortSignal.timeout(5000).addEventListener("abort", () => resolve("still open"));
  });

/** The port of the app; from the first time on it listens. */
async function portOf(): Promise<number> {
  if (!app.server.listening) await app.listen({ port: 0, host: "127.0.0.1" });
  return Number(new URL(app.listeningOrigin).port);
}

const alive = (deps: Deps, caller: Parameters<typeof sessionsAlive>[2][number]) =>
  sessionsAlive(deps, t.tenantId, [caller]);

type Ending = (member: { browser: TestBrowser; memberId: string; deviceId: string }) => Promise<{ statusCode: number }>;
const endings: Record<string, Ending> = {
  "signing out": ({ browser }) => browser.send("POST", "/api/sign-out", {}),
  "revoking the device": ({ deviceId }) => owner.send("POST", `/api/devices/${deviceId}/revoke`),
  "reporting the device lost": ({ deviceId }) => owner.send("POST", `/api/devices/${deviceId}/lost`),
  "disabling the member": ({ memberId }) => owner.send("PATCH", `/api/members/${memberId}`, { disabled: true }),
  "a last day in the past": ({ memberId }) =>
    owner.send("PUT", `/api/members/${memberId}/departure`, { lastDay: "2026-11-01" }),
  "leaving at once": ({ memberId }) =>
    owner.send("PUT", `/api/members/${memberId}/departure`, { lastDay: "2026-11-24", now: true }),
  "another role": ({ memberId }) => owner.send("PATCH", `/api/members/${memberId}`, { role: "crew" }),
};

for (const [name, end] of Object.entries(endings)) {
  test(`${name} closes open streams on both nodes within a second, and no request gets through after`, async () => {
    const member = await memberBrowser(app, t.deps, owner, `Kai ${name}`.slice(0, 40), "office");
    await owner.stepUp();
    const { browser } = member;
    const caller = {
      sessionId: browser.sessionId ?? "",
      kind: "session",
      role: "office",
    } as const;
    const subject = `${t.tenantId}/${browser.sessionId}`;
    const closed = [t.deps, otherDeps].map(
      (deps) =>
        new Promise<number>((resolve) => {
          const look = async () => {
            if ((await alive(deps, caller))[0]) return;
            stop();
            resolve(performance.now());
          };
          const stop = deps.wake.on("session", (told) => {
            if (told === subject) void look();
          });
        }),
    );
    expect(await alive(t.deps, caller)).toEqual([true]);
    const start = performance.now();
    expect((await end(member)).statusCode).toBe(200);
    for (const at of await Promise.all(closed)) expect(at - start).toBeLessThan(1000);
    const cookie = { cookie: `__Host-werkbote=${browser.cookie}`, host: "localhost:8080" };
    for (const node of [app, other]) {
      const response = await node.inject({ url: "/api/me", headers: cookie });
      expect(response.json()).toMatchObject({ code: "not-signed-in" });
    }
  });
}

test("a request whose body is still on its way when the device is revoked does nothing any more", async () => {
  const { browser, deviceId, memberId } = await memberBrowser(app, t.deps, owner, "Langsam", "office");
  const port = await portOf();
  const body = JSON.stringify({ language: "en" });
  const head = [
    "PATCH /api/me HTTP/1.1",
    ...["host: localhost:8080", "origin: http://localhost:8080", `cookie: __Host-werkbote=${browser.cookie}`],
    ...[`x-werkbote-proof: ${browser.proof("PATCH", "/api/me")}`, "content-type: application/json"],
    `content-length: ${body.length}`,
  ];
  const proofs = () => t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("used_proof").selectAll().execute());
  const before = (await proofs()).length;
  const line = connect(port, "127.0.0.1");
  const closed = new Promise<string>((resolve) => line.once("close", () => resolve("closed")));
  const answered = new Promise<string>((resolve) => line.once("data", (answer) => resolve(answer.toString("latin1"))));
  line.on("error", () => {}).write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 5)}`);
  // The door has let it in.
  await vi.waitFor(async () => expect((await proofs()).length).toBe(before + 1));
  await owner.stepUp();
  expect((await owner.send("POST", `/api/devices/${deviceId}/revoke`)).statusCode).toBe(200);
  if ((await Promise.race([closed, patience()])) === "still open") line.write(body.slice(5));
  expect(await Promise.race([closed, answered])).toBe("closed");
  const kept = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("member").select("language").where("member_id", "=", memberId).executeTakeFirstOrThrow(),
  );
  expect(kept.language).toBe("de");
});

test.each(["endless", "large"])("a download under way (%s) ends with the device", async (what) => {
  const { browser, deviceId } = await memberBrowser(app, t.deps, owner, `Sammler ${what}`, "office");
  const line = connect(await portOf(), "127.0.0.1");
  const closed = new Promise<string>((resolve) => line.once("close", () => resolve("closed")));
  line.on("error", () => {});
  line.write(`GET /api/${what} HTTP/1.1\r\nhost: localhost:8080\r\ncookie: __Host-werkbote=${browser.cookie}\r\n\r\n`);
  const first = await new Promise<Buffer>((resolve) => line.once("data", resolve));
  expect(first.toString("latin1")).toMatch(/^HTTP.1.1 200/);
  // Taken as slowly as on a bad line: not at all.
  line.pause();
  await owner.stepUp();
  expect((await owner.send("POST", `/api/devices/${deviceId}/revoke`)).statusCode).toBe(200);
  line.resume();
  expect(await Promise.race([closed, patience()])).toBe("closed");
  expect(line.bytesRead).toBeLessThan(49_000_000);
});

test("revoking a token wakes the streams it holds, and the token is dead on both nodes", async () => {
  await owner.stepUp();
  const { id, token } = (await owner.send("POST", "/api/tokens", { label: "Kalender" })).json();
  const caller = { sessionId: id, kind: "api", role: "owner" } as const;
  expect(await alive(otherDeps, caller)).toEqual([true]);
  const told = new Promise<void>((resolve) => {
    otherDeps.wake.on("session", (subject) => {
      if (subject === `${t.tenantId}/${id}`) resolve();
    });
  });
  const headers = { authorization: `Bearer ${token}`, host: "localhost:8080" };
  const lacks = await app.inject({ method: "POST", url: "/api/tokens", payload: { label: "Zweiter" }, headers });
  expect([lacks.statusCode, lacks.json()]).toMatchObject([
    403,
    { code: "not-allowed", detail: expect.stringContaining("darf dieser API-Token nicht") },
  ]);
  expect((await owner.send("POST", `/api/tokens/${id}/revoke`)).statusCode).toBe(200);
  await told;
  expect(await alive(otherDeps, caller)).toEqual([false]);
  for (const node of [app, other]) {
    const dead = await node.inject({ url: "/api/me", headers });
    expect([dead.statusCode, dead.json()]).toMatchObject([
      401,
      { code: "not-signed-in", detail: expect.stringContaining("API-Token gilt nicht") },
    ]);
  }
});

test("seventy revocations in a row: none of them lets a single request through afterwards", async () => {
  const { browser } = await memberBrowser(app, t.deps, owner, "Dauer", "office");
  let late = 0;
  for (let round = 0; round < 70; round += 1) {
    t.clock.advance(10_000);
    await browser.signIn();
    const before = browser.cookie;
    await browser.send("POST", "/api/sign-out", {});
    const headers = { cookie: `__Host-werkbote=${before}`, host: "localhost:8080" };
    if ((await other.inject({ url: "/api/me", headers })).statusCode !== 401) late += 1;
  }
  expect(late).toBe(0);
});

test("the last owner cannot shut everybody out", async () => {
  t.clock.advance(1000);
  await owner.signIn();
  const me = (await owner.send("GET", "/api/me")).json().member.id;
  for (const change of [{ disabled: true }, { role: "office" }])
    expect((await owner.send("PATCH", `/api/members/${me}`, change)).statusCode).toBe(409);
  for (const last of [{ lastDay: "2026-12-31" }, { lastDay: "2026-11-01" }])
    expect((await owner.send("PUT", `/api/members/${me}/departure`, last)).statusCode).toBe(409);
  expect((await owner.send("GET", "/api/me")).statusCode).toBe(200);
});
