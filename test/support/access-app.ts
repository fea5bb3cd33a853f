import type { InjectOptions, LightMyRequestResponse } from "fastify";
import { beforeAll } from "vitest";
import type { z } from "zod";
import {
  Enrolled,
  EnrolmentCode,
  EnrolOptions,
  MemberInvited,
  PasskeyRequest,
  type Role,
  SessionOpened,
} from "../../src/contract/access.ts";
import { departureRoutes } from "../../src/server/departures/departure.routes.ts";
import { deviceRoutes } from "../../src/server/devices/device.routes.ts";
import { openIncident } from "../../src/server/incidents/open-incident.action.ts";
import { demoSignInRoutes } from "../../src/server/members/demo-sign-in.routes.ts";
import { endSessions } from "../../src/server/members/end-sessions.action.ts";
import { issueOwnerCode } from "../../src/server/members/issue-owner-code.action.ts";
import { memberRoutes } from "../../src/server/members/member.routes.ts";
import { forgetPasskeys } from "../../src/server/members/passkeys/forget-passkeys.action.ts";
import { sessionRoutes } from "../../src/server/members/session.routes.ts";
import { signInRoutes } from "../../src/server/members/sign-in.routes.ts";
import { staffScope } from "../../src/server/members/staff-scope.routes.ts";
import { tokenRoutes } from "../../src/server/members/token.routes.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import type { App } from "../../src/server/platform/http.ts";
import { keepFirmRoom } from "../../src/server/rooms/keep-firm-room.action.ts";
import { type TestDeps, testDeps } from "./database.ts";
import { type KeptPasskey, SoftDevice, SoftPasskey } from "./passkey.ts";
import { securedHttp } from "./secured-http.ts";

const ownOrigin = "http://localhost:8080";

/** The HTTP server with sign-in and access alone, as app.ts wires it. */
export async function accessApp(deps: Deps, tenantId: string, more: (scope: App) => void = () => {}): Promise<App> {
  const app = await securedHttp(deps, async (host) => (host === "localhost:8080" ? tenantId : undefined));
  signInRoutes(app, deps);
  demoSignInRoutes(app, deps);
  await app.register((scope, _options, ready) => {
    staffScope(scope as App, deps);
    sessionRoutes(scope as App, deps);
    memberRoutes(scope as App, deps, keepFirmRoom);
    tokenRoutes(scope as App, deps);
    deviceRoutes(scope as App, deps, { openIncident, endSessions, forgetPasskeys });
    departureRoutes(scope as App, deps);
    more(scope as App);
    ready();
  });
  await app.ready();
  return app;
}

type Method = "GET" | "HEAD" | "POST" | "PATCH" | "PUT" | "DELETE";

/** A browser as text, for a test that goes on in another process. */
export interface KeptBrowser {
  readonly device: string;
  readonly passkey: KeptPasskey;
  readonly cookie: string | undefined;
  readonly sessionId: string | undefined;
}

/** A browser of a member: a cookie jar, a device key, a passkey. Speaks HTTP to the app and nothing else. */
export class TestBrowser {
  readonly #app: App;
  readonly #deps: Deps;
  device: SoftDevice;
  passkey: SoftPasskey;
  cookie: string | undefined;
  sessionId: string | undefined;
  /** Where the requests come from; a device in another house has another one. */
  address = "127.0.0.1";

  constructor(app: App, deps: Deps, kept?: KeptBrowser) {
    this.#app = app;
    this.#deps = deps;
    this.device = new SoftDevice(kept?.device);
    this.passkey = new SoftPasskey(ownOrigin, kept?.passkey);
    this.cookie = kept?.cookie;
    this.sessionId = kept?.sessionId;
  }

  kept(): KeptBrowser {
    const { device, passkey, cookie, sessionId } = this;
    return { device: device.kept(), passkey: passkey.kept(), cookie, sessionId };
  }

  /** Sends a request as this browser would: own Origin, cookie, and the device's proof on what changes something. */
  async send(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const proof =
      method === "GET" || this.sessionId === undefined ? {} : { "x-werkbote-proof": this.proof(method, path) };
    const all: Record<string, string> = { host: "localhost:8080", ...proof };
    if (method !== "GET") all.origin = ownOrigin;
    if (this.cookie !== undefined) all.cookie = `__Host-werkbote=${this.cookie}`;
    Object.assign(all, headers);
    const options: InjectOptions = { method, url: path, headers: all, remoteAddress: this.address };
    const response = await this.#app.inject(body === undefined ? options : { ...options, payload: body as object });
    this.#keepCookie(response);
    return response;
  }

  proof(method: Method, path: string, at = this.#deps.clock.now().getTime()): string {
    return this.device.proof(this.sessionId ?? "", method, path, at);
  }

  #keepCookie(response: LightMyRequestResponse): void {
    const set = response.cookies.find((cookie) => cookie.name === "__Host-werkbote");
    if (set !== undefined) this.cookie = set.value === "" ? undefined : set.value;
  }

  /** Enrols with a code; remembers the session when there is one. */
  async enrol(
    code: string,
    more: { name?: string; ownedByBusiness?: boolean; label?: string } = {},
  ): Promise<z.infer<typeof Enrolled>> {
    const asked = await this.send("POST", "/api/enrol/options", more.name ? { code, name: more.name } : { code });
    if (asked.statusCode !== 200) throw new Error(`enrol options: ${asked.statusCode} ${asked.body}`);
    const { passkey } = EnrolOptions.parse(asked.json());
    const response = await this.send("POST", "/api/enrol", {
      code,
      label: more.label ?? "Testgerät",
      ownedByBusiness: more.ownedByBusiness ?? true,
      checklist: { screen_lock: true, contacts_off: true, backup_off: true, gallery_off: true },
      registration: this.passkey.register(passkey),
      device: this.device.show("enrol", passkey.challenge),
    });
    if (response.statusCode !== 200) throw new Error(`enrol: ${response.statusCode} ${response.body}`);
    const enrolled = Enrolled.parse(response.json());
    this.sessionId = enrolled.session?.sessionId;
    return enrolled;
  }

  async challenge(): Promise<PasskeyRequest> {
    return PasskeyRequest.parse((await this.send("POST", "/api/sign-in/options", {})).json());
  }

  async signIn(): Promise<LightMyRequestResponse> {
    const options = await this.challenge();
    const device = this.device.show("sign-in", options.challenge);
    const response = await this.send("POST", "/api/sign-in", { assertion: this.passkey.assert(options), device });
    if (response.statusCode === 200) this.sessionId = SessionOpened.parse(response.json()).sessionId;
    return response;
  }

  async stepUp(): Promise<LightMyRequestResponse> {
    const options = PasskeyRequest.parse((await this.send("POST", "/api/step-up/options", {})).json());
    return await this.send("POST", "/api/step-up", { assertion: this.passkey.assert(options) });
  }
}

/** The first owner, signed in on an approved device. */
export async function ownerBrowser(
  app: App,
  { deps, tenantId }: Pick<TestDeps, "deps" | "tenantId">,
): Promise<TestBrowser> {
  const link = await issueOwnerCode(deps, tenantId);
  const browser = new TestBrowser(app, deps);
  await browser.enrol(link?.split("#")[1] ?? "", { name: "Petra Probe" });
  return browser;
}

/** A business with its first owner signed in: opened before the tests of a file, closed after them. */
export function withOwner(
  take: (house: { readonly t: TestDeps; readonly app: App; readonly owner: TestBrowser }) => unknown,
): void {
  beforeAll(async () => {
    const t = await testDeps();
    const app = await accessApp(t.deps, t.tenantId);
    await take({ t, app, owner: await ownerBrowser(app, t) });
    return async () => {
      await app.close();
      await t.close();
    };
  });
}

/** Enters a member and gives the code for a device of theirs. The owner touches the passkey first. */
export async function inviteCode(owner: TestBrowser, name: string, role: Role): Promise<{ id: string; code: string }> {
  await owner.stepUp();
  const { id } = MemberInvited.parse((await owner.send("POST", "/api/members", { name, role })).json());
  const made = await owner.send("POST", `/api/members/${id}/code`, {});
  return { id, code: EnrolmentCode.parse(made.json()).code };
}

/** A member signed in on a device the owner approved. */
export async function memberBrowser(
  app: App,
  deps: Deps,
  owner: TestBrowser,
  name: string,
  role: Role,
): Promise<{ browser: TestBrowser; memberId: string; deviceId: string }> {
  const { id: memberId, code } = await inviteCode(owner, name, role);
  const browser = new TestBrowser(app, deps);
  const { deviceId, compareCode } = await browser.enrol(code);
  const approved = await owner.send("POST", `/api/devices/${deviceId}/approve`, { ownedByBusiness: true, compareCode });
  if (approved.statusCode !== 200) throw new Error(`approve: ${approved.statusCode} ${approved.body}`);
  const signedIn = await browser.signIn();
  if (signedIn.statusCode !== 200) throw new Error(`sign in: ${signedIn.statusCode} ${signedIn.body}`);
  return { browser, memberId, deviceId };
}
