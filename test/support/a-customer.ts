import { createHmac } from "node:crypto";
import type { LightMyRequestResponse } from "fastify";
import type { Tx } from "../../src/server/platform/db.ts";
import type { House } from "./house.ts";

export interface CustomerOf {
  readonly name: string;
  /** Absent: the number is hidden behind a user name. */
  readonly phone: string | undefined;
  /** WhatsApp's business-scoped id. Absent: an old delivery without one. */
  readonly bsuid: string | undefined;
}

/** How a customer reaches one business. */
export interface Means {
  readonly house: House;
  readonly host: string;
  readonly accountId: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

let people = 0;
let wamids = 0;

/** As Meta makes them: the sender's number stands in it, as base64. */
const wamidOf = (sender: string, n: number): string =>
  `wamid.${Buffer.from(`\x1c\x18${String.fromCharCode(sender.length)}${sender}\x15\x02\x00\x12\x18IN${n}\x00`, "latin1").toString("base64")}`;

/** A customer with a phone. What they do arrives as WhatsApp delivers it: signed, as JSON, over HTTP. */
export class Customer {
  readonly #means: Means;
  name: string;
  phone: string | undefined;
  bsuid: string | undefined;
  /** Id of the last message written. */
  last = "";

  constructor(means: Means, who: Partial<CustomerOf> = {}) {
    people += 1;
    this.#means = means;
    this.name = who.name ?? `Erika Beispiel ${people}`;
    this.phone = "phone" in who ? who.phone : `4915550${String(people).padStart(6, "0")}`;
    this.bsuid = "bsuid" in who ? who.bsuid : `DE.${String(people).padStart(18, "0")}`;
  }

  /** Writes a text; everything that follows from it has happened when this resolves. @returns WhatsApp's id of it */
  async writes(text: string): Promise<string> {
    return await this.sends({ type: "text", text: { body: text } });
  }

  /** Sends a message of any type, in WhatsApp's own words. */
  async sends(message: Record<string, unknown>): Promise<string> {
    await this.delivers({ messages: [this.#said(message)] });
    return this.last;
  }

  /** Texts that come in one delivery, as after a night. */
  async writesAll(texts: readonly string[]): Promise<void> {
    await this.delivers({ messages: texts.map((body) => this.#said({ type: "text", text: { body } })) });
  }

  /** WhatsApp reports what became of a message of ours. */
  async receipt(
    externalId: string,
    status: "sent" | "delivered" | "read" | "played" | "failed",
    more: object = {},
  ): Promise<void> {
    const recipient = { recipient_id: this.phone, recipient_user_id: this.bsuid };
    const failed = status === "failed" ? { errors: [{ code: 131026, title: "Message undeliverable" }] } : {};
    const row = { id: externalId, status, timestamp: this.#seconds(), ...recipient, ...failed, ...more };
    await this.delivers({ statuses: [row] });
  }

  /** Touches "Stop" or "Resume" under marketing messages in WhatsApp's settings. `said`: if not now. */
  async prefers(value: "stop" | "resume", said?: Date): Promise<void> {
    const timestamp = said === undefined ? Number(this.#seconds()) : Math.floor(said.getTime() / 1_000);
    const row = { wa_id: this.phone, user_id: this.bsuid, category: "marketing_messages", value, timestamp };
    await this.delivers({ user_preferences: [row] }, "user_preferences");
  }

  /** One delivery of WhatsApp about this person. */
  async delivers(value: Record<string, unknown>, field = "messages"): Promise<void> {
    const contact = { profile: { name: this.name }, wa_id: this.phone, user_id: this.bsuid };
    const answer = await post(this.#means, delivery(this.#means, { contacts: [contact], ...value }, field));
    if (answer.statusCode !== 200) throw new Error(`webhook: ${answer.statusCode} ${answer.body}`);
    await this.#means.house.drain();
  }

  async conversationId(): Promise<string> {
    return (await this.#place()).conversation_id;
  }

  async contactId(): Promise<string> {
    return (await this.#place()).contact_id;
  }

  async identityId(): Promise<string> {
    return (await this.#place()).identity_id;
  }

  /** A step of consent with its proof, as the actions of consent/ will write it. */
  async consent(
    state: "asked" | "ambiguous" | "refused" | "granted" | "withdrawn" | "used",
    purpose: "advertising" | "contact" = "advertising",
  ): Promise<void> {
    const { identity_id, tenant_id } = await this.#place();
    const { ids, clock } = this.#means.house.deps;
    const place = { tenant_id, consent_event_id: ids.uuid(), identity_id, channel_kind: "whatsapp" } as const;
    const step = { purpose, state, at: clock.now(), method: "chat" };
    await this.#means.tx((tx) =>
      tx
        .insertInto("consent_event")
        .values({ ...place, ...step })
        .execute(),
    );
  }

  /** What the business knows of this person, where no screen writes it yet. */
  async is(facts: { employee_relation?: "none" | "staff" | "customer"; age?: "adult" | "minor" | "unknown" }) {
    const { contact_id } = await this.#place();
    await this.#means.tx((tx) => tx.updateTable("contact").set(facts).where("contact_id", "=", contact_id).execute());
  }

  #place() {
    return this.#means.tx((tx) =>
      tx
        .selectFrom("message as m")
        .innerJoin("conversation as c", "c.conversation_id", "m.conversation_id")
        .select(["c.tenant_id", "c.conversation_id", "c.contact_id", "c.identity_id"])
        .where("m.external_id", "=", this.last)
        .executeTakeFirstOrThrow(),
    );
  }

  #said(message: Record<string, unknown>) {
    wamids += 1;
    this.last = wamidOf(this.phone ?? this.bsuid ?? "", wamids);
    return { ...this.#from(), id: this.last, timestamp: this.#seconds(), ...message };
  }

  #from() {
    return { from: this.phone, from_user_id: this.bsuid };
  }

  #seconds(): string {
    return String(Math.floor(this.#means.house.clock.now().getTime() / 1_000));
  }
}

/** WhatsApp's envelope around a value. */
export function delivery({ phoneNumberId }: Means, value: Record<string, unknown>, field = "messages"): object {
  const metadata = { display_phone_number: "4930230012345", phone_number_id: phoneNumberId };
  const change = { field, value: { messaging_product: "whatsapp", metadata, ...value } };
  return { object: "whatsapp_business_account", entry: [{ id: "800100200300400", changes: [change] }] };
}

/** Posts a body to the business's webhook, signed with its secret as Meta does. */
export async function post(means: Means, body: object | Buffer): Promise<LightMyRequestResponse> {
  const payload = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const signature = createHmac("sha256", means.appSecret).update(payload).digest("hex");
  return await means.house.http.inject({
    method: "POST",
    url: `/webhooks/whatsapp/${means.accountId}`,
    headers: { host: means.host, "content-type": "application/json", "x-hub-signature-256": `sha256=${signature}` },
    payload,
  });
}
