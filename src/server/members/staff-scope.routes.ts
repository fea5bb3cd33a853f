import { proofHeaderName } from "../../contract/proof.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, assertOwnOrigin } from "../platform/http.ts";
import { authenticate } from "./authenticate.action.ts";
import { readSessionCookie, sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { stampCookie } from "./stamp-cookie.action.ts";

/**
 * Puts the door in front of every route registered on this scope after it: who asks is known before a body is read,
 * and a request that nobody may make gets no further. Register it on an encapsulated scope:
 * `app.register(async (scope) => { staffScope(scope, deps); …routes(scope, deps) })`.
 */
export function staffScope(app: App, deps: Deps): void {
  app.addHook("onRequest", async (request, reply) => {
    const { authorization } = request.headers;
    // A page of someone else can make a browser send our cookie; it cannot make it send our Origin (V41, V68).
    if (authorization === undefined) assertOwnOrigin(request, deps);
    const proof = request.headers[proofHeaderName];
    const cookie = request.cookies[sessionCookieName];
    request.caller = await authenticate(deps, {
      tenantId: request.tenantId,
      method: request.method,
      url: request.url,
      cookie,
      authorization,
      proof: typeof proof === "string" ? proof : undefined,
    });
    // The device has just signed: the cookie may read for another five minutes.
    const secret = readSessionCookie(cookie)?.secret;
    if (request.caller.kind === "session" && proof !== undefined && secret !== undefined)
      reply.setCookie(sessionCookieName, stampCookie(deps, request.tenantId, secret), sessionCookieOptions);
  });
}
