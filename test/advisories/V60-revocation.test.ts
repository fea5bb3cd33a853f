import { connect } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { App } from "../../src/server/platform/http.ts";
import { accessApp, memberBrowser, type TestBrowser } from "../support/access-app.ts";
import { buildOwnedApp, type TestApp } from "../support/build-app.ts";
import { type Screens, screensOf } from "../support/screens.ts";
import { secondServer } from "../support/second-server.ts";
import { withoutIntervals } from "../support/without-intervals.ts";

/** V60 (CVE-2026-9162, CVE-2023-32682): revoked sessions stayed connected. Two nodes, every way to end a session. */
let t: TestApp;
let second: Awaited<ReturnType<typeof secondServer>>;
let nodes: readonly App[];
let screens: readonly Screens[];
/** A third one, with downloads that take their time. */
let slow: App;
let owner: TestBrowser;

beforeAll(async () => {
  await withoutIntervals(async () => {
    ({ app: t, owner } = await buildOwnedApp());
    second = await secondServer(t);
  });
  nodes = [t.http, second.running.http];
  screens = await Promise.all(nodes.map(screensOf));
  slow = await accessApp(t.deps, t.firm.tenantId, (scope) => {
    scope.get("/api/endless", (_request, reply) => reply.send(Readable.from(endless())));
    scope.get("/api/large", (_request, reply) => reply.send(Buffer.alloc(50_000_000)));
  });
});
afterAll(async () => {
  await slow.close();
  await second.stop();
  await t.stop();
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
    AbortSignal.timeout(30_000).addEventListener("abort", () => resolve("still open"));
  });

const cookieOf = ({ cookie }: TestBrowser) => ({ cookie: `__Host-werkbote=${cookie}`, host: "localhost:8080" });
const open = (headers: Record<string, string>) =>
  Promise.all(screens.map((screen) => screen.open("/api/events?after=0", headers)));

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
  test(`${name} closes open streams on both nodes by a note, no poll needed, and no request gets through after`, async () => {
    const member = await memberBrowser(t.http, t.deps, owner, `Kai ${name}`.slice(0, 40), "office");
    await owner.stepUp();
    const headers = cookieOf(member.browser);
    const streams = await open(headers);
    expect(streams.map(({ status }) => status)).toEqual([200, 200]);
    expect((await end(member)).statusCode).toBe(200);
    await Promise.all(streams.map(({ ended }) => ended));
    for (const node of nodes)
      expect((await node.inject({ url: "/api/me", headers })).json()).toMatchObject({ code: "not-signed-in" });
    expect((await open(headers)).map(({ status }) => status)).toEqual([401, 401]);
  });
}

test("a request whose body is still on its way when the device is revoked does nothing any more", async () => {
  const { browser, deviceId, memberId } = await memberBrowser(t.http, t.deps, owner, "Langsam", "office");
  const body = JSON.stringify({ language: "en" });
  const head = [
    "PATCH /api/me HTTP/1.1",
    ...["host: localhost:8080", "origin: http://localhost:8080", `cookie: __Host-werkbote=${browser.cookie}`],
    ...[`x-werkbote-proof: ${browser.proof("PATCH", "/api/me")}`, "content-type: application/json"],
    `content-length: ${body.length}`,
  ];
  const proofs = () => t.sql((tx) => tx.selectFrom("used_proof").selectAll().execute());
  const before = (await proofs()).length;
  const line = connect(screens[0]?.port ?? 0, "127.0.0.1");
  const closed = new Promise<string>((resolve) => line.once("close", () => resolve("closed")));
  const answered = new Promise<string>((resolve) => line.once("data", (answer) => resolve(answer.toString("latin1"))));
  line.on("error", () => {}).write(`${head.join("\r\n")}\r\n\r\n${body.slice(0, 5)}`);
  // The door has let it in.
  await expect.poll(async () => (await proofs()).length).toBe(before + 1);
  await owner.stepUp();
  expect((await owner.send("POST", `/api/devices/${deviceId}/revoke`)).statusCode).toBe(200);
  if ((await Promise.race([closed, patience()])) === "still open") line.write(body.slice(5));
  expect(await Promise.race([closed, answered])).toBe("closed");
  const kept = await t.sql((tx) =>
    tx.selectFrom("member").select("language").where("member_id", "=", memberId).executeTakeFirstOrThrow(),
  );
  expect(kept.language).toBe("de");
});

test.each(["endless", "large"])("a download under way (%s) ends with the device", async (what) => {
  const { browser, deviceId } = await memberBrowser(t.http, t.deps, owner, `Sammler ${what}`, "office");
  if (!slow.server.listening) await slow.listen({ port: 0, host: "127.0.0.1" });
  const line = connect(Number(new URL(slow.listeningOrigin).port), "127.0.0.1");
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

test("revoking a token closes the streams it holds, and the token is dead on both nodes", async () => {
  await owner.stepUp();
  const { id, token } = (await owner.send("POST", "/api/tokens", { label: "Kalender" })).json();
  const headers = { authorization: `Bearer ${token}`, host: "localhost:8080" };
  const streams = await open(headers);
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  const lacks = await t.http.inject({ method: "POST", url: "/api/tokens", payload: { label: "Zweiter" }, headers });
  expect([lacks.statusCode, lacks.json()]).toMatchObject([
    403,
    { code: "not-allowed", detail: expect.stringContaining("darf dieser API-Token nicht") },
  ]);
  expect((await owner.send("POST", `/api/tokens/${id}/revoke`)).statusCode).toBe(200);
  await Promise.all(streams.map(({ ended }) => ended));
  for (const node of nodes) {
    const dead = await node.inject({ url: "/api/me", headers });
    expect([dead.statusCode, dead.json()]).toMatchObject([
      401,
      { code: "not-signed-in", detail: expect.stringContaining("API-Token gilt nicht") },
    ]);
  }
});

test.each([{ role: "crew" }, { disabled: true }])("%o closes what the member's programs hold open", async (change) => {
  const { memberId } = await memberBrowser(t.http, t.deps, owner, `Programm ${Object.keys(change)}`, "office");
  const { token } = await createToken(t.deps, { ...(await t.firm.callerOf("office")), memberId }, "Kalender");
  const streams = await open({ authorization: `Bearer ${token}`, host: "localhost:8080" });
  expect(streams.map(({ status }) => status)).toEqual([200, 200]);
  await owner.stepUp();
  expect((await owner.send("PATCH", `/api/members/${memberId}`, change)).statusCode).toBe(200);
  expect(await Promise.race([Promise.all(streams.map(({ ended }) => ended)), patience()])).not.toBe("still open");
});

test("twenty revocations in a row: none of them lets a single request through afterwards", async () => {
  const { browser } = await memberBrowser(t.http, t.deps, owner, "Dauer", "office");
  let late = 0;
  for (let round = 0; round < 20; round += 1) {
    t.clock.advance(10_000);
    await browser.signIn();
    const headers = cookieOf(browser);
    await browser.send("POST", "/api/sign-out", {});
    if ((await second.running.http.inject({ url: "/api/me", headers })).statusCode !== 401) late += 1;
  }
  expect(late).toBe(0);
});

test("the last owner cannot shut everybody out", async () => {
  t.clock.advance(1000);
  await owner.signIn();
  const me = (await owner.send("GET", "/api/me")).json().member.id;
  // There is another one who never enrolled a device: nobody who could sign in.
  for (const change of [{ disabled: true }, { role: "office" }])
    expect((await owner.send("PATCH", `/api/members/${me}`, change)).statusCode).toBe(409);
  for (const last of [{ lastDay: "2026-12-31" }, { lastDay: "2026-11-01" }])
    expect((await owner.send("PUT", `/api/members/${me}/departure`, last)).statusCode).toBe(409);
  expect((await owner.send("GET", "/api/me")).statusCode).toBe(200);
});
