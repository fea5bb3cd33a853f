import type { FastifyInstance } from "fastify";
import { ControlError } from "./customer-act.ts";
import { isPreset } from "./faults.ts";
import { asObject, booleanAt, type JsonObject, listAt, numberAt, stringAt } from "./json.ts";
import { verifyCallback } from "./post-webhook.ts";
import { applyPatch, DEFAULT_CHAOS } from "./settings.ts";
import { addTemplate, setTemplateCategory, setTemplateStatus, templateView } from "./templates.ts";
import type { Fault, FaultScope, Sim } from "./world.ts";
import { announce } from "./world.ts";

interface ById {
  Params: { id: string };
}

export function settingsRoutes(app: FastifyInstance, sim: Sim): void {
  const patched = (target: object, body: unknown) => {
    const refused = applyPatch(target, asObject(body));
    if (refused.length > 0) throw new ControlError(`Unknown or of the wrong kind: ${refused.join(", ")}.`);
    return target;
  };
  app.get("/settings", async () => sim.settings);
  app.patch("/settings", async (request) => patched(sim.settings, request.body));
  app.get("/chaos", async () => sim.chaos);
  app.patch("/chaos", async (request) => patched(sim.chaos, request.body));
  app.delete("/chaos", async () => Object.assign(sim.chaos, DEFAULT_CHAOS));

  app.get("/clock", async () => ({ now: sim.clock.now(), pending: sim.clock.pending() }));
  app.post("/clock", async (request) => {
    const ms = numberAt(request.body, "advanceMs");
    if (ms === undefined || ms < 0) throw new ControlError("advanceMs must be a number of milliseconds.");
    await sim.clock.advance(ms);
    announce(sim, "customers");
    return { now: sim.clock.now(), pending: sim.clock.pending() };
  });

  app.post("/tokens", async (request) => {
    const token = stringAt(request.body, "token") ?? `EAASIM${sim.random.alphanumeric(40)}`;
    const expiresAt = sim.clock.now() + (numberAt(request.body, "expiresInMs") ?? 60 * 86_400_000);
    sim.tokens.set(token, expiresAt);
    return { token, expiresAt };
  });

  faultRoutes(app, sim);
  webhookRoutes(app, sim);
  templateControlRoutes(app, sim);
}

const SCOPES: readonly string[] = ["messages", "media", "templates", "all"];

function isScope(scope: string): scope is FaultScope {
  return SCOPES.includes(scope);
}

function faultRoutes(app: FastifyInstance, sim: Sim): void {
  app.get("/faults", async () => sim.world.faults);
  app.post("/faults", async (request, reply) => {
    const body = asObject(request.body);
    const preset = String(body.preset ?? "");
    const scope = stringAt(body, "scope") ?? "messages";
    if (!isPreset(preset)) throw new ControlError("preset is not known; README.md lists them.");
    if (!isScope(scope)) throw new ControlError(`scope must be one of ${SCOPES.join(", ")}.`);
    const fault: Fault = {
      id: `f${sim.random.digits(6)}`,
      preset,
      scope,
      remaining:
        booleanAt(body, "always") === true ? undefined : (numberAt(body, "next") ?? (body.every ? undefined : 1)),
      every: numberAt(body, "every"),
      seen: 0,
      recipient: stringAt(body, "recipient"),
      mode: stringAt(body, "mode") === "async" ? "async" : "sync",
      http: numberAt(body, "http"),
    };
    sim.world.faults.push(fault);
    return reply.code(201).send(fault);
  });
  app.delete("/faults", async () => {
    sim.world.faults = [];
    return { success: true };
  });
}

function webhookRoutes(app: FastifyInstance, sim: Sim): void {
  app.get("/webhook", async () => ({ ...sim.world.app, subscribed: sim.world.subscribed }));

  app.post("/webhook", async (request) => {
    const url = stringAt(request.body, "url") ?? "";
    if (!URL.canParse(url)) throw new ControlError("url is not an address.");
    const verifyToken = stringAt(request.body, "verifyToken") ?? sim.account.verifyToken;
    const fields = listAt(request.body, "fields").map(String);
    const wanted = booleanAt(request.body, "handshake") === true;
    const handshake = wanted ? await verifyCallback(url, verifyToken, sim.random.digits(10)) : undefined;
    if (handshake?.ok !== false) sim.world.app = { callbackUrl: url, verifyToken, fields };
    return { saved: handshake?.ok !== false, handshake };
  });

  /** The handshake on demand, with the result to look at. */
  app.post("/webhook/verify", async (request) => {
    const url = stringAt(request.body, "url") ?? sim.world.app?.callbackUrl ?? "";
    const verifyToken = stringAt(request.body, "verifyToken") ?? sim.world.app?.verifyToken ?? "";
    return await verifyCallback(url, verifyToken, sim.random.digits(10));
  });

  app.post("/webhooks/raw", async (request, reply) => {
    const delivery = await sim.deliveries.sendRaw(asObject(request.body).body, stringAt(request.body, "field"));
    return reply.code(201).send({ deliveryId: delivery.id, state: delivery.state, attempts: delivery.attempts });
  });

  app.get<{ Querystring: { state?: string } }>("/deliveries", async (request) =>
    sim.deliveries
      .list()
      .filter((d) => request.query.state === undefined || d.state === request.query.state)
      .map(({ bytes, ...rest }) => ({ ...rest, body: bytes.toString("ascii") })),
  );
  app.post<ById>("/deliveries/:id/redeliver", async (request) => {
    const delivery = await sim.deliveries.redeliver(request.params.id);
    if (delivery === undefined) throw new ControlError("There is no such delivery.");
    const { bytes, ...rest } = delivery;
    return { ...rest, body: bytes.toString("ascii") };
  });
}

/** Templates without review: made approved (in place of one of the same name), moved to any status by hand. */
function templateControlRoutes(app: FastifyInstance, sim: Sim): void {
  const full = ["name", "language", "category", "status", "parameter_format", "components", "quality_score"];
  app.get("/templates", async () => [...sim.world.templates.values()].map((t) => templateView(t, full)));
  app.post("/templates", async (request, reply) => {
    const body = asObject(request.body);
    for (const twin of [...sim.world.templates.values()]) {
      if (twin.name === body.name && twin.language === body.language) sim.world.templates.delete(twin.id);
    }
    const template = addTemplate(sim, body, stringAt(request.body, "status") ?? "APPROVED");
    return reply.code(201).send(templateView(template, full));
  });
  app.post<ById>("/templates/:id", async (request): Promise<JsonObject> => {
    const wanted = request.params.id;
    const template = [...sim.world.templates.values()].find((t) => t.id === wanted || t.name === wanted);
    if (template === undefined) throw new ControlError("There is no such template.");
    const status = stringAt(request.body, "status");
    const category = stringAt(request.body, "category");
    if (status !== undefined) await setTemplateStatus(sim, template, status, stringAt(request.body, "reason"));
    if (category !== undefined) await setTemplateCategory(sim, template, category);
    return templateView(template, full);
  });
}
