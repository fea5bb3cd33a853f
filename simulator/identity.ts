import type { JsonObject } from "./json.ts";
import type { ChatMessage, Customer, Sim } from "./world.ts";
import { announce, DAY_MS, digitsOf } from "./world.ts";

/*
 * Who a webhook says it is about (Meta's page "Business-scoped user IDs"). Omitted members are left out, never empty:
 * an integration that keys on the phone alone loses customers with a username.
 */

/** Whether webhooks may carry the phone: not hidden, or business and number were in touch within 30 days. */
export function phoneVisible(sim: Sim, customer: Customer): boolean {
  return !customer.phoneHidden || customer.phoneKnownUntil > sim.clock.now();
}

/** Entry of `value.contacts[]` beside an inbound message or a preference. */
export function contactEntry(sim: Sim, customer: Customer): JsonObject {
  return {
    profile: { name: customer.name, username: customer.username },
    wa_id: phoneVisible(sim, customer) ? customer.phone : undefined,
    user_id: customer.userId,
    parent_user_id: customer.parentUserId,
  };
}

/** `from*` of an inbound message. */
export function senderFields(sim: Sim, customer: Customer): JsonObject {
  return {
    from: phoneVisible(sim, customer) ? customer.phone : undefined,
    from_user_id: customer.userId,
    from_parent_user_id: customer.parentUserId,
  };
}

/** `recipient_*` of a status: the phone always when the message went to the phone, and not on `failed` to a BSUID. */
export function recipientFields(sim: Sim, customer: Customer, message: ChatMessage, failed: boolean): JsonObject {
  const byPhone = message.addressedBy === "phone";
  const showPhone = byPhone || (!failed && phoneVisible(sim, customer));
  const showUserId = !failed || !byPhone;
  return {
    recipient_id: showPhone ? customer.phone : undefined,
    recipient_user_id: showUserId ? customer.userId : undefined,
    recipient_parent_user_id: showUserId ? customer.parentUserId : undefined,
  };
}

/** `value.contacts[]` beside a status; the username only once the message was delivered. */
export function statusContact(sim: Sim, customer: Customer, message: ChatMessage, withUsername: boolean): JsonObject {
  const showPhone = message.addressedBy === "phone" || phoneVisible(sim, customer);
  return {
    profile: { name: customer.name, username: withUsername ? customer.username : undefined },
    wa_id: showPhone ? customer.phone : undefined,
    user_id: customer.userId,
    parent_user_id: customer.parentUserId,
  };
}

export interface NewCustomer {
  name: string;
  phone?: string | undefined;
  username?: string | undefined;
  phoneHidden?: boolean | undefined;
  userId?: string | undefined;
  parentUserId?: string | undefined;
  writesElsewhere?: boolean | undefined;
}

/** Adds a person; without a phone one of the numbers is taken that the Bundesnetzagentur keeps free for fiction. */
export function addCustomer(sim: Sim, wish: NewCustomer): Customer {
  const phone = digitsOf(wish.phone ?? "") || freePhone(sim);
  const customer: Customer = {
    id: `c${sim.random.digits(10)}`,
    name: wish.name,
    phone,
    userId: wish.userId ?? newUserId(sim),
    parentUserId: wish.parentUserId,
    username: wish.username === undefined || wish.username === "" ? undefined : wish.username.replace(/^@/, ""),
    phoneHidden: wish.phoneHidden ?? false,
    phoneKnownUntil: 0,
    online: true,
    marketingStopped: false,
    writesElsewhere: wish.writesElsewhere,
    typingUntil: 0,
  };
  sim.world.customers.set(customer.id, customer);
  announce(sim, "customers");
  return customer;
}

export function newUserId(sim: Sim): string {
  return `DE.${sim.random.alphanumeric(20)}`;
}

/** 0176 040690xx and 0171 39200xx belong to nobody; when all 200 are taken, longer made-up ones follow. */
function freePhone(sim: Sim): string {
  for (let attempt = 0; ; attempt += 1) {
    const prefix = attempt % 2 === 0 ? "49176040690" : "4917139200";
    const phone = prefix + String(sim.random.between(0, 99)).padStart(2, "0") + (attempt < 400 ? "" : String(attempt));
    if (findByPhone(sim, phone) === undefined) return phone;
  }
}

export function findByPhone(sim: Sim, phone: string): Customer | undefined {
  return [...sim.world.customers.values()].find((customer) => customer.phone === phone);
}

export function findByUserId(sim: Sim, userId: string): Customer | undefined {
  return [...sim.world.customers.values()].find((c) => c.userId === userId || c.parentUserId === userId);
}

/**
 * Meta tolerates `+`, spaces, hyphens and brackets; a national number gets the business's country code.
 * `00` is an international prefix dialled by people, not a number Meta would take, but harmless to accept.
 */
export function normalisePhone(sim: Sim, input: string): string {
  const digits = digitsOf(input);
  if (input.trim().startsWith("+")) return digits;
  if (digits.startsWith("00")) return digits.slice(2);
  return digits.startsWith("0") ? digitsOf(sim.world.phone.displayPhoneNumber).slice(0, 2) + digits.slice(1) : digits;
}

/** Business and number were in touch: for 30 days webhooks carry the phone again. */
export function rememberPhone(sim: Sim, customer: Customer): void {
  customer.phoneKnownUntil = sim.clock.now() + 30 * DAY_MS;
}

/** 24 hours from the customer's last message; open for who writes where nobody here can see it. */
export function windowOpen(sim: Sim, { lastInboundAt, writesElsewhere }: Customer): boolean {
  return writesElsewhere === true || (lastInboundAt !== undefined && sim.clock.now() - lastInboundAt < DAY_MS);
}
