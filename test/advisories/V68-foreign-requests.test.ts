import { expect, test } from "vitest";
import type { App } from "../../src/server/platform/http.ts";
import { TestBrowser, withOwner } from "../support/access-app.ts";
import type { TestDeps } from "../support/database.ts";

/** V41, V68, V52, V62: requests a foreign page causes, headers that claim to be someone, secrets that lie about. */
let t: TestDeps;
let app: App;
let owner: TestBrowser;

withOwner((house) => {
  ({ t, app, owner } = house);
});

const unsafe = [
  ["POST", "/api/sign-in/options"],
  ["POST", "/api/sign-in"],
  ["POST", "/api/enrol/options"],
  ["POST", "/api/enrol"],
  ["POST", "/api/enrol/code"],
  ["POST", "/api/enrol/status"],
  ["POST", "/api/demo/sign-in"],
  ["POST", "/api/session/prove"],
  ["POST", "/api/step-up/options"],
  ["POST", "/api/step-up"],
  ["POST", "/api/sign-out"],
  ["PATCH", "/api/me"],
  ["POST", "/api/members"],
  ["POST", "/api/recovery-codes"],
  ["POST", "/api/tokens"],
] as const;
/** Bodies that pass the schema, so that nothing but the Origin can refuse them. */
const bodies: Record<string, object> = {
  "/api/enrol/options": { code: "00000-00000-00000-00000-000000" },
  "/api/enrol/code": {
    assertion: {
      id: "A".repeat(43),
      rawId: "A".repeat(43),
      type: "public-key",
      response: { clientDataJSON: "AAAA", authenticatorData: "AAAA", signature: "AAAA" },
    },
  },
  "/api/enrol/status": { deviceId: "00000000-0000-7000-8000-000000000000", proof: "x" },
  "/api/members": { name: "Neu", role: "crew" },
  "/api/tokens": { label: "Neu" },
  "/api/me": { language: "en" },
};

test("every unsafe route refuses a foreign, missing or look-alike Origin, with cookie and proof in place", async () => {
  const origins = [
    "",
    "null",
    "https://evil.example",
    "http://localhost:8080.evil.example",
    "http://evil.localhost:8080",
  ];
  for (const [method, path] of unsafe) {
    if (/sign-in$|enrol$|step-up$/.test(path)) continue;
    for (const origin of [...origins, "http://localhost", "https://localhost:8081", "http://localhost:8080/"])
      expect([path, origin, (await owner.send(method, path, bodies[path] ?? {}, { origin })).statusCode]).toEqual([
        path,
        origin,
        403,
      ]);
  }
});

test("a form cannot change anything: its content types are refused", async () => {
  for (const type of ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x"])
    for (const [method, path] of unsafe) {
      const headers = { "content-type": type, host: "localhost:8080", origin: "http://localhost:8080" };
      const proof = { cookie: `__Host-werkbote=${owner.cookie}`, "x-werkbote-proof": owner.proof(method, path) };
      const response = await app.inject({
        method,
        url: path,
        headers: { ...headers, ...proof },
        payload: "name=Neu&role=owner",
      });
      expect([path, type, response.statusCode >= 400 && response.statusCode < 500]).toEqual([path, type, true]);
    }
});

test("without the header that only our own script can set, nothing changes", async () => {
  for (const [method, path] of unsafe.slice(7)) {
    const headers = {
      host: "localhost:8080",
      origin: "http://localhost:8080",
      cookie: `__Host-werkbote=${owner.cookie}`,
    };
    const response = await app.inject({ method, url: path, headers, payload: bodies[path] ?? {} });
    expect([path, response.json().code]).toEqual([path, "prove-device"]);
  }
});

test("headers that claim to be someone are nothing", async () => {
  const claims = [
    "x-remote-user",
    "x-forwarded-user",
    "x-forwarded-email",
    "x-ssl-client-cert",
    "x-ssl-client-s-dn",
    "x-user",
  ];
  const browser = new TestBrowser(app, t.deps);
  const headers = Object.fromEntries(claims.map((name) => [name, "Petra Probe"]));
  expect((await browser.send("GET", "/api/me", undefined, headers)).statusCode).toBe(401);
});

test("cookies of other shapes never reach the database as a session", async () => {
  const [secret, stamp, mac] = (owner.cookie ?? "").split(".");
  const shapes = [
    "",
    "x",
    secret,
    `${secret}.${stamp}`,
    `${secret}.${stamp}.`,
    `${secret}.${stamp}.${mac}.x`,
    `${secret}.99999999999999.${mac}`,
  ];
  for (const shape of shapes) {
    const browser = new TestBrowser(app, t.deps);
    browser.cookie = shape;
    expect((await browser.send("GET", "/api/me")).json().code).toBe("not-signed-in");
  }
  const later = new TestBrowser(app, t.deps);
  later.cookie = `${secret}.${Number(stamp) + 240_000}.${mac}`;
  expect((await later.send("GET", "/api/me")).json().code).toBe("prove-device");
});

test("no secret ever handed out lies in the database, and none stands in an address", async () => {
  await owner.stepUp();
  const { token } = (await owner.send("POST", "/api/tokens", { label: "Kalender" })).json();
  const { codes } = (await owner.send("POST", "/api/recovery-codes", {})).json();
  const me = (await owner.send("GET", "/api/me")).json();
  const enrolment = (await owner.send("POST", `/api/members/${me.member.id}/code`, {})).json();
  expect(enrolment.link).toBe(`http://localhost:8080/geraet#${enrolment.code}`);
  const plain = (code: string) => code.replaceAll("-", "");
  const secrets = [token, owner.cookie?.split(".")[0], enrolment.code, ...codes].flatMap((s: string) => [s, plain(s)]);
  const tables = [
    "session",
    "api_token",
    "one_time_code",
    "device",
    "passkey",
    "audit_entry",
    "event",
    "rate_limit",
    "used_proof",
  ] as const;
  const dump = await t.deps.db.withTenant(t.tenantId, async (tx) => {
    const rows: unknown[] = [];
    for (const table of tables) rows.push(await tx.selectFrom(table).selectAll().execute());
    return JSON.stringify(rows, (_key, value: unknown) =>
      typeof value === "object" && value !== null && "data" in value
        ? Buffer.from(value.data as number[]).toString("latin1")
        : value,
    );
  });
  for (const secret of secrets) expect(dump).not.toContain(secret);
});
