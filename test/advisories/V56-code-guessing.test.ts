import { expect, test } from "vitest";
import { limitRate } from "../../src/server/members/limit-rate.action.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import { clientAddress } from "../../src/server/platform/http/client-address.ts";
import type { App } from "../../src/server/platform/http.ts";
import { Problem } from "../../src/server/platform/problem.ts";
import { inviteCode, TestBrowser, withOwner } from "../support/access-app.ts";
import type { TestDeps } from "../support/database.ts";
import { securedHttp } from "../support/secured-http.ts";
import { silentLog } from "../support/silent-log.ts";

/** V56, V57 (CVE-2026-62862, -110861, -107393): codes guessed in parallel, limits that race, headers that move the count. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;

withOwner((house) => {
  ({ t, app, owner } = house);
});

const answers = async (guesses: readonly { code: string; address: string }[]): Promise<Record<number, number>> => {
  const counts: Record<number, number> = {};
  const results = guesses.map(async ({ code, address }) => {
    const browser = new TestBrowser(app, t.deps);
    browser.address = address;
    const { statusCode } = await browser.send("POST", "/api/enrol/options", { code });
    counts[statusCode] = (counts[statusCode] ?? 0) + 1;
  });
  await Promise.all(results);
  return counts;
};

const wrongEnd = (code: string, n: number) => code.slice(0, 7) + String(n).padStart(20, "0");

test("of 300 guesses at one code from 300 addresses at once, 5 are evaluated, and the code is dead", async () => {
  const { code } = await inviteCode(owner, "Kai", "office");
  const guesses = Array.from({ length: 300 }, (_, n) => ({
    code: wrongEnd(code, n),
    address: `10.1.${n >> 8}.${n & 255}`,
  }));
  expect(await answers(guesses)).toEqual({ 410: 5, 429: 295 });
  expect(await answers([{ code, address: "10.9.9.9" }])).toEqual({ 429: 1 });
  t.clock.advance(86_400_000);
  await owner.signIn();
  const { used_at: usedAt } = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx.selectFrom("one_time_code").select("used_at").where("selector", "=", code.slice(0, 6)).executeTakeFirstOrThrow(),
  );
  expect(usedAt).not.toBeNull();
});

test("of 300 guesses at any code from one address at once, 5 are evaluated", async () => {
  const guesses = Array.from({ length: 300 }, (_, n) => ({
    code: `${String(n).padStart(6, "0")}-00000-00000-00000-00000`,
    address: "10.2.0.1",
  }));
  expect(await answers(guesses)).toEqual({ 410: 5, 429: 295 });
});

test("guessing at a printed recovery code kills it for good, and says no more than for a code that never was", async () => {
  await owner.stepUp();
  const { codes } = (await owner.send("POST", "/api/recovery-codes", {})).json();
  const guesses = Array.from({ length: 5 }, (_, n) => ({ code: wrongEnd(codes[0], n), address: `10.3.0.${n}` }));
  expect(await answers(guesses)).toEqual({ 410: 5 });
  t.clock.advance(2 * 86_400_000);
  expect(await answers([{ code: codes[0], address: "10.3.1.1" }])).toEqual({ 410: 1 });
  expect(await answers([{ code: codes[1], address: "10.3.1.1" }])).toEqual({ 200: 1 });
  await owner.signIn();
  expect((await owner.send("GET", "/api/recovery-codes")).json().left).toBe(7);
});

test("a right code does not count, so an office can enrol ten devices in a row", async () => {
  for (let n = 0; n < 10; n += 1) {
    const { code } = await inviteCode(owner, `Neu ${n}`, "crew");
    expect((await new TestBrowser(app, t.deps).enrol(code)).state).toBe("pending");
  }
});

test("two nodes together let exactly the limit pass", async () => {
  const other = openDatabase(t.url, silentLog, 8);
  const rule = { name: "test", limit: 7, windowMs: 60_000 };
  const nodes = [t.deps, { ...t.deps, db: other }];
  const tries = Array.from({ length: 300 }, (_, n) =>
    limitRate(nodes[n % 2] ?? t.deps, t.tenantId, rule, "10.4.0.1").then(
      () => true,
      (error: unknown) => {
        if (error instanceof Problem && error.code === "too-many") return false;
        throw error;
      },
    ),
  );
  expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(7);
  const keys = await t.deps.db.withTenant(t.tenantId, (tx) => tx.selectFrom("rate_limit").selectAll().execute());
  expect(JSON.stringify(keys)).not.toContain("10.4.0.1");
  await other.close();
});

test("no header moves the count: without a proxy of ours they are ignored, with one only its own entry counts", async () => {
  const seen: string[] = [];
  for (const trustProxy of [false, true]) {
    const deps = { ...t.deps, config: { ...t.deps.config, trustProxy } };
    const http = await securedHttp(deps, async () => t.tenantId);
    http.get("/address", async (request) => {
      seen.push(clientAddress(request));
      return {};
    });
    for (const spoof of ["1.1.1.1", "2.2.2.2, 3.3.3.3"]) {
      const forwarded = trustProxy ? `${spoof}, 203.0.113.7` : spoof;
      const headers = {
        "x-forwarded-for": forwarded,
        "cf-connecting-ip": spoof,
        "x-real-ip": spoof,
        forwarded: `for=${spoof}`,
      };
      await http.inject({ url: "/address", headers, remoteAddress: "192.0.2.1" });
    }
    await http.close();
  }
  expect(seen).toEqual(["192.0.2.1", "192.0.2.1", "203.0.113.7", "203.0.113.7"]);
});

test("of an IPv6 address the network counts, and an IPv4 address is itself however it is written", () => {
  const counted = ["2001:db8:1:2::1", "2001:DB8:1:2:ffff::9", "2001:db8:1:3::1", "::ffff:192.0.2.1", "192.0.2.1"];
  expect(counted.map((ip) => clientAddress({ ip }))).toEqual([
    "2001:db8:1:2::/64",
    "2001:db8:1:2::/64",
    "2001:db8:1:3::/64",
    "192.0.2.1",
    "192.0.2.1",
  ]);
});

test("a port behind the address, as some proxies write it, does not move the count", () => {
  const counted = ["203.0.113.7:51234", "[2001:db8:1:2::1]:51234", "[2001:db8:1:2::9]", "unknown"];
  expect(counted.map((ip) => clientAddress({ ip }))).toEqual([
    "203.0.113.7",
    "2001:db8:1:2::/64",
    "2001:db8:1:2::/64",
    "unknown",
  ]);
});

test("whoever has hung up before anybody asks has no address, and that is no error", () => {
  expect([clientAddress({ ip: undefined }), clientAddress({ ip: undefined, ips: [undefined] })]).toEqual(["", ""]);
});
