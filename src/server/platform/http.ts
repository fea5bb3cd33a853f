import type { IncomingMessage, ServerResponse } from "node:http";
import fastifyCookie from "@fastify/cookie";
import fastifySwagger from "@fastify/swagger";
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type RawServerDefault,
} from "fastify";
import {
  createJsonSchemaTransform,
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { z } from "zod";
import type { Caller } from "./caller.ts";
import { isDiskFull, isOutage } from "./db.ts";
import type { Deps } from "./deps.ts";
import { createDiskFullNotice, isRoomGone } from "./files/disk-full.ts";
import { type BodyTime, bodyTime, limitBodyTime } from "./http/body-time.ts";
import { openapi } from "./http/openapi.ts";
import { wordsOf } from "./http/schema-words.ts";
import { isStorable } from "./http/storable-text.ts";
import { Problem } from "./problem.ts";

/** Fastify with Zod for requests and answers: a field that is not in the answer's schema does not leave. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type FindTenant = (host: string) => Promise<string | undefined>;

declare module "fastify" {
  interface FastifyRequest {
    /** The business this address belongs to; set for every request before anything else runs. */
    tenantId: string;
    /** Set by the staff and API scopes; undefined elsewhere. */
    caller: Caller | undefined;
  }
}

const day = 86_400;
const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** Zod checks what comes in and goes out, so the compilers Fastify brings along need not even be loaded. */
function notAsked(): never {
  throw new Error("every schema has its compiler");
}

/** The router answers an address it cannot decode by itself, in raw English; read literally it is merely unknown. */
function readableUrl(url: string): string {
  const [path = ""] = url.split("?", 1);
  if (!path.includes("%")) return url;
  try {
    decodeURIComponent(path);
    return url;
  } catch {
    return path.replaceAll("%", "%25") + url.slice(path.length);
  }
}

/** Builds the HTTP server: limits and one error handler. Pages and APIs come in scopes behind `secure`. */
export async function buildHttp(deps: Deps, limits: BodyTime = bodyTime): Promise<App> {
  const fastify = Fastify({
    logger: false,
    trustProxy: deps.config.trustProxy,
    // Of what a stranger sends: a megabyte of JSON may keep everybody waiting for a third of a second.
    bodyLimit: 64_000,
    // The floor under the limits of the routes, which are what counts.
    requestTimeout: limits.upload + 30_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: ({ url = "/" }) => readableUrl(url),
    forceCloseConnections: true,
    http: { headersTimeout: 10_000, maxHeaderSize: 16_384 },
    schemaController: { compilersFactory: { buildValidator: notAsked, buildSerializer: notAsked } },
  });
  fastify.server.maxConnections = 12_000;
  // Where a schema has no sentence of its own, Zod would speak English.
  z.config({ customError: (issue) => wordsOf(issue).de });
  limitBodyTime(fastify, limits);
  fastify.setValidatorCompiler(validatorCompiler);
  fastify.setSerializerCompiler(serializerCompiler);
  fastify.decorateRequest("tenantId", "");
  fastify.decorateRequest("caller", undefined);
  await fastify.register(fastifySwagger, {
    openapi: structuredClone<object>(openapi),
    transform: createJsonSchemaTransform({ skipList: [] }),
  });
  // What no browser should open, webhooks and refusals too, is no page in one; `secure` says more.
  fastify.addHook("onRequest", ({ is404 }, reply, done) => {
    reply.headers({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
    });
    // Nobody waits for what is sent to an address that is none.
    done(is404 ? new Problem("not-found") : undefined);
  });
  fastify.addHook("preValidation", (request, _reply, done) => {
    const storable = isStorable(request.body) && isStorable(request.query) && isStorable(request.params);
    done(storable ? undefined : new Problem("bad-input"));
  });
  const app = fastify.withTypeProvider<ZodTypeProvider>() as unknown as App;
  answerProblems(app, deps);
  return app;
}

/** Whatever is thrown is answered as a refusal (RFC 9457); what is our fault goes to the log as well. */
function answerProblems(app: App, deps: Deps): void {
  const tellDiskFull = createDiskFullNotice(deps.clock, deps.config.dataDir);
  app.setErrorHandler((error, request, reply) => {
    const problem = forProgram(withItsCause(toProblem(error), deps.config.dataDir), request);
    if (problem.code === "disk-full") tellDiskFull();
    // A line that broke while the body came is nobody's fault, and nobody hears the answer.
    else if (problem.status >= 500 && error !== request.raw.errored)
      deps.log.error("request failed", {
        method: request.method,
        route: request.routeOptions.url ?? "",
        status: problem.status,
        error,
      });
    const wait = problem.details.retryAfterSeconds;
    if (wait !== undefined) reply.header("retry-after", String(wait));
    return reply
      .code(problem.status)
      .type("application/problem+json")
      .serializer(JSON.stringify)
      .send(problem.toJson());
  });
  app.setNotFoundHandler(() => {
    throw new Problem("not-found");
  });
}

/**
 * Puts security headers and the business in front of every route registered on this scope after it. Webhooks do
 * without: they carry their business in the address and answer no browser.
 * @param findTenant host name -> tenant id, undefined = not served here (421, V59)
 */
export function secure(scope: App, deps: Deps, findTenant: FindTenant): void {
  scope.register(fastifyCookie);
  scope.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "content-security-policy": contentPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "geolocation=(), payment=(), usb=(), interest-cohort=()",
      "cache-control": "no-store",
    });
    if (deps.publicUrl(request.tenantId).startsWith("https:"))
      reply.header("strict-transport-security", `max-age=${365 * day}`);
    const { host = "" } = request.headers;
    const tenantId = namesOneHost(request.raw) ? await findTenant(host) : undefined;
    // Behind a proxy Fastify believes X-Forwarded-Host, and not every proxy takes away what a client wrote there.
    const isOneName = request.host === host || tenantId === (await findTenant(request.host));
    if (tenantId === undefined || !isOneName) throw new Problem("wrong-host");
    request.tenantId = tenantId;
  });
}

/** Of two names a proxy may have believed the other one. */
function namesOneHost({ rawHeaders, url = "" }: IncomingMessage): boolean {
  const names = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === "host");
  return names.length < 2 && url.startsWith("/");
}

/** So many fields no form of ours has; a list of a hundred thousand wrong things is answered with the first of them. */
const mostFields = 100;

/** Every thrown thing becomes a refusal from the catalogue; what is unknown is a bug and says nothing of itself. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.slice(0, mostFields).map(({ instancePath, keyword, params, message = "" }) => {
      const words = wordsOf({ ...params, code: keyword });
      return [
        instancePath.replace(/^\//, "") || "body",
        message === words.de ? words : { de: message, from: "schema" },
      ];
    });
    return new Problem("bad-input", { fields: Object.fromEntries(fields) });
  }
  if (isDiskFull(error)) return new Problem("disk-full", { retryAfterSeconds: 30 });
  if (isOutage(error)) return new Problem("unavailable", { retryAfterSeconds: 2 });
  const status = error instanceof Error && "statusCode" in error ? error.statusCode : undefined;
  if (status === 413) return new Problem("too-large");
  if (status === 415) return new Problem("unknown-media");
  if (typeof status === "number" && status >= 400 && status < 500) return new Problem("bad-input");
  return new Problem("bug");
}

/** A database that is away because its disk is full does not come back by waiting: then that is what is said. */
export const withItsCause = (problem: Problem, dataDir: string): Problem =>
  problem.code === "unavailable" && isRoomGone(dataDir) ? new Problem("disk-full", { retryAfterSeconds: 30 }) : problem;

/** A program is told what its token lacks: it has not signed in and asks no owner. */
function forProgram(problem: Problem, request: FastifyRequest): Problem {
  if (request.headers.authorization === undefined || problem.details.detail !== undefined) return problem;
  const detail = problem.code === "not-signed-in" ? tokenDead : problem.code === "not-allowed" ? tokenLacks : undefined;
  return detail === undefined ? problem : new Problem(problem.code, { ...problem.details, detail });
}
const tokenDead = {
  de: "Dieser API-Token gilt nicht oder nicht mehr. Lass dir bitte einen neuen anlegen.",
  en: "This API token is not valid, or no longer. Please have a new one made.",
};
const tokenLacks = {
  de: "Das darf dieser API-Token nicht. Er darf, was die Rolle dessen darf, der ihn angelegt hat. Manches geht nur in der App.",
  en: "This API token may not do that. It may do what the role of its maker may. Some things work in the app only.",
};

/**
 * Refuses requests that a foreign page made a browser send (CSRF): unsafe methods need an Origin of ours.
 * Cookies are SameSite=Strict besides. Programs with a token send no Origin and carry no cookie.
 */
export function assertOwnOrigin(request: FastifyRequest, deps: Deps): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.origin;
  const own = new Set([deps.publicUrl(request.tenantId), `${request.protocol}://${request.host}`]);
  if (origin === undefined || !own.has(origin)) throw new Problem("foreign-request");
}

/** The caller of a staff or API route; throws when the scope forgot to authenticate. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Problem("not-signed-in");
  return request.caller;
}
