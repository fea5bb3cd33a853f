import type { FastifyInstance, FastifyPluginAsync } from "fastify";
import { partOf } from "./byte-host.routes.ts";
import { historyOf } from "./chat-view.ts";
import { customerRoutes } from "./control-customers.routes.ts";
import { settingsRoutes } from "./control-settings.routes.ts";
import { ControlError } from "./customer-act.ts";
import { stringAt } from "./json.ts";
import { SAMPLES } from "./samples.ts";
import type { Sim, SimEvent } from "./world.ts";

/** What only the whole simulator can do. */
export interface ControlHandles {
  reset(): void;
  settled(): Promise<void>;
  overview(): object;
}

/**
 * The control plane: under a prefix of its own and without a token, so that product code cannot need it by accident.
 * Pages of other origins are refused, because a browser would let them post here.
 */
export async function controlRoutes(app: FastifyInstance, sim: Sim, handles: ControlHandles): Promise<void> {
  const plugin: FastifyPluginAsync = async (control) => {
    control.addHook("onRequest", async (request, reply) => {
      const { origin, host } = request.headers;
      if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) {
        return reply.code(403).send({ error: "Other origins may not drive the simulator." });
      }
    });
    control.setErrorHandler((error, _request, reply) => {
      const status = error instanceof Error ? Reflect.get(error, "statusCode") : undefined;
      const code = error instanceof ControlError ? 400 : typeof status === "number" ? status : 500;
      void reply.code(code).send({ error: error instanceof Error ? error.message : "failed" });
    });
    addEmptyBodyParser(control);
    await customerRoutes(control, sim);
    settingsRoutes(control, sim);
    overviewRoutes(control, sim, handles);
    mediaRoute(control, sim);
    eventRoute(control, sim);
  };
  await app.register(plugin, { prefix: "/_sim" });
}

/** `curl -X POST` with a JSON type and no body is fine. */
function addEmptyBodyParser(app: FastifyInstance): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser(
    "application/json",
    { parseAs: "string", bodyLimit: 160 * 1024 * 1024 },
    (_r, text, done) => {
      try {
        done(null, text === "" ? {} : JSON.parse(String(text)));
      } catch {
        done(new ControlError("The body is not valid JSON."));
      }
    },
  );
}

function overviewRoutes(app: FastifyInstance, sim: Sim, handles: ControlHandles): void {
  app.get("/", async () => handles.overview());
  app.get("/samples", async () => SAMPLES.map(({ name, kind, label }) => ({ name, kind, label })));

  /** Everything the business sent or tried to send: the count of what left the house. */
  app.get("/outbound", async () => {
    const messages = [...sim.world.messages.values()]
      .filter((message) => message.from === "business")
      .map(({ id, customerId, type, at, request, receipts, category, addressedBy }) => {
        const callbackData = stringAt(request, "biz_opaque_callback_data");
        const statuses = receipts.filter((r) => r.at >= 0);
        return { id, customerId, type, at, category, addressedBy, callbackData, request, statuses };
      });
    const refused = sim.world.attempts.filter((attempt) => attempt.outcome === "refused");
    return { count: messages.length, messages, refused, readReceipts: sim.world.readReceipts };
  });

  app.get("/inbound", async () =>
    [...sim.world.customers.values()].flatMap((customer) =>
      historyOf(sim, customer)
        .filter((message) => message.from === "customer")
        .map(({ id, customerId, type, at, content, deliveryId }) => ({
          id,
          customerId,
          type,
          at,
          content,
          deliveryId,
        })),
    ),
  );

  app.post("/settled", async () => {
    await handles.settled();
    return { pending: sim.clock.pending() };
  });
  app.post("/reset", async () => {
    handles.reset();
    return { success: true };
  });
}

/** Files of the chat for the page; the business has to take the way through the Graph API. */
function mediaRoute(app: FastifyInstance, sim: Sim): void {
  app.get<{ Params: { id: string } }>("/media/:id", async (request, reply) => {
    const media = sim.world.media.get(request.params.id);
    if (media === undefined) return reply.code(404).send({ error: "There is no such file." });
    // A page or script sent as a file must not run on this origin.
    const shown = /^(image\/(jpeg|png|webp|gif)|audio\/|video\/|application\/pdf)/.test(media.mimeType);
    reply
      .header("Content-Type", shown ? media.mimeType : "application/octet-stream")
      .header("X-Content-Type-Options", "nosniff")
      .header("Cache-Control", "private, max-age=3600")
      .header("Accept-Ranges", "bytes");
    // Browsers' PDF viewers do not start in a sandbox.
    if (media.mimeType !== "application/pdf") reply.header("Content-Security-Policy", "sandbox; default-src 'none'");
    const part = partOf(request.headers.range, media.bytes.length);
    if (part === undefined || part === "unsatisfiable") return reply.send(media.bytes);
    const range = `bytes ${part[0]}-${part[1]}/${media.bytes.length}`;
    return reply
      .code(206)
      .header("Content-Range", range)
      .send(media.bytes.subarray(part[0], part[1] + 1));
  });
}

/** Server-sent events: what changed, not the content; whoever listens fetches what it shows. */
function eventRoute(app: FastifyInstance, sim: Sim): void {
  app.get("/events", (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    reply.raw.write("retry: 1000\n\n");
    const tell = (event: SimEvent) => reply.raw.write(`data: ${JSON.stringify(event)}\n\n`);
    const beat = setInterval(() => reply.raw.write(":\n\n"), 20_000);
    beat.unref();
    sim.events.on("event", tell);
    request.raw.on("close", () => {
      clearInterval(beat);
      sim.events.off("event", tell);
    });
  });
}
