import type { FastifyInstance } from "fastify";
import { GraphError, unknownObject } from "./graph-error.ts";
import { requirePhone } from "./graph-messages.routes.ts";
import { editTemplate } from "./graph-templates.routes.ts";
import { findByUserId } from "./identity.ts";
import { asObject, type JsonObject, listAt, objectAt, stringAt } from "./json.ts";
import { findMedia, mediaView } from "./media.ts";
import { verifyCallback } from "./post-webhook.ts";
import { templateView } from "./templates.ts";
import type { Sim, Subscription } from "./world.ts";

interface Node {
  Params: { id: string };
  Querystring: { fields?: string; phone_number_id?: string; bsuid?: string };
}

/** One `GET /{id}` for numbers, WABAs, media and templates, as in the Graph API. */
export function objectRoutes(app: FastifyInstance, sim: Sim): void {
  app.get<Node>("/:id", async (request) => {
    const { id } = request.params;
    const fields = request.query.fields?.split(",").map((field) => field.trim());
    const template = sim.world.templates.get(id);
    if (id === sim.world.phone.id) return selectFields(phoneFields(sim), fields, PHONE_DEFAULT);
    if (id === sim.account.wabaId) return selectFields(wabaFields(sim), fields, WABA_DEFAULT);
    if (template !== undefined) return templateView(template, fields);
    return mediaView(sim, id, request.query.phone_number_id);
  });

  app.post<Node>("/:id", async (request) => {
    const { id } = request.params;
    const body = asObject(request.body);
    const template = sim.world.templates.get(id);
    if (template !== undefined) return editTemplate(sim, template, body);
    requirePhone(sim, id, "POST");
    const configuration = objectAt(body, "webhook_configuration");
    if (configuration !== undefined) sim.world.phone.override = await override(sim, configuration);
    if (stringAt(body, "pin") !== undefined) sim.world.phone.pin = stringAt(body, "pin");
    return { success: true };
  });

  app.delete<Node>("/:id", async (request) => {
    const { id } = request.params;
    if (findMedia(sim, id) === undefined) throw unknownObject("DELETE", id);
    sim.world.media.delete(id);
    return { success: true };
  });

  app.get<Node>("/:id/phone_numbers", async (request) => {
    if (request.params.id !== sim.account.wabaId) throw unknownObject("GET", request.params.id);
    const fields = request.query.fields?.split(",").map((field) => field.trim());
    const cursor = Buffer.from("0").toString("base64url");
    return {
      data: [selectFields(phoneFields(sim), fields, PHONE_DEFAULT)],
      paging: { cursors: { before: cursor, after: cursor } },
    };
  });

  profileRoutes(app, sim);
  registrationRoutes(app, sim);
}

const PROFILE_LIMITS: Record<string, number> = { about: 139, address: 256, description: 512, email: 128 };

function profileRoutes(app: FastifyInstance, sim: Sim): void {
  app.get<Node>("/:id/whatsapp_business_profile", async (request) => {
    requirePhone(sim, request.params.id, "GET");
    const wanted =
      request.query.fields?.split(",").map((field) => field.trim()) ?? Object.keys(sim.world.phone.profile);
    const shown = Object.entries(sim.world.phone.profile).filter(([key]) => wanted.includes(key));
    return { data: [{ ...Object.fromEntries(shown), messaging_product: "whatsapp" }] };
  });

  app.post<Node>("/:id/whatsapp_business_profile", async (request) => {
    requirePhone(sim, request.params.id, "POST");
    const { messaging_product: _, profile_picture_handle, ...changes } = asObject(request.body);
    for (const [key, limit] of Object.entries(PROFILE_LIMITS)) {
      if ((stringAt(changes, key) ?? "").length > limit) throw new GraphError(100, { details: `${key} is too long.` });
    }
    if (listAt(changes, "websites").length > 2) throw new GraphError(100, { details: "At most two websites." });
    const picture =
      profile_picture_handle === undefined ? {} : { profile_picture_url: "https://pps.whatsapp.net/demo" };
    Object.assign(sim.world.phone.profile, changes, picture);
    return { success: true };
  });
}

function registrationRoutes(app: FastifyInstance, sim: Sim): void {
  app.post<Node>("/:id/register", async (request) => {
    requirePhone(sim, request.params.id, "POST");
    const { phone } = sim.world;
    const pin = stringAt(request.body, "pin") ?? "";
    if (!/^\d{6}$/.test(pin)) throw new GraphError(100, { details: "pin must have six digits." });
    const now = sim.clock.now();
    phone.registrations = phone.registrations.filter((at) => now - at < 72 * 3_600_000);
    if (phone.registrations.length >= 10) throw new GraphError(133016);
    phone.registrations.push(now);
    if (phone.pin !== undefined && phone.pin !== pin) {
      throw new GraphError(133005, { http: 400, message: "(#133005) Two step verification PIN Mismatch" });
    }
    phone.pin = pin;
    phone.status = "CONNECTED";
    return { success: true };
  });

  app.post<Node>("/:id/deregister", async (request) => {
    requirePhone(sim, request.params.id, "POST");
    sim.world.phone.status = "DISCONNECTED";
    return { success: true };
  });

  for (const step of ["request_code", "verify_code"]) {
    app.post<Node>(`/:id/${step}`, async (request) => {
      requirePhone(sim, request.params.id, "POST");
      return { success: true };
    });
  }

  app.delete<Node>("/:id/contact_book", async (request) => {
    requirePhone(sim, request.params.id, "DELETE");
    const customer = findByUserId(sim, request.query.bsuid ?? stringAt(request.body, "bsuid") ?? "");
    if (customer !== undefined) customer.phoneKnownUntil = 0;
    return { messaging_product: "whatsapp", success: true, deleted: customer !== undefined };
  });
}

/** Reads an override and runs the handshake with it; an empty one removes the override. */
export async function override(sim: Sim, wish: JsonObject): Promise<Subscription | undefined> {
  const callbackUrl = stringAt(wish, "override_callback_uri");
  if (callbackUrl === undefined || callbackUrl === "") return undefined;
  const verifyToken = stringAt(wish, "verify_token") ?? "";
  await requireHandshake(sim, callbackUrl, verifyToken);
  return { callbackUrl, verifyToken, fields: [] };
}

export async function requireHandshake(sim: Sim, url: string, verifyToken: string): Promise<void> {
  const result = await verifyCallback(url, verifyToken, sim.random.digits(10));
  if (result.ok) return;
  const reason = result.error ?? `HTTP Status Code = ${result.status}`;
  throw new GraphError(2200, { message: `(#2200) Callback verification failed with the following errors: ${reason}` });
}

const PHONE_DEFAULT = [
  "verified_name",
  "code_verification_status",
  "display_phone_number",
  "quality_rating",
  "platform_type",
  "throughput",
  "webhook_configuration",
];

function phoneFields(sim: Sim): JsonObject {
  const { phone, app, wabaOverride } = sim.world;
  return {
    id: phone.id,
    verified_name: phone.verifiedName,
    display_phone_number: phone.displayPhoneNumber,
    code_verification_status: "VERIFIED",
    quality_rating: "GREEN",
    platform_type: "CLOUD_API",
    status: phone.status,
    name_status: "APPROVED",
    account_mode: "LIVE",
    is_official_business_account: false,
    is_pin_enabled: phone.pin !== undefined,
    throughput: { level: "STANDARD" },
    whatsapp_business_manager_messaging_limit: "TIER_250",
    health_status: { can_send_message: phone.status === "CONNECTED" ? "AVAILABLE" : "BLOCKED", entities: [] },
    webhook_configuration: {
      phone_number: phone.override?.callbackUrl,
      whatsapp_business_account: wabaOverride?.callbackUrl,
      application: app?.callbackUrl,
    },
  };
}

const WABA_DEFAULT = ["name", "timezone_id", "message_template_namespace"];

function wabaFields(sim: Sim): JsonObject {
  return {
    id: sim.account.wabaId,
    name: sim.world.wabaName,
    timezone_id: "36",
    currency: "EUR",
    country: "DE",
    message_template_namespace: "a1b2c3d4_e5f6_4711_8899_aabbccddeeff",
    account_review_status: "APPROVED",
    business_verification_status: "verified",
    status: "ACTIVE",
    health_status: { can_send_message: "AVAILABLE", entities: [] },
  };
}

function selectFields(all: JsonObject, fields: string[] | undefined, standard: string[]): JsonObject {
  const wanted = fields ?? standard;
  const unknown = wanted.find((field) => !(field in all));
  if (unknown !== undefined) {
    throw new GraphError(100, { message: `(#100) Tried accessing nonexisting field (${unknown})` });
  }
  return { ...Object.fromEntries(wanted.map((field) => [field, all[field]])), id: all.id };
}
