import type { FastifyReply } from "fastify";
import { z } from "zod";
import {
  Done,
  Enrol,
  EnrolCode,
  EnrolCodeRequest,
  Enrolled,
  EnrolOptions,
  EnrolOptionsRequest,
  EnrolStatus,
  EnrolStatusRequest,
  Entrance,
  Farewell,
  PasskeyRequest,
  SessionOpened,
  SignIn,
} from "../../contract/access.ts";
import { farewellPath, noteFarewell } from "../devices/note-farewell.action.ts";
import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import { type App, assertOwnOrigin } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { issueChallenge } from "./codes/issue-challenge.action.ts";
import { beginEnrolment } from "./enrolment/begin-enrolment.action.ts";
import { enrolPhotoRoutes } from "./enrolment/enrol-photo.routes.ts";
import { enrolmentStatus, enrolStatusPath } from "./enrolment/enrolment-status.action.ts";
import { finishEnrolment } from "./enrolment/finish-enrolment.action.ts";
import { limitRate } from "./limit-rate.action.ts";
import { countMembers } from "./member.store.ts";
import type { OpenedSession } from "./open-session.action.ts";
import { codeByPasskey } from "./passkeys/code-by-passkey.action.ts";
import { passkeyRequest, relyingParty } from "./passkeys/passkey-options.ts";
import { challengeRate, signInRate, statusRate } from "./rate-rules.ts";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { showEntrance } from "./show-entrance.action.ts";
import { signIn } from "./sign-in.action.ts";
import { stampCookie } from "./stamp-cookie.action.ts";

const nowOf = (deps: Deps): string => deps.clock.now().toISOString();

/** The answer opens a session: its secret goes into the cookie, never into the page. */
function giveCookie(deps: Deps, reply: FastifyReply, tenantId: string, session: OpenedSession) {
  reply.setCookie(sessionCookieName, stampCookie(deps, tenantId, session.secret), sessionCookieOptions);
  return { sessionId: session.sessionId, now: nowOf(deps) };
}

/** The routes nobody is signed in for: signing in and enrolling a device. Register outside the staff scope. */
export function signInRoutes(app: App, deps: Deps): void {
  doorRoute(app, deps);
  app.post(
    "/api/sign-in/options",
    { schema: { body: z.strictObject({}), response: { 200: PasskeyRequest } } },
    async (request) => {
      assertOwnOrigin(request, deps);
      await limitRate(deps, request.tenantId, challengeRate, clientAddress(request));
      // Whoever comes in by the plain address on the first day has no passkey that could be asked for.
      const people = await deps.db.withTenant(request.tenantId, countMembers);
      if (people === 0) throw new Problem("not-set-up");
      const challenge = await issueChallenge(deps, request.tenantId, "challenge-sign-in");
      return passkeyRequest(relyingParty(deps.publicUrl(request.tenantId), request.host), challenge);
    },
  );

  app.post("/api/sign-in", { schema: { body: SignIn, response: { 200: SessionOpened } } }, async (request, reply) => {
    assertOwnOrigin(request, deps);
    const { tenantId } = request;
    const use = await limitRate(deps, tenantId, signInRate, clientAddress(request));
    const rp = relyingParty(deps.publicUrl(tenantId), request.host);
    const session = await signIn(deps, tenantId, rp, request.body);
    await use.takeBack();
    return giveCookie(deps, reply, tenantId, session);
  });

  app.post(farewellPath, { schema: { body: Farewell, response: { 200: Done } } }, async (request, reply) => {
    assertOwnOrigin(request, deps);
    await limitRate(deps, request.tenantId, statusRate, clientAddress(request));
    await noteFarewell(deps, request.tenantId, request.body);
    reply.header("clear-site-data", '"cache", "cookies", "storage"');
    return { now: nowOf(deps) };
  });

  enrolRoutes(app, deps);
}

function doorRoute(app: App, deps: Deps): void {
  app.get(
    "/api/sign-in/door",
    { schema: { response: { 200: Entrance } } },
    async ({ tenantId }) => await deps.db.withTenant(tenantId, (tx) => showEntrance(tx, tenantId)),
  );
}

/** A device comes in: by a code, or by the passkey of somebody who holds one already. */
function enrolRoutes(app: App, deps: Deps): void {
  enrolPhotoRoutes(app, deps);
  app.post(
    "/api/enrol/options",
    { schema: { body: EnrolOptionsRequest, response: { 200: EnrolOptions } } },
    async (request) => {
      assertOwnOrigin(request, deps);
      const { code, name } = request.body;
      const rp = relyingParty(deps.publicUrl(request.tenantId), request.host);
      return await beginEnrolment(deps, request.tenantId, rp, { code, name, address: clientAddress(request) });
    },
  );

  app.post("/api/enrol/code", { schema: { body: EnrolCodeRequest, response: { 200: EnrolCode } } }, async (request) => {
    assertOwnOrigin(request, deps);
    const { tenantId } = request;
    await limitRate(deps, tenantId, signInRate, clientAddress(request));
    const rp = relyingParty(deps.publicUrl(tenantId), request.host);
    return { code: await codeByPasskey(deps, tenantId, rp, request.body.assertion) };
  });

  app.post("/api/enrol", { schema: { body: Enrol, response: { 200: Enrolled } } }, async (request, reply) => {
    assertOwnOrigin(request, deps);
    const { tenantId } = request;
    const { assetNumber, ...rest } = request.body;
    const rp = relyingParty(deps.publicUrl(request.tenantId), request.host);
    const input = { ...rest, assetNumber: assetNumber || null, address: clientAddress(request) };
    const { session, ...device } = await finishEnrolment(deps, tenantId, rp, input);
    if (session === undefined) return { ...device, session: null };
    return { ...device, session: giveCookie(deps, reply, tenantId, session) };
  });

  app.post(
    enrolStatusPath,
    { schema: { body: EnrolStatusRequest, response: { 200: EnrolStatus } } },
    async (request) => {
      assertOwnOrigin(request, deps);
      await limitRate(deps, request.tenantId, statusRate, clientAddress(request));
      return { ...(await enrolmentStatus(deps, request.tenantId, request.body)), now: nowOf(deps) };
    },
  );
}
