import { z } from "zod";
import { ChangeMe, Done, EnrolmentCode, Me, PasskeyRequest, StepUp } from "../../contract/access.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { chooseLanguage } from "./choose-language.action.ts";
import { issueChallenge } from "./codes/issue-challenge.action.ts";
import { issueEnrolmentCode } from "./codes/issue-enrolment-code.action.ts";
import { passkeyRequest, relyingParty } from "./passkeys/passkey-options.ts";
import { sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { showMe } from "./show-me.action.ts";
import { signOut } from "./sign-out.action.ts";
import { stampCookie } from "./stamp-cookie.action.ts";
import { stepUp } from "./step-up.action.ts";

const Nothing = z.strictObject({});

/** Who am I, proof of the device, fresh proof of presence, signing out. Register inside the staff scope. */
export function sessionRoutes(app: App, deps: Deps): void {
  const done = () => ({ now: deps.clock.now().toISOString() });

  app.get("/api/me", { schema: { response: { 200: Me } } }, async (request) => showMe(deps, callerOf(request)));

  app.patch("/api/me", { schema: { body: ChangeMe, response: { 200: Done } } }, async (request) => {
    await chooseLanguage(deps, callerOf(request), request.body.language);
    return done();
  });

  // A phone in place of this one: it is enrolled like any other, and whoever lets devices in looks at it first (DV-1).
  app.post("/api/me/new-device", { schema: { body: Nothing, response: { 200: EnrolmentCode } } }, async (request) => {
    const caller = callerOf(request);
    assertSteppedUp(caller, deps.clock.now());
    return await issueEnrolmentCode(deps, caller, caller.memberId, { replaces: caller.deviceId ?? undefined });
  });

  // The door has checked the signature and stamped the cookie; there is nothing left to do.
  app.post("/api/session/prove", { schema: { body: Nothing, response: { 200: Done } } }, async (request) => {
    callerOf(request);
    return done();
  });

  app.post(
    "/api/step-up/options",
    { schema: { body: Nothing, response: { 200: PasskeyRequest } } },
    async (request) => {
      const caller = callerOf(request);
      if (caller.kind !== "session" || caller.sessionId === null) throw new Problem("not-allowed");
      const about = { memberId: caller.memberId, details: { sessionId: caller.sessionId } };
      const challenge = await issueChallenge(deps, caller.tenantId, "challenge-step-up", about);
      return passkeyRequest(relyingParty(deps.publicUrl(request.tenantId), request.host), challenge);
    },
  );

  app.post("/api/step-up", { schema: { body: StepUp, response: { 200: Done } } }, async (request, reply) => {
    const caller = callerOf(request);
    const rp = relyingParty(deps.publicUrl(request.tenantId), request.host);
    const secret = await stepUp(deps, caller, rp, request.body.assertion);
    reply.setCookie(sessionCookieName, stampCookie(deps, caller.tenantId, secret), sessionCookieOptions);
    return done();
  });

  app.post("/api/sign-out", { schema: { body: Nothing, response: { 200: Done } } }, async (request, reply) => {
    await signOut(deps, callerOf(request));
    reply.clearCookie(sessionCookieName, sessionCookieOptions);
    // ASVS 14.3.1: nothing of the session stays behind. The device key lives in "storage" and must survive.
    reply.header("clear-site-data", '"cache"');
    return done();
  });
}
