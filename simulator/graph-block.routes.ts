import type { FastifyInstance } from "fastify";
import { GraphError, webhookError } from "./graph-error.ts";
import { requirePhone } from "./graph-messages.routes.ts";
import { findByPhone, normalisePhone, windowOpen } from "./identity.ts";
import { asObject, type JsonObject, listAt, stringAt } from "./json.ts";
import { pageOf } from "./paging.ts";
import type { Customer, Sim } from "./world.ts";
import { announce, digitsOf } from "./world.ts";

interface OfNumber {
  Params: { id: string };
  Querystring: { limit?: string; after?: string };
}

const MOST_AT_ONCE = 1000;

/** Whom the business does not want to hear from ("Block users" page). Each user of a request is judged alone. */
export function blockRoutes(app: FastifyInstance, sim: Sim): void {
  app.post<OfNumber>("/:id/block_users", async (request, reply) => {
    requirePhone(sim, request.params.id, "POST");
    const answer = change(sim, asObject(request.body), true);
    return reply.code(answer.error === undefined ? 200 : 400).send(answer);
  });

  app.delete<OfNumber>("/:id/block_users", async (request, reply) => {
    requirePhone(sim, request.params.id, "DELETE");
    const answer = change(sim, asObject(request.body), false);
    return reply.code(answer.error === undefined ? 200 : 400).send(answer);
  });

  app.get<OfNumber>("/:id/block_users", async (request) => {
    requirePhone(sim, request.params.id, "GET");
    const blocked = [...sim.world.customers.values()].filter((customer) => customer.blocked);
    const { page, paging } = pageOf(blocked, request.query, `${request.protocol}://${request.host}${request.url}`);
    const data = page.map(({ phone, userId }) => ({ messaging_product: "whatsapp", wa_id: phone, user_id: userId }));
    return paging === undefined ? { data } : { data, paging };
  });
}

/** What became of each; a part that failed makes it HTTP 400 with the list and the error side by side (139100). */
function change(sim: Sim, body: JsonObject, block: boolean): JsonObject {
  if (body.messaging_product !== "whatsapp") {
    throw new GraphError(100, { details: "messaging_product must be whatsapp." });
  }
  const users = listAt(body, "block_users");
  if (users.length === 0) throw new GraphError(100, { details: "The parameter block_users is required." });
  if (users.length > MOST_AT_ONCE) throw new GraphError(100, { details: "block_users holds at most 1000 users." });
  const done: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const user of users) {
    const input = stringAt(user, "user") ?? stringAt(user, "user_id") ?? "";
    const customer = customerOf(sim, user);
    const code = customer === undefined ? 131026 : refusal(sim, customer, block);
    if (customer === undefined || code !== undefined) {
      failed.push({ input, wa_id: customer?.phone ?? digitsOf(input), errors: [errorOf(code ?? 131026)] });
    } else {
      customer.blocked = block;
      done.push({ input, wa_id: customer.phone, user_id: customer.userId });
    }
  }
  announce(sim, "customers");
  const list = {
    [block ? "added_users" : "removed_users"]: done,
    ...(failed.length > 0 ? { failed_users: failed } : {}),
  };
  const error = failed.length === 0 ? {} : new GraphError(139100).envelope(`A${sim.random.alphanumeric(22)}`);
  return { messaging_product: "whatsapp", block_users: list, ...error };
}

/** A phone number or a business-scoped id; parents of one are not taken here. */
function customerOf(sim: Sim, user: unknown): Customer | undefined {
  const phone = stringAt(user, "user");
  if (phone !== undefined) return findByPhone(sim, normalisePhone(sim, phone));
  const userId = stringAt(user, "user_id");
  return [...sim.world.customers.values()].find((customer) => customer.userId === userId);
}

/** Only who wrote within the last 24 hours can be blocked; unblocking knows no such limit. */
function refusal(sim: Sim, customer: Customer, block: boolean): number | undefined {
  return block && !windowOpen(sim, customer) ? 131047 : undefined;
}

function errorOf(code: number): JsonObject {
  const { title, error_data } = webhookError(code);
  return { message: `(#${code}) ${String(title)}`, code, error_data };
}
