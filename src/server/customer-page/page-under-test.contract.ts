import { expect } from "vitest";
import type { Message } from "../../../db/types.ts";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import { securedHttp } from "../../../test/support/secured-http.ts";
import { customerLimits } from "../../contract/customer-limits.ts";
import { readIncoming } from "../attachments/read-incoming.action.ts";
import { addWebchat } from "../channels/add-webchat.action.ts";
import { createWebchat } from "../channels/webchat/webchat.adapter.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendMessages } from "../conversations/append-messages.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { createFeed } from "../events/follow-feed.action.ts";
import type { Tx } from "../platform/db.ts";
import type { BodyTime } from "../platform/http/body-time.ts";
import type { App } from "../platform/http.ts";
import { loadAssets } from "./assets.adapter.ts";
import { customerPageRoutes } from "./customer-page.routes.ts";

export interface PageUnderTest extends TestDeps {
  readonly app: App;
  readonly accountId: string;
  /** Opens a real port for a real browser; returns the address. */
  listen(): Promise<string>;
  /** Sends a form as a browser without a script does. */
  post(path: string, fields: Readonly<Record<string, string>>, options?: PostOptions): Promise<Answer>;
  /** Sends one file in blocks as the page's script does; the answer to the last step. */
  sendBlocks(upload: BlockUpload): Promise<Answer>;
  get(path: string, cookie?: string): Promise<Answer>;
  /** The firm writes into the newest conversation, past the policy: only what the customer's page does with it counts. */
  firmWrites(
    text: string,
    as?: { direction?: "out" | "note"; state?: Message["state"] },
  ): Promise<{ messageId: string; conversationId: string }>;
  /** A first message; the cookie it brought. */
  firstMessage(fields?: Readonly<Record<string, string>>): Promise<string>;
}

interface BlockUpload {
  readonly cookie: string;
  readonly messageId: string;
  readonly ordinal: number;
  readonly bytes: Buffer;
  readonly upload?: string;
  /** Blocks left out, as if they had got lost. */
  readonly lose?: readonly number[];
}

/** What `inject` gives back. */
type Answer = Awaited<ReturnType<App["inject"]>>;

interface PostOptions {
  readonly cookie?: string | undefined;
  readonly files?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
  readonly origin?: string;
}

export const origin = "http://localhost:8080";
let key = 0;
/** A new form key, as the page carries it. */
export function formKey(): string {
  key += 1;
  return `pruefschluessel-${String(key).padStart(12, "0")}`;
}

/** The whole customer page over HTTP on a real database: business "Demo Haustechnik", page /k/web, open. */
export async function pageUnderTest(fields: object = {}, limits?: BodyTime): Promise<PageUnderTest> {
  const bare = await testDeps();
  let address = origin;
  const t = { ...bare, deps: { ...bare.deps, publicUrl: () => address } };
  const feed = createFeed(t.deps);
  const webchat = createWebchat((tenantId, id) => readIncoming(t.deps, tenantId, id));
  const app = await securedHttp(t.deps, () => Promise.resolve(t.tenantId), limits);
  customerPageRoutes(app, t.deps, { assets: await loadAssets(), webchat, feed });
  const accountId = await t.deps.db.withTenant(t.tenantId, async (tx) => {
    const id = await addWebchat(t.deps, tx, t.tenantId, { slug: "web", fields });
    await tx.updateTable("channel_account").set({ state: "live" }).where("account_id", "=", id).execute();
    return id;
  });
  const post: PageUnderTest["post"] = (url, given, options = {}) => {
    const { headers, payload } = multipart(given, options.files ?? []);
    const cookies = options.cookie === undefined ? {} : { cookie: options.cookie };
    return app.inject({
      method: "POST",
      url,
      payload,
      headers: { ...headers, ...cookies, origin: options.origin ?? origin },
    });
  };
  return {
    ...t,
    app,
    accountId,
    async listen() {
      const { port } = new URL(await app.listen({ port: 0, host: "127.0.0.1" }));
      address = `http://localhost:${port}`;
      return address;
    },
    post,
    sendBlocks: (upload) => sendBlocks(app, upload),
    get: (url, cookie) => app.inject({ method: "GET", url, headers: cookie === undefined ? {} : { cookie } }),
    firmWrites: (text, as = {}) => t.deps.db.withTenant(t.tenantId, (tx) => firmWrites(t, tx, accountId, text, as)),
    async firstMessage(given = {}) {
      const answer = await post("/k/web", { ...helga(), ...given });
      expect(answer.statusCode).toBe(303);
      return cookieOf(answer);
    },
    async close() {
      await app.close();
      feed.stop();
      await bare.close();
    },
  };
}

async function firmWrites(
  { deps, tenantId }: TestDeps,
  tx: Tx,
  accountId: string,
  text: string,
  { direction = "out", state = "sent" }: { direction?: "out" | "note"; state?: Message["state"] },
) {
  const to = await tx.selectFrom("conversation").selectAll().orderBy("number", "desc").executeTakeFirstOrThrow();
  const key = (await openContactKeys(deps.seal, tx, tenantId, [to.contact_id])).get(to.contact_id);
  if (!key) throw new Error("no key");
  const account = { tenantId, accountId, kind: "webchat" } as const;
  const messageId = deps.ids.uuid();
  const who = { messageId, externalId: messageId, identityId: to.identity_id, contactId: to.contact_id, key };
  const stored = { content: { type: "text", text } } as const;
  const [message] = await appendMessages(deps, tx, account, [{ ...who, direction, stored, sentAt: deps.clock.now() }]);
  if (!message) throw new Error("not written");
  if (direction === "out") {
    await tx.updateTable("message").set({ state }).where("message_id", "=", messageId).execute();
    await passOutbox(deps, tx, { tenantId, messageId, conversationId: message.conversationId, accountId });
  }
  await appendEvents(deps, tx, tenantId, [{ kind: "message-sent", messageId, conversationId: message.conversationId }]);
  return message;
}

async function sendBlocks(app: App, { cookie, messageId, ordinal, bytes, upload = formKey(), lose = [] }: BlockUpload) {
  const size = customerLimits.blockBytes;
  const blocks = Math.ceil(bytes.length / size);
  for (let block = 0; block < blocks; block++) {
    if (lose.includes(block)) continue;
    const url = `/api/customer/web/uploads/${upload}/${block}`;
    const headers = { cookie, origin, "content-type": "application/octet-stream" };
    const kept = await app.inject({
      method: "PUT",
      url,
      headers,
      payload: bytes.subarray(block * size, (block + 1) * size),
    });
    expect(kept.statusCode).toBe(204);
  }
  const payload = { upload, blocks, name: "a.jpg", type: "image/jpeg", messageId, ordinal };
  return app.inject({ method: "POST", url: "/api/customer/web/files", headers: { cookie, origin }, payload });
}

/** The traces a send leaves: without them a receipt belongs to nothing. */
async function passOutbox(
  { ids, clock }: TestDeps["deps"],
  tx: Tx,
  {
    tenantId,
    messageId,
    conversationId,
    accountId,
  }: Record<"tenantId" | "messageId" | "conversationId" | "accountId", string>,
) {
  const at = clock.now();
  const row = { tenant_id: tenantId, decision_id: ids.uuid() };
  const verdict = {
    verdict: "allow" as const,
    rules: [],
    requires: [],
    why_de: "",
    ruleset_version: "test",
    facts: "{}",
    facts_hash: Buffer.alloc(32),
  };
  await tx
    .insertInto("decision")
    .values({ ...row, ...verdict, at, actor_kind: "server", action: "send" })
    .execute();
  const place = { message_id: messageId, conversation_id: conversationId, account_id: accountId };
  await tx
    .insertInto("outbox")
    .values({ ...row, ...place, state: "sent", not_before: at, queued_at: at })
    .execute();
}

/** What a customer types; a demo person. */
export const helga = () => ({
  formKey: formKey(),
  text: "Heizung geht nicht an",
  name: "Helga Seidel",
  reach: "0371 5550123",
});

/** The cookie of an answer as the next request sends it. */
export function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const set = [answer.headers["set-cookie"]].flat().map(String);
  return set.map((one) => one.split(";")[0]).join("; ");
}

function multipart(fields: Readonly<Record<string, string>>, files: NonNullable<PostOptions["files"]>) {
  const boundary = "----pruefgrenze";
  const parts = Object.entries(fields).map(([name, value]) =>
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
  );
  for (const { name, type, bytes } of files) {
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`;
    parts.push(Buffer.concat([Buffer.from(head), bytes, Buffer.from("\r\n")]));
  }
  const payload = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
  const headers = {
    "content-type": `multipart/form-data; boundary=${boundary}`,
    "content-length": String(payload.length),
  };
  return { payload, headers };
}
