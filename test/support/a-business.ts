import type { LightMyRequestResponse } from "fastify";
import type { ConversationRow, DraftMark } from "../../src/contract/conversations.ts";
import { InboxPage } from "../../src/contract/conversations.ts";
import { MessagePage, type MessageView, SendAnswer } from "../../src/contract/messages.ts";
import type { MessageClass } from "../../src/contract/policy.ts";
import { MetadataAnswer } from "../../src/contract/setup-papers.ts";
import { seedDemoBusiness } from "../../src/server/demo/seed-demo-business.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Caller, Role } from "../../src/server/platform/caller.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import type { App } from "../../src/server/platform/http.ts";
import { createTenant } from "../../src/server/tenants/create-tenant.action.ts";
import { Customer, type CustomerOf } from "./a-customer.ts";
import type { House } from "./house.ts";

export interface Business extends Opened {
  /** Members who act through a program with a token of their own. */
  readonly owner: Person;
  readonly office: Person;
  /** The second one in the office. */
  readonly uwe: Person;
  /** Somebody else of the demo's people, by name. */
  person(name: string): Promise<Person>;
  callerOf(role: Role): Promise<Caller>;
  /** Somebody who writes on WhatsApp. */
  customer(who?: Partial<CustomerOf>): Customer;
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export interface Reply {
  readonly text?: string;
  readonly messageClass?: MessageClass;
  readonly template?: { name: string; language: string; parameters: string[] };
  readonly dangerReason?: string;
  readonly draftMark?: DraftMark;
  readonly seenPosition?: number;
  readonly pressedPosition?: number;
  readonly clientId?: string;
  readonly replyTo?: string;
  readonly attachmentIds?: string[];
  readonly kind?: "offer" | "order_confirmation" | "invoice";
  readonly amountEUR?: number;
  readonly urgentRepair?: boolean;
  readonly personsReason?: string;
}

/** A member of the business who speaks HTTP. */
export class Person {
  readonly #house: House;
  readonly #host: string;
  readonly #token: string;
  readonly memberId: string;

  constructor(house: House, host: string, token: string, memberId: string) {
    this.#house = house;
    this.#host = host;
    this.#token = token;
    this.memberId = memberId;
  }

  async call(method: Method, path: string, body?: unknown): Promise<LightMyRequestResponse> {
    const headers = { host: this.#host, authorization: `Bearer ${this.#token}` };
    const payload = body === undefined ? {} : { payload: body as object };
    return await this.#house.http.inject({ method, url: path, headers, ...payload });
  }

  /** A body that is no JSON, as it goes over the wire. */
  async sendRaw(
    path: string,
    payload: Buffer,
    contentType: string,
    method: Method = "POST",
  ): Promise<LightMyRequestResponse> {
    const headers = { host: this.#host, authorization: `Bearer ${this.#token}`, "content-type": contentType };
    return await this.#house.http.inject({ method, url: path, headers, payload });
  }

  /** The same program at another business's address. */
  at(host: string): Person {
    return new Person(this.#house, host, this.#token, this.memberId);
  }

  /** Calls and insists on success. */
  async get(path: string): Promise<unknown> {
    return insist(await this.call("GET", path)).json();
  }

  async post(path: string, body: unknown = {}): Promise<unknown> {
    return insist(await this.call("POST", path, body)).json();
  }

  /** Writes to a customer; what may leave has left when this resolves. */
  async reply(conversationId: string, what: string | Reply): Promise<SendAnswer> {
    const answer = await this.write(conversationId, what);
    await this.#house.drain();
    return answer;
  }

  /** Writes to a customer; nothing has left yet. */
  async write(conversationId: string, what: string | Reply): Promise<SendAnswer> {
    const reply = typeof what === "string" ? { text: what } : what;
    const body = { clientId: this.#house.deps.ids.uuid(), ...reply };
    return SendAnswer.parse(await this.post(`/api/conversations/${conversationId}/messages`, body));
  }

  async thread(conversationId: string): Promise<MessageView[]> {
    return MessagePage.parse(await this.get(`/api/conversations/${conversationId}/messages?limit=200`)).items;
  }

  /** Hands a file in; `body` is the form as a browser writes it, with the boundary "b". */
  async upload(conversationId: string, body: string | Buffer): Promise<LightMyRequestResponse> {
    return await this.#house.http.inject({
      method: "POST",
      url: `/api/conversations/${conversationId}/attachments`,
      headers: {
        host: this.#host,
        authorization: `Bearer ${this.#token}`,
        "content-type": "multipart/form-data; boundary=b",
      },
      payload: typeof body === "string" ? Buffer.from(body) : body,
    });
  }

  async inbox(query = ""): Promise<ConversationRow[]> {
    return InboxPage.parse(await this.get(`/api/conversations?${query}`)).items;
  }

  async row(conversationId: string): Promise<ConversationRow> {
    const rows = await this.inbox("limit=200");
    const row = rows.find(({ id }) => id === conversationId);
    if (!row) throw new Error("not in the inbox");
    return row;
  }
}

function insist(response: LightMyRequestResponse): LightMyRequestResponse {
  if (response.statusCode >= 300) throw new Error(`${response.statusCode} ${response.body}`);
  return response;
}

/** What there is to know of a business that was opened, to speak with it later, from another process as well. */
export interface Opened {
  readonly tenantId: string;
  readonly host: string;
  readonly whatsappAccountId: string;
  readonly webchatAccountId: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly tokens: Readonly<Record<"owner" | "office" | "uwe", string>>;
}

const named = { owner: "Jörg Brandt (Demo)", office: "Sandra Krüger (Demo)", uwe: "Uwe Lindner (Demo)" } as const;

/**
 * Opens a business through the product's own actions: people, papers, notice, both channels live.
 * @param nth of this house: every number of Meta's belongs to one business
 */
export async function openBusiness(
  house: House,
  host: string,
  nth: number,
  before?: (app: App, deps: Deps, tenantId: string) => Promise<void>,
): Promise<Opened> {
  const { deps, keyring } = house;
  const phoneNumberId = `90010020030040${nth}`;
  const appSecret = `app-secret-${host}`;
  const tenantId = await createTenant(deps, keyring, { name: `Betrieb ${host}`, host, demo: true });
  // Which host is whose is remembered for a second.
  house.clock.advance(1_000);
  await before?.(house.http, deps, tenantId);
  const { whatsappAccountId, webchatAccountId } = await seedDemoBusiness(deps, tenantId, {
    whatsapp: {
      baseUrl: "http://127.0.0.1:9",
      phoneNumberId,
      wabaId: "800100200300400",
      accessToken: `access-token-${host}`,
      appSecret,
      verifyToken: `verify-token-${host}`,
      mediaHosts: "127.0.0.1:9",
    },
  });
  const tx: Business["tx"] = (work) => deps.db.withTenant(tenantId, work);
  await tx((t) => approveTemplates(t, tenantId, whatsappAccountId));
  const callers = await membersOf(tx, tenantId);
  const token = async (name: string) => (await createToken(deps, callerCalled(callers, name), "Testprogramm")).token;
  const tokens = { owner: await token(named.owner), office: await token(named.office), uwe: await token(named.uwe) };
  return { tenantId, host, whatsappAccountId, webchatAccountId, phoneNumberId, appSecret, tokens };
}

/** Speaks with a business that was opened in this house. */
export async function businessOf(house: House, opened: Opened): Promise<Business> {
  const { deps } = house;
  const { tenantId, host, whatsappAccountId, phoneNumberId, appSecret, tokens } = opened;
  const tx: Business["tx"] = (work) => deps.db.withTenant(tenantId, work);
  const callers = await membersOf(tx, tenantId);
  const known = (who: keyof typeof named) =>
    new Person(house, host, tokens[who], callerCalled(callers, named[who]).memberId);
  const means = { house, host, accountId: whatsappAccountId, phoneNumberId, appSecret, tx };
  return {
    ...opened,
    owner: known("owner"),
    office: known("office"),
    uwe: known("uwe"),
    async person(name) {
      const caller = callerCalled(callers, name);
      const { token } = await createToken(deps, caller, "Testprogramm");
      return new Person(house, host, token, caller.memberId);
    },
    callerOf: (role) => {
      const caller = callers.find((one) => one.role === role);
      return caller ? Promise.resolve(caller) : Promise.reject(new Error("nobody in this role"));
    },
    customer: (who) => new Customer(means, who),
    tx,
  };
}

function callerCalled(callers: readonly Caller[], name: string): Caller {
  const caller = callers.find((one) => one.name === name);
  if (!caller) throw new Error(`nobody called ${name}`);
  return caller;
}

async function membersOf(tx: Business["tx"], tenantId: string): Promise<Caller[]> {
  const rows = await tx((t) => t.selectFrom("member").select(["member_id", "name", "role"]).execute());
  return rows.map((row) => ({
    tenantId,
    memberId: row.member_id,
    name: row.name,
    role: row.role as Role,
    kind: "session",
    sessionId: null,
    deviceId: null,
    steppedUpAt: null,
  }));
}

/** What Meta has approved for this number; the sync itself is tested beside its file. */
async function approveTemplates(tx: Tx, tenantId: string, accountId: string): Promise<void> {
  const row = { tenant_id: tenantId, account_id: accountId, language: "de", status: "APPROVED" };
  const bodies = [
    { name: "termin", category: "utility", body: "Ihr Termin ist am {{1}}. Passt das?", parameters: 1 },
    {
      name: "aktion",
      category: "marketing",
      body: "Brandt Haustechnik: Diese Woche 20 % Rabatt auf {{1}}. Keine Werbung mehr? Schreiben Sie STOPP.",
      parameters: 1,
    },
  ];
  await tx
    .insertInto("channel_template")
    .values(bodies.map((body) => ({ ...row, ...body })))
    .execute();
}

/** The owner decides that WhatsApp's read ticks are kept; as shipped they are thrown away (MD-2). */
export async function keepReadStatus({ owner }: Business): Promise<void> {
  const { profiles } = MetadataAnswer.parse(await owner.get("/api/setup/metadata"));
  const fields = profiles.find(({ channel }) => channel === "whatsapp")?.fields;
  insist(await owner.call("PUT", "/api/setup/metadata/whatsapp", { ...fields, readStatusKept: true }));
}

/** A template a member picks. */
export const termin = (when: string) => ({ template: { name: "termin", language: "de", parameters: [when] } });
/** Advertising in an approved template, with the way to stop it. */
export const aktion = (what = "Thermostate"): Reply => ({
  messageClass: "advertising",
  template: { name: "aktion", language: "de", parameters: [what] },
});
