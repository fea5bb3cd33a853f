import { afterAll, beforeAll, expect, test } from "vitest";
import type { App } from "../../src/server/platform/http.ts";
import { accessApp, inviteCode, ownerBrowser, TestBrowser } from "../support/access-app.ts";
import { type TestDeps, testDeps } from "../support/database.ts";
import { SoftDevice, SoftPasskey } from "../support/passkey.ts";

/** V58 (CVE-2026-45294, -26895): answers that differ tell who exists. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;

beforeAll(async () => {
  t = await testDeps();
  app = await accessApp(t.deps, t.tenantId);
  owner = await ownerBrowser(app, t);
});
afterAll(async () => {
  await app.close();
  await t.close();
});

let address = 0;
function stranger(): TestBrowser {
  const browser = new TestBrowser(app, t.deps);
  address += 1;
  browser.address = `10.5.${address >> 8}.${address & 255}`;
  return browser;
}

type Answer = Awaited<ReturnType<TestBrowser["send"]>>;
const facts = ({ statusCode, body, headers }: Answer) => {
  const { date: _date, ...rest } = headers;
  return { statusCode, body, headers: rest };
};

test("sign-in options are the same for everybody and name no passkey", async () => {
  const a = (await stranger().send("POST", "/api/sign-in/options", {})).json();
  const b = (await stranger().send("POST", "/api/sign-in/options", {})).json();
  expect({ ...a, challenge: "" }).toEqual({ ...b, challenge: "" });
  expect(Object.keys(a).toSorted()).toEqual(["challenge", "rpId", "timeout", "userVerification"]);
  expect((await stranger().send("POST", "/api/sign-in/options", { name: "Petra Probe" })).statusCode).toBe(400);
});

async function signInWith(passkey: SoftPasskey, device: SoftDevice, spoilSignature: boolean): Promise<Answer> {
  const browser = stranger();
  const options = await browser.challenge();
  const body = {
    assertion: passkey.assert(options, { spoilSignature }),
    device: device.show("sign-in", options.challenge),
  };
  return await browser.send("POST", "/api/sign-in", body);
}

test("a known passkey with a wrong signature, an unknown passkey and an unknown device get one and the same answer", async () => {
  const known = facts(await signInWith(owner.passkey, owner.device, true));
  expect(known.statusCode).toBe(401);
  expect(facts(await signInWith(new SoftPasskey(), owner.device, false))).toEqual(known);
  expect(facts(await signInWith(new SoftPasskey(), new SoftDevice(), false))).toEqual(known);
  expect(facts(await signInWith(owner.passkey, new SoftDevice(), false))).toEqual(known);
});

test("unknown, used, expired and mistyped codes get one and the same answer", async () => {
  const used = await inviteCode(owner, "Kai", "office");
  await stranger().enrol(used.code);
  const expired = await inviteCode(owner, "Rita", "office");
  t.clock.advance(600_001);
  await owner.signIn();
  const replaced = await inviteCode(owner, "Sami", "office");
  await owner.send("POST", `/api/members/${replaced.id}/code`, {});
  const codes = [
    used.code,
    expired.code,
    replaced.code,
    "00000-00000-00000-00000-000000",
    "no code at all, just words",
  ];
  const answers = await Promise.all(
    codes.map(async (code) => facts(await stranger().send("POST", "/api/enrol/options", { code }))),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(answers[0]?.statusCode).toBe(410);
});

test("a device that does not exist and one with a foreign signature look the same", async () => {
  const { code } = await inviteCode(owner, "Uli", "crew");
  const browser = stranger();
  const { deviceId } = await browser.enrol(code);
  const at = t.clock.now().getTime();
  const ask = (id: string) =>
    stranger().send("POST", "/api/enrol/status", {
      deviceId: id,
      proof: new SoftDevice().proof(id, "POST", "/api/enrol/status", at),
    });
  const foreign = facts(await ask(deviceId));
  expect(foreign.statusCode).toBe(404);
  expect(facts(await ask("00000000-0000-7000-8000-000000000000"))).toEqual(foreign);
});

/** Two-sample Kolmogorov-Smirnov: the largest distance between the two distributions. */
function distance(a: number[], b: number[]): number {
  const x = a.toSorted((p, q) => p - q);
  const y = b.toSorted((p, q) => p - q);
  let i = 0;
  let j = 0;
  let largest = 0;
  while (i < x.length && j < y.length) {
    if ((x[i] ?? 0) <= (y[j] ?? 0)) i += 1;
    else j += 1;
    largest = Math.max(largest, Math.abs(i / x.length - j / y.length));
  }
  return largest;
}

test("an unknown passkey takes as long as a known one", { timeout: 60_000 }, async () => {
  const rounds = 140;
  const unknown = new SoftPasskey();
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds * 2; round += 1) {
    const which = round % 2;
    const start = performance.now();
    await signInWith(which === 0 ? owner.passkey : unknown, owner.device, true);
    times[which as 0 | 1].push(performance.now() - start);
  }
  // 1.95 = p 0.001: a shared machine may not fail this by chance, a skipped verification (0.2 ms of 3) still does.
  expect(distance(...times)).toBeLessThan(1.95 * Math.sqrt(2 / rounds));
});
