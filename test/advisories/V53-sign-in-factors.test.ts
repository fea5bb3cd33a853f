import { expect, test } from "vitest";
import type { PasskeyCreation, PasskeyRequest } from "../../src/contract/access.ts";
import { verifyRegistration } from "../../src/server/members/passkeys/passkey.adapter.ts";
import type { App } from "../../src/server/platform/http.ts";
import { memberBrowser, TestBrowser, withOwner } from "../support/access-app.ts";
import type { TestDeps } from "../support/database.ts";
import { type Lies, SoftDevice, SoftPasskey } from "../support/passkey.ts";

/**
 * V53 (CVE-2025-66489, CVE-2026-23478): one factor made another unnecessary. Here every state of the passkey meets
 * every state of the device and every state of the member; a person's own pair signs in, nothing else.
 */
let t: TestDeps;
let app: App;
let owner: TestBrowser;
let kai: TestBrowser;
let kaiId: string;
let kaiDevice: string;
let rita: TestBrowser;

withOwner(async (house) => {
  ({ t, app, owner } = house);
  ({ browser: kai, memberId: kaiId, deviceId: kaiDevice } = await memberBrowser(app, t.deps, owner, "Kai", "office"));
  ({ browser: rita } = await memberBrowser(app, t.deps, owner, "Rita", "office"));
});

const foreignChallenge = (options: PasskeyRequest): PasskeyRequest => ({ ...options, challenge: "A".repeat(43) });

/** What the person shows. `undefined` = leaves it out. */
const passkeys: Record<string, (options: PasskeyRequest) => unknown> = {
  right: (options) => kai.passkey.assert(options),
  "right, by https through a proxy": (options) => kai.passkey.assert(options, { origin: "https://localhost:8080" }),
  absent: () => undefined,
  null: () => null,
  "wrong signature": (options) => kai.passkey.assert(options, { spoilSignature: true }),
  "another member's": (options) => rita.passkey.assert(options),
  "of nobody": (options) => new SoftPasskey().assert(options),
  "without user verification": (options) => kai.passkey.assert(options, { userVerified: false }),
  "without a person present": (options) => kai.passkey.assert(options, { userPresent: false }),
  "from a phishing page": (options) => kai.passkey.assert(options, { origin: "https://werkbote.example" }),
  "for another site": (options) => kai.passkey.assert(options, { rpId: "werkbote.example" }),
  "a registration instead": (options) => kai.passkey.assert(options, { type: "webauthn.create" }),
  "an unknown challenge": (options) => kai.passkey.assert(foreignChallenge(options)),
  "another's id with the right key": (options) => {
    const id = rita.passkey.credentialId.toString("base64url");
    return { ...kai.passkey.assert(options), id, rawId: id };
  },
};

const devices: Record<string, (options: PasskeyRequest) => unknown> = {
  right: ({ challenge }) => kai.device.show("sign-in", challenge),
  absent: () => undefined,
  "another challenge": () => kai.device.show("sign-in", "B".repeat(43)),
  "another purpose": ({ challenge }) => kai.device.show("enrol", challenge),
  "another member's": ({ challenge }) => rita.device.show("sign-in", challenge),
  "never enrolled": ({ challenge }) => new SoftDevice().show("sign-in", challenge),
  "right key, foreign signature": ({ challenge }) => ({
    key: kai.device.key,
    signature: rita.device.show("sign-in", challenge).signature,
  }),
};

const members = {
  active: { disabled_at: null, ends_on: null },
  disabled: { disabled_at: "2026-11-01T00:00:00Z", ends_on: null },
  "gone since yesterday": { disabled_at: null, ends_on: "2026-11-23" },
} as const;

const standings = [
  { state: "approved", owned_by_business: true },
  { state: "approved", owned_by_business: false },
  { state: "pending", owned_by_business: true },
  { state: "revoked", owned_by_business: true },
  { state: "lost", owned_by_business: true },
] as const;

async function arrange(member: keyof typeof members, standing: (typeof standings)[number]): Promise<void> {
  await t.deps.db.withTenant(t.tenantId, async (tx) => {
    await tx.updateTable("member").set(members[member]).where("member_id", "=", kaiId).execute();
    await tx.updateTable("device").set(standing).where("device_id", "=", kaiDevice).execute();
  });
}

async function attempt(passkey: string, device: string): Promise<number> {
  const browser = new TestBrowser(app, t.deps);
  browser.address = `10.0.0.${Math.floor(attempts++ / 8) % 250}`;
  const options = await browser.challenge();
  const body = { assertion: passkeys[passkey]?.(options), device: devices[device]?.(options) };
  const response = await browser.send("POST", "/api/sign-in", body);
  expect(browser.cookie === undefined).toBe(response.statusCode !== 200);
  expect(response.statusCode).toBeLessThan(500);
  return response.statusCode;
}
let attempts = 0;

test("of all combinations of passkey and device only a member's own passkey on their own device signs in", async () => {
  await arrange("active", standings[0]);
  const signedIn: string[] = [];
  for (const passkey of Object.keys(passkeys))
    for (const device of Object.keys(devices))
      if ((await attempt(passkey, device)) === 200) signedIn.push(`${passkey} / ${device}`);
  // The last row is Rita, all by herself: her passkey on her device.
  const proxied = "right, by https through a proxy / right";
  expect(signedIn).toEqual(["right / right", proxied, "another member's / another member's"]);
  const sessions = await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .selectFrom("session")
      .innerJoin("device", "device.device_id", "session.device_id")
      .select(["session.member_id", "device.member_id as holder_id"])
      .execute(),
  );
  for (const session of sessions) expect(session.member_id).toBe(session.holder_id);
});

test("the right passkey on the right key signs in only for an active member on an approved device of the business", async () => {
  const signedIn: string[] = [];
  for (const member of Object.keys(members) as (keyof typeof members)[])
    for (const standing of standings) {
      await arrange(member, standing);
      if ((await attempt("right", "right")) === 200)
        signedIn.push(`${member} / ${standing.state} / ${standing.owned_by_business ? "business" : "private"}`);
    }
  expect(signedIn).toEqual(["active / approved / business"]);
  await arrange("active", standings[0]);
});

test("a challenge is answered once, and not after five minutes", async () => {
  const browser = new TestBrowser(app, t.deps);
  const send = async (options: PasskeyRequest) =>
    browser.send("POST", "/api/sign-in", {
      assertion: kai.passkey.assert(options),
      device: kai.device.show("sign-in", options.challenge),
    });
  const once = await browser.challenge();
  expect((await send(once)).statusCode).toBe(200);
  expect((await send(once)).statusCode).toBe(401);
  const twice = await browser.challenge();
  const both = await Promise.all([send(twice), send(twice), send(twice), send(twice)]);
  expect(both.filter((response) => response.statusCode === 200)).toHaveLength(1);
  const late = await browser.challenge();
  t.clock.advance(5 * 60_000);
  expect((await send(late)).statusCode).toBe(401);
});

test("a challenge of one purpose is nothing for another, and a step-up belongs to its session", async () => {
  await kai.signIn();
  await rita.signIn();
  const stepUp = (await kai.send("POST", "/api/step-up/options", {})).json();
  const stranger = new TestBrowser(app, t.deps);
  const crossed = await stranger.send("POST", "/api/sign-in", {
    assertion: kai.passkey.assert(stepUp),
    device: kai.device.show("sign-in", stepUp.challenge),
  });
  expect(crossed.statusCode).toBe(401);
  const mine = (await kai.send("POST", "/api/step-up/options", {})).json();
  expect((await rita.send("POST", "/api/step-up", { assertion: rita.passkey.assert(mine) })).statusCode).toBe(401);
  const hers = (await kai.send("POST", "/api/step-up/options", {})).json();
  expect((await kai.send("POST", "/api/step-up", { assertion: rita.passkey.assert(hers) })).statusCode).toBe(401);
});

test("an authenticator whose counter goes back has been copied and is refused", async () => {
  const counting = rita.passkey;
  counting.counter = 10;
  expect((await rita.signIn()).statusCode).toBe(200);
  counting.counter = 5;
  expect((await rita.signIn()).statusCode).toBe(401);
});

test("a body never says who someone is", async () => {
  const options = await kai.challenge();
  const body = { assertion: kai.passkey.assert(options), device: kai.device.show("sign-in", options.challenge) };
  for (const extra of [
    { memberId: kaiId },
    { email: "chefin@example.org" },
    { role: "owner" },
    { tenantId: t.tenantId },
  ])
    expect((await kai.send("POST", "/api/sign-in", { ...body, ...extra })).statusCode).toBe(400);
  expect((await kai.send("PATCH", "/api/me", { language: "en", role: "owner" })).statusCode).toBe(400);
});

test("certificates by which an authenticator says what it is are not read, so no address in them is asked", async () => {
  const options = { rp: { id: "localhost", name: "" }, challenge: "C".repeat(43) } as PasskeyCreation;
  const rp = { id: "localhost", name: "", origins: ["http://localhost:8080"] };
  const passkey = new SoftPasskey();
  const kept = (lies: Lies) => verifyRegistration(passkey.register(options, lies), options.challenge, rp);
  expect(await kept({ attests: true })).toEqual(await kept({}));
  expect(await kept({ attests: true })).toMatchObject({ credentialId: passkey.credentialId.toString("base64url") });
  expect(await kept({ attests: true, userVerified: false })).toBeUndefined();
  const { response, ...registration } = passkey.register(options);
  for (const attestationObject of ["", "AA", "oA", "gYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgYGBgQ", "gQ".repeat(20_000)])
    expect(
      await verifyRegistration(
        { ...registration, response: { ...response, attestationObject } },
        options.challenge,
        rp,
      ),
    ).toBeUndefined();
});
