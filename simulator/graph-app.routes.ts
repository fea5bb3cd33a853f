import type { FastifyInstance } from "fastify";
import { GraphError, unknownObject } from "./graph-error.ts";
import { override, requireHandshake } from "./graph-objects.routes.ts";
import { asObject, type JsonObject, stringAt } from "./json.ts";
import { tokenKnown } from "./tokens.ts";
import type { Sim } from "./world.ts";

interface Node {
  Params: { id: string };
  Querystring: { input_token?: string };
}

/** Webhook subscriptions of the app and of the WABA, and the token check. */
export function appRoutes(app: FastifyInstance, sim: Sim): void {
  subscriptionRoutes(app, sim);
  subscribedAppRoutes(app, sim);

  app.get<Node>("/debug_token", async (request) => ({ data: describeToken(sim, request.query.input_token ?? "") }));
}

function subscriptionRoutes(app: FastifyInstance, sim: Sim): void {
  const requireApp = (id: string, method: string) => {
    if (id !== sim.account.appId) throw unknownObject(method, id);
  };

  app.post<Node>("/:id/subscriptions", async (request) => {
    requireApp(request.params.id, "POST");
    const body = { ...asObject(request.query), ...asObject(request.body) };
    if (stringAt(body, "object") !== "whatsapp_business_account") {
      throw new GraphError(100, { details: "object must be whatsapp_business_account." });
    }
    const callbackUrl = stringAt(body, "callback_url") ?? "";
    const verifyToken = stringAt(body, "verify_token") ?? "";
    await requireHandshake(sim, callbackUrl, verifyToken);
    const fields = Array.isArray(body.fields) ? body.fields.map(String) : (stringAt(body, "fields") ?? "").split(",");
    sim.world.app = { callbackUrl, verifyToken, fields: fields.map((f) => f.trim()).filter(Boolean) };
    return { success: true };
  });

  app.get<Node>("/:id/subscriptions", async (request) => {
    requireApp(request.params.id, "GET");
    const current = sim.world.app;
    if (current === undefined) return { data: [] };
    const fields = current.fields.map((name) => ({ name, version: sim.settings.webhookVersion }));
    return {
      data: [{ object: "whatsapp_business_account", callback_url: current.callbackUrl, active: true, fields }],
    };
  });

  app.delete<Node>("/:id/subscriptions", async (request) => {
    requireApp(request.params.id, "DELETE");
    sim.world.app = undefined;
    return { success: true };
  });
}

function subscribedAppRoutes(app: FastifyInstance, sim: Sim): void {
  const requireWaba = (id: string, method: string) => {
    if (id !== sim.account.wabaId) throw unknownObject(method, id);
  };

  app.post<Node>("/:id/subscribed_apps", async (request) => {
    requireWaba(request.params.id, "POST");
    sim.world.wabaOverride = await override(sim, asObject(request.body));
    sim.world.subscribed = true;
    return { success: true };
  });

  app.get<Node>("/:id/subscribed_apps", async (request) => {
    requireWaba(request.params.id, "GET");
    if (!sim.world.subscribed) return { data: [] };
    const id = sim.account.appId;
    const details = { id, name: "Werkbote", link: `https://www.facebook.com/games/?app_id=${id}` };
    return {
      data: [{ whatsapp_business_api_data: details, override_callback_uri: sim.world.wabaOverride?.callbackUrl }],
    };
  });

  app.delete<Node>("/:id/subscribed_apps", async (request) => {
    requireWaba(request.params.id, "DELETE");
    sim.world.subscribed = false;
    sim.world.wabaOverride = undefined;
    return { success: true };
  });
}

const SCOPES = ["whatsapp_business_management", "whatsapp_business_messaging"];

function describeToken(sim: Sim, token: string): JsonObject {
  const base = { app_id: sim.account.appId, application: "Werkbote", type: "SYSTEM_USER" };
  try {
    if (!tokenKnown(sim, token)) throw new GraphError(190);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    const reason = { code: error.code, message: error.message, subcode: error.extra.subcode };
    return { error: reason, is_valid: false, scopes: [] };
  }
  const expiry = sim.tokens.get(token);
  return {
    ...base,
    is_valid: true,
    expires_at: expiry === undefined ? 0 : Math.floor(expiry / 1000),
    scopes: SCOPES,
    granular_scopes: SCOPES.map((scope) => ({ scope, target_ids: [sim.account.wabaId] })),
  };
}
