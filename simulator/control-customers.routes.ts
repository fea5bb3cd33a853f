import multipart from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { chatView, customerView, historyOf, messageView } from "./chat-view.ts";
import { act, ControlError } from "./customer-act.ts";
import { addCustomer, findByPhone, findByUserId, normalisePhone } from "./identity.ts";
import { changeNumber } from "./inbound.ts";
import type { InboundFile } from "./inbound-file.ts";
import { asObject, booleanAt, type JsonObject, stringAt } from "./json.ts";
import { comeOnline, markPlayed, markRead, setMarketing } from "./statuses.ts";
import type { Customer, Sim } from "./world.ts";
import { announce, digitsOf } from "./world.ts";

interface OfCustomer {
  Params: { id: string };
}

/** A customer by id, phone in any notation, or BSUID. */
function customerOf(sim: Sim, id: string): Customer {
  const found = sim.world.customers.get(id) ?? findByUserId(sim, id) ?? findByPhone(sim, digitsOf(id));
  if (found === undefined) throw new ControlError("There is no such customer.");
  return found;
}

/** A number as people write it, also without the country in front; as long as one in the world is (E.164), and nobody's. */
function freeNumber(sim: Sim, written: string): string {
  if (written.trim() === "") return "";
  const phone = normalisePhone(sim, written);
  if (phone.length < 7 || phone.length > 15) throw new ControlError("phone has 7 to 15 digits.");
  if (findByPhone(sim, phone) !== undefined) throw new ControlError("This phone is taken.");
  return phone;
}

export async function customerRoutes(app: FastifyInstance, sim: Sim): Promise<void> {
  await app.register(multipart, { limits: { fileSize: 120 * 1024 * 1024, files: 1 } });

  app.get("/customers", async () => [...sim.world.customers.values()].map((c) => customerView(sim, c)));

  app.post("/customers", async (request, reply) => {
    const name = stringAt(request.body, "name")?.trim() ?? "";
    if (name === "") throw new ControlError("A customer needs a name.");
    const phone = freeNumber(sim, stringAt(request.body, "phone") ?? "");
    const customer = addCustomer(sim, {
      name,
      phone,
      username: stringAt(request.body, "username"),
      phoneHidden: booleanAt(request.body, "phoneHidden"),
      userId: stringAt(request.body, "userId"),
      parentUserId: stringAt(request.body, "parentUserId"),
    });
    return reply.code(201).send(customerView(sim, customer));
  });

  app.get<OfCustomer>("/customers/:id", async (request) => customerView(sim, customerOf(sim, request.params.id)));
  app.get<OfCustomer>("/customers/:id/chat", async (request) => chatView(sim, customerOf(sim, request.params.id)));
  app.get<OfCustomer>("/customers/:id/history", async (request) =>
    historyOf(sim, customerOf(sim, request.params.id)).map((message) => messageView(sim, message)),
  );

  app.patch<OfCustomer>("/customers/:id", async (request) => {
    const customer = customerOf(sim, request.params.id);
    customer.name = stringAt(request.body, "name") ?? customer.name;
    if ("username" in asObject(request.body)) customer.username = stringAt(request.body, "username") || undefined;
    customer.phoneHidden = booleanAt(request.body, "phoneHidden") ?? customer.phoneHidden;
    setOnline(sim, customer, booleanAt(request.body, "online"));
    announce(sim, "customers", customer.id);
    return customerView(sim, customer);
  });

  app.delete<OfCustomer>("/customers/:id", async (request) => {
    const customer = customerOf(sim, request.params.id);
    sim.world.customers.delete(customer.id);
    for (const message of historyOf(sim, customer)) sim.world.messages.delete(message.id);
    announce(sim, "customers");
    return { success: true };
  });

  actRoutes(app, sim);
}

function setOnline(sim: Sim, customer: Customer, online: boolean | undefined): void {
  if (online === false) customer.online = false;
  if (online === true && !customer.online) comeOnline(sim, customer);
}

/** What a customer does. The answer comes after the webhook's first attempt. */
function actRoutes(app: FastifyInstance, sim: Sim): void {
  app.post<OfCustomer>("/customers/:id/messages", async (request, reply) => {
    const customer = customerOf(sim, request.params.id);
    const { fields, file } = await readAct(request);
    const { message, delivery } = await act(sim, customer, fields, file);
    return reply.code(201).send({ id: message.id, message: messageView(sim, message), deliveryId: delivery?.id });
  });

  app.post<OfCustomer>("/customers/:id/read", async (request) => {
    return { read: await markRead(sim, customerOf(sim, request.params.id)) };
  });

  app.post<OfCustomer>("/customers/:id/played", async (request) => {
    const message = sim.world.messages.get(stringAt(request.body, "messageId") ?? "");
    if (message?.from !== "business") throw new ControlError("messageId is not a message of the business.");
    await markPlayed(sim, customerOf(sim, request.params.id), message);
    return { success: true };
  });

  app.post<OfCustomer>("/customers/:id/online", async (request) => {
    const customer = customerOf(sim, request.params.id);
    setOnline(sim, customer, booleanAt(request.body, "online") ?? true);
    announce(sim, "customers", customer.id);
    return customerView(sim, customer);
  });

  app.post<OfCustomer>("/customers/:id/marketing", async (request) => {
    const value = stringAt(request.body, "value");
    if (value !== "stop" && value !== "resume") throw new ControlError("value must be stop or resume.");
    const delivery = await setMarketing(sim, customerOf(sim, request.params.id), value === "stop");
    return { success: true, deliveryId: delivery?.id };
  });

  app.post<OfCustomer>("/customers/:id/number", async (request) => {
    const phone = freeNumber(sim, stringAt(request.body, "phone") ?? "");
    if (phone === "") throw new ControlError("phone is missing.");
    const customer = customerOf(sim, request.params.id);
    const delivery = await changeNumber(sim, customer, phone);
    return { customer: customerView(sim, customer), deliveryId: delivery?.id };
  });
}

/** JSON, or multipart with a part `file` and the same members as text fields. */
async function readAct(request: FastifyRequest): Promise<{ fields: JsonObject; file?: InboundFile }> {
  if (!request.isMultipart()) return { fields: asObject(request.body) };
  const fields: JsonObject = {};
  let file: InboundFile | undefined;
  for await (const part of request.parts()) {
    if (part.type === "field") fields[part.fieldname] = part.value;
    else file = { bytes: await part.toBuffer(), mimeType: part.mimetype, filename: part.filename };
  }
  return file === undefined ? { fields } : { fields, file };
}
