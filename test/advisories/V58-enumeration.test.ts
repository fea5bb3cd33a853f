import pg from "pg";
import { expect, test, vi } from "vitest";
import type { App } from "../../src/server/platform/http.ts";
import { inviteCode, TestBrowser, withOwner } from "../support/access-app.ts";
import type { TestDeps } from "../support/database.ts";
import { SoftDevice, SoftPasskey } from "../support/passkey.ts";

/** V58 (CVE-2026-45294, -26895): answers that differ tell who exists. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;

withOwner((house) => {
  ({ t, app, owner } = house);
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

test("for an unknown passkey as much is done as for a known one, so that the time tells nothing", async () => {
  const asked = vi.spyOn(pg.Client.prototype, "query");
  const checked = vi.spyOn(crypto.subtle, "verify");
  async function doneFor(passkey: SoftPasskey) {
    asked.mockClear();
    checked.mockClear();
    await signInWith(passkey, owner.device, true);
    const statements = asked.mock.calls.map(([one]: unknown[]) =>
      typeof one === "string" ? one : (one as { text: string }).text,
    );
    return { statements, signatures: checked.mock.calls.map(([algorithm, , , data]) => [algorithm, data.byteLength]) };
  }
  try {
    const known = await doneFor(owner.passkey);
    expect(known.signatures).toHaveLength(1);
    expect(known.statements.length).toBeGreaterThan(3);
    expect(await doneFor(new SoftPasskey())).toEqual(known);
  } finally {
    asked.mockRestore();
    checked.mockRestore();
  }
});
