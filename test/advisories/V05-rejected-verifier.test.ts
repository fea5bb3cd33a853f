import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type TestDeps, testDeps } from "../support/database.ts";

/**
 * V05 (CVE-2022-31013): a forgotten `await` made every token valid, because a promise is truthy. Each verifier is
 * replaced by one that rejects, never settles to anything useful, or answers nonsense; every guarded route refuses.
 */
const broken = vi.hoisted(() => ({ verifier: undefined as undefined | (() => unknown) }));
vi.mock("@simplewebauthn/server", async (load) => {
  const real = await load<typeof import("@simplewebauthn/server")>();
  return {
    ...real,
    verifyAuthenticationResponse: (options: never) =>
      broken.verifier ? broken.verifier() : real.verifyAuthenticationResponse(options),
    verifyRegistrationResponse: (options: never) =>
      broken.verifier ? broken.verifier() : real.verifyRegistrationResponse(options),
  };
});
const door = vi.hoisted(() => ({ broken: undefined as undefined | (() => unknown) }));
vi.mock("../../src/server/members/authenticate.action.ts", async (load) => {
  const real = await load<typeof import("../../src/server/members/authenticate.action.ts")>();
  return {
    ...real,
    authenticate: (...args: Parameters<typeof real.authenticate>) =>
      door.broken ? door.broken() : real.authenticate(...args),
  };
});

const { accessApp, inviteCode, ownerBrowser, TestBrowser } = await import("../support/access-app.ts");
let t: TestDeps;
let app: Awaited<ReturnType<typeof accessApp>>;
let owner: Awaited<ReturnType<typeof ownerBrowser>>;

beforeAll(async () => {
  t = await testDeps();
  app = await accessApp(t.deps, t.tenantId);
  owner = await ownerBrowser(app, t);
});
afterEach(() => {
  broken.verifier = undefined;
  door.broken = undefined;
  t.clock.advance(60_000);
});
afterAll(async () => {
  await app.close();
  await t.close();
});

/** What a broken verifier may hand back. */
const nonsense: Record<string, () => unknown> = {
  "a rejected promise": () => Promise.reject(new Error("broken")),
  "a promise in the promise": () =>
    Promise.resolve({ verified: Promise.resolve(true), authenticationInfo: {}, registrationInfo: {} }),
  "verified as text": () =>
    Promise.resolve({
      verified: "true",
      authenticationInfo: { userVerified: true },
      registrationInfo: { userVerified: true },
    }),
  "verified as an object": () =>
    Promise.resolve({
      verified: {},
      authenticationInfo: { userVerified: true },
      registrationInfo: { userVerified: true },
    }),
  "without user verification": () =>
    Promise.resolve({ verified: true, authenticationInfo: { newCounter: 0 }, registrationInfo: { credential: {} } }),
  nothing: () => Promise.resolve(undefined),
};

for (const [name, make] of Object.entries(nonsense)) {
  test(`a passkey verifier that answers ${name} signs nobody in, steps nobody up and enrols no device`, async () => {
    await owner.signIn();
    const { code } = await inviteCode(owner, `Kai ${name}`, "office");
    broken.verifier = make;
    expect((await owner.stepUp()).statusCode).toBe(401);
    const browser = new TestBrowser(app, t.deps);
    browser.device = owner.device;
    browser.passkey = owner.passkey;
    expect((await browser.signIn()).statusCode).toBe(401);
    expect(browser.cookie).toBeUndefined();
    await expect(new TestBrowser(app, t.deps).enrol(code)).rejects.toThrow(/401/);
  });
}

test("a door that rejects, throws or answers nothing lets no request through", async () => {
  await owner.signIn();
  const routes = [
    ["GET", "/api/me"],
    ["GET", "/api/members"],
    ["GET", "/api/devices"],
    ["GET", "/api/tokens"],
    ["GET", "/api/recovery-codes"],
    ["POST", "/api/session/prove"],
    ["POST", "/api/recovery-codes"],
    ["POST", "/api/step-up/options"],
  ] as const;
  const doors = [
    () => Promise.reject(new Error("broken")),
    () => Promise.resolve(undefined),
    () => {
      throw new Error("broken");
    },
  ];
  for (const [method, path] of routes) {
    const call = () => owner.send(method, path, method === "GET" ? undefined : {});
    expect((await call()).statusCode).toBe(200);
    for (const make of doors) {
      door.broken = make;
      expect([401, 500]).toContain((await call()).statusCode);
      door.broken = undefined;
    }
  }
});

test("the replacement is really asked: one that says yes to everything signs in with a wrong signature", async () => {
  const yes = { verified: true, authenticationInfo: { userVerified: true, newCounter: 0 } };
  for (const [verifier, status] of [
    [undefined, 401],
    [() => Promise.resolve(yes), 200],
  ] as const) {
    const options = await owner.challenge();
    broken.verifier = verifier;
    const assertion = owner.passkey.assert(options, { spoilSignature: true });
    const body = { assertion, device: owner.device.show("sign-in", options.challenge) };
    expect((await new TestBrowser(app, t.deps).send("POST", "/api/sign-in", body)).statusCode).toBe(status);
  }
});
