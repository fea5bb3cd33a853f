import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { Readable } from "node:stream";
import { memberHeaderName, proofHeaderName } from "../../contract/proof.ts";
import { watchSessions } from "../events/watch-sessions.action.ts";
import type { Deps } from "../platform/deps.ts";
import { openapi } from "../platform/http/openapi.ts";
import { type App, assertOwnOrigin } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { authenticate } from "./authenticate.action.ts";
import { readSessionCookie, sessionCookieName, sessionCookieOptions } from "./session-cookie.ts";
import { sessionsAlive } from "./sessions-alive.action.ts";
import { stampCookie } from "./stamp-cookie.action.ts";

/**
 * Puts the door in front of every route registered on this scope after it: who asks is known before a body is read,
 * and a request that nobody may make gets no further. Register it on an encapsulated scope:
 * `app.register(async (scope) => { staffScope(scope, deps); …routes(scope, deps) })`.
 */
export function staffScope(app: App, deps: Deps): void {
  app.addHook("onRoute", (route) => {
    route.schema = { ...route.schema, security: openapi.security };
    route.bodyLimit ??= staffBody;
  });
  const sessions = watchSessions(deps, (tenantId, callers) => sessionsAlive(deps, tenantId, callers));
  app.addHook("onClose", async () => sessions.stop());
  app.addHook("onRequest", async (request, reply) => {
    const { authorization } = request.headers;
    // A page of someone else can make a browser send our cookie; it cannot make it send our Origin (V41, V68).
    if (authorization === undefined) assertOwnOrigin(request, deps);
    const proof = request.headers[proofHeaderName];
    const cookie = request.cookies[sessionCookieName];
    const caller = await authenticate(deps, {
      tenantId: request.tenantId,
      method: request.method,
      url: request.url,
      cookie,
      authorization,
      proof: typeof proof === "string" ? proof : undefined,
    });
    // A window in which somebody else's words still wait, beside one in which another person signed in.
    const meant = request.headers[memberHeaderName];
    if (meant !== undefined && meant !== caller.memberId) throw new Problem("not-signed-in");
    request.caller = caller;
    cutWhenOver(request.raw, (over) => sessions.add(caller, over));
    // The device has just signed: the cookie may read for another five minutes.
    const secret = readSessionCookie(cookie)?.secret;
    if (caller.kind === "session" && proof !== undefined && secret !== undefined)
      reply.setCookie(sessionCookieName, stampCookie(deps, request.tenantId, secret), sessionCookieOptions);
  });
  app.addHook("onSend", async ({ caller }, { raw }, sent) => {
    if (caller && isLong(sent))
      raw.once(
        "close",
        sessions.add(caller, () => raw.destroy()),
      );
  });
}

/** A list for the whole firm is longer than what anybody says at the doors outside. */
const staffBody = 1_000_000;

/** A body may be minutes on its way. When its session ends meanwhile, the line is cut and nothing is done (V60). */
function cutWhenOver(raw: IncomingMessage, watch: (over: () => void) => () => void): void {
  // What is there already, as nearly all is, needs no watch; what a test hands in without a line is there at once.
  if (raw.complete || !(raw.socket instanceof Socket)) return;
  const over = () => {
    if (!raw.complete) raw.destroy();
  };
  raw.once("close", watch(over));
}

/** An export is minutes on its way out, and so is a film on a slow line: it ends with the session as well. */
const isLong = (sent: unknown): boolean =>
  sent instanceof Readable || (sent instanceof Uint8Array && sent.length > 64_000);
