import { setTimeout as sleep } from "node:timers/promises";
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { ConnectionReset } from "./faults.ts";
import { appRoutes } from "./graph-app.routes.ts";
import { blockRoutes } from "./graph-block.routes.ts";
import { GraphError } from "./graph-error.ts";
import { mediaRoutes, messageRoutes } from "./graph-messages.routes.ts";
import { objectRoutes } from "./graph-objects.routes.ts";
import { templateRoutes } from "./graph-templates.routes.ts";
import { stringAt } from "./json.ts";
import { draw } from "./statuses.ts";
import { tokenKnown } from "./tokens.ts";
import type { Sim } from "./world.ts";

/** Any version is served alike; without one the Graph API would use the app's default, which nobody should rely on. */
const VERSION_PREFIX = "/:version(^v\\d+\\.\\d+)";

/** The Graph API: bearer on every call, Meta's envelope for every error. */
export async function graphRoutes(app: FastifyInstance, sim: Sim): Promise<void> {
  const plugin: FastifyPluginAsync = async (graph) => {
    addBodyParsers(graph);
    graph.addHook("onRequest", async (request) => checkToken(sim, request));
    graph.addHook("preHandler", async () => {
      const delay = draw(sim, sim.settings.latencyMs);
      if (delay > 0) await sleep(delay);
    });
    graph.setErrorHandler((error, request, reply) => answerError(sim, error, request, reply));
    messageRoutes(graph, sim);
    await mediaRoutes(graph, sim);
    templateRoutes(graph, sim);
    objectRoutes(graph, sim);
    appRoutes(graph, sim);
    blockRoutes(graph, sim);
    graph.all<{ Params: { "*": string } }>("/*", async (request) => {
      throw unknownPath(`/${request.params["*"]}`);
    });
  };
  await app.register(plugin, { prefix: VERSION_PREFIX });
  // A client that leaves the version out hears of it as from Meta.
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith("/_sim")) return reply.code(404).send({ error: "There is no such path." });
    answerError(sim, unknownPath(request.url), request, reply);
  });
}

function unknownPath(path: string): GraphError {
  return new GraphError(2500, { http: 400, message: `Unknown path components: ${path}` });
}

/** JSON, also empty; and forms, which `subscriptions` and old clients use. */
function addBodyParsers(app: FastifyInstance): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "string" }, (_request, text, done) => {
    try {
      done(null, text === "" ? {} : JSON.parse(String(text)));
    } catch {
      done(new GraphError(100, { message: "(#100) The body is not valid JSON." }));
    }
  });
  app.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_request, text, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(text))));
  });
}

function checkToken(sim: Sim, request: FastifyRequest): void {
  const header = /^Bearer\s+(.+)$/i.exec(request.headers.authorization ?? "")?.[1];
  const token = header ?? stringAt(request.query, "access_token");
  if (token === undefined) {
    throw new GraphError(190, { message: "An access token is required to request this resource." });
  }
  if (!tokenKnown(sim, token))
    throw new GraphError(190, { message: "Invalid OAuth access token - Cannot parse access token" });
}

function answerError(sim: Sim, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof ConnectionReset) {
    reply.hijack();
    request.raw.socket.destroy();
    return;
  }
  const known = error instanceof GraphError ? error : translate(error);
  const traceId = `A${sim.random.alphanumeric(22)}`;
  void reply
    .code(known.http)
    .headers({ "x-fb-trace-id": traceId, ...known.extra.headers })
    .send(known.envelope(traceId));
}

/** Errors of the web framework itself: 4xx are the caller's, everything else is a fault of the simulator. */
function translate(error: unknown): GraphError {
  const message = error instanceof Error ? error.message : "unknown";
  const status = error instanceof Error ? Reflect.get(error, "statusCode") : undefined;
  const callers = typeof status === "number" && status >= 400 && status < 500;
  return callers ? new GraphError(100, { details: message }) : new GraphError(1, { http: 500, details: message });
}
