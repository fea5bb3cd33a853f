import fastifyMultipart from "@fastify/multipart";
import type { FastifyError, FastifyReply } from "fastify";
import type { Channel } from "../channels/channel.ts";
import type { Feed } from "../events/follow-feed.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { assetRoutes } from "./asset.routes.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import { customerApiRoutes } from "./customer-api.routes.ts";
import { firstMessageRoutes } from "./first-message.routes.ts";
import { formLimits } from "./read-form.adapter.ts";
import { problemDocument } from "./render-page.ts";
import { talkRoutes } from "./talk.routes.ts";
import { wayBackRoutes } from "./way-back.routes.ts";

export interface CustomerPageParts {
  readonly assets: CustomerAssets;
  readonly webchat: Channel;
  readonly feed: Feed;
}

/**
 * Everything under /k and /api/customer: a route tree of its own with sessions of its own, apart from the staff's
 * (V23). Pages work without a script; the script uses /api/customer.
 */
export function customerPageRoutes(app: App, deps: Deps, parts: CustomerPageParts): void {
  assetRoutes(app, deps, parts.assets);
  app.register((scope, _options, done) => {
    withForms(scope);
    customerApiRoutes(scope, deps, parts);
    done();
  });
  app.register((scope, _options, done) => {
    withForms(scope);
    scope.setErrorHandler((error, _request, reply) => answerInWords(deps, parts.assets, error, reply));
    firstMessageRoutes(scope, deps, parts);
    talkRoutes(scope, deps, parts);
    wayBackRoutes(scope, deps, parts);
    done();
  });
}

function withForms(scope: App): void {
  scope.register(fastifyMultipart, formLimits);
}

/** A person looks at these pages: a refusal is a page with a sentence, not JSON. What is no refusal goes its way. */
function answerInWords(deps: Deps, assets: CustomerAssets, error: unknown, reply: FastifyReply): FastifyReply {
  const problem = error instanceof Problem ? error : clientProblem(error);
  if (problem === undefined) throw error;
  if (problem.status >= 500) deps.log.error("customer page failed", { status: problem.status, error });
  const wait = problem.details.retryAfterSeconds;
  if (wait !== undefined) reply.header("retry-after", String(wait));
  const { title, detail } = problem.toJson();
  return reply
    .code(problem.status)
    .type("text/html; charset=utf-8")
    .send(problemDocument(assets.page, detail ?? title));
}

function clientProblem(error: unknown): Problem | undefined {
  const status = error instanceof Error ? (error as FastifyError).statusCode : undefined;
  if (status === 413) return new Problem("too-large");
  if (status === 400 || status === 415) return new Problem("bad-input");
  return undefined;
}
