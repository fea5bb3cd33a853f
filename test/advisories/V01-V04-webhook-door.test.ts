import { createHmac } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { hour } from "../../src/server/platform/instant.ts";
import { Visitor } from "../support/a-visitor.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { deliveriesOf } from "../support/deliveries.ts";

/**
 * V01 and V23 at the door itself: unsigned and wrongly signed deliveries leave no row (Chatwoot GHSA-7rw7-pc8v-mrr3),
 * a channel without a secret takes nothing, and a customer's visit opens nothing of the staff's.
 */
let app: TestApp;
const warned = vi.fn();
beforeAll(async () => {
  app = await buildTestApp({ log: { info() {}, warn: warned, error() {} } });
});
afterAll(() => app.stop());

const body = '{"object":"whatsapp_business_account","entry":[]}';
const sign = (secret: string, what = body, how = "sha256") =>
  `${how}=${createHmac(how, secret).update(what).digest("hex")}`;
const rows = () => app.sql(deliveriesOf);
const knock = (
  headers: Record<string, string>,
  account = app.firm.whatsappAccountId,
  kind = "whatsapp",
  payload = body,
) =>
  app.http.inject({
    method: "POST",
    url: `/webhooks/${kind}/${account}`,
    payload,
    headers: { "content-type": "application/json", ...headers },
  });

test("nothing unsigned, wrongly signed or signed by somebody else is taken", async () => {
  const good = sign(app.firm.appSecret);
  const name = "x-hub-signature-256";
  const wrong: Record<string, string>[] = [
    {},
    { [name]: "" },
    { [name]: good.slice(0, -1) },
    { [name]: good.replace("sha256=", "") },
    { [name]: sign(app.firm.appSecret, body, "sha1") },
    { "x-hub-signature": sign(app.firm.appSecret, body, "sha1") },
    { [name]: sign("another secret") },
    { [name]: sign(app.firm.appSecret, `${body} `) },
    { [name]: sign("") },
  ];
  for (const headers of wrong) {
    const { statusCode, body: answer } = await knock(headers);
    expect([statusCode, JSON.parse(answer).code]).toEqual([401, "bad-signature"]);
  }
  expect(
    (await knock({ [name]: good }, app.firm.whatsappAccountId, "whatsapp", body.replace("business", "busines5")))
      .statusCode,
  ).toBe(401);
  expect(await rows()).toEqual({ accepted: 0, laidOut: 0 });
  // A secret that was mistyped keeps everything out: who runs the machine hears of it, once an hour.
  const { tenantId, whatsappAccountId: accountId } = app.firm;
  const refusal = ["webhook signature refused: is the app secret right?", { tenantId, accountId }];
  expect(warned.mock.calls).toEqual([refusal]);
  app.clock.advance(hour);
  await knock({ [name]: sign("another secret") });
  expect(warned.mock.calls).toEqual([refusal, refusal]);
  expect((await knock({ [name]: good })).statusCode).toBe(200);
  await expect.poll(rows).toEqual({ accepted: 0, laidOut: 1 });
  // Byte for byte the same once more is the same delivery.
  expect((await knock({ [name]: good })).statusCode).toBe(200);
  await expect.poll(rows).toEqual({ accepted: 0, laidOut: 1 });
});

test("an unknown address, another kind and the page's own channel look like a wrong signature", async () => {
  const headers = { "x-hub-signature-256": sign(app.firm.appSecret) };
  for (const account of [app.deps.ids.uuid(), app.firm.webchatAccountId, "x", "..%2f"])
    expect((await knock(headers, account)).statusCode).toBe(401);
  // The page has no secret that could be wrong: whoever runs the machine is not sent to look for one.
  expect(warned.mock.calls).not.toContainEqual([
    expect.any(String),
    expect.objectContaining({ accountId: app.firm.webchatAccountId }),
  ]);
});

/** How Meta asks, before it delivers anything, whether this address is meant. */
async function handshake(changes: Record<string, string | undefined> = {}, account = app.firm.whatsappAccountId) {
  const asked = {
    "hub.mode": "subscribe",
    "hub.verify_token": `verify-token-${app.firm.host}`,
    "hub.challenge": "1158201444",
    ...changes,
  };
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const url = `/webhooks/whatsapp/${account}?${new URLSearchParams(query as Record<string, string>)}`;
  const { statusCode, body: answer } = await app.http.inject({ method: "GET", url });
  return [statusCode, statusCode === 200 ? answer : ""];
}

test("Meta's handshake is answered with the bare challenge, and with nothing where token, mode or address is wrong", async () => {
  expect(await handshake()).toEqual([200, "1158201444"]);
  for (const changes of [
    { "hub.verify_token": `verify-token-${app.firm.host.toUpperCase()}` },
    { "hub.verify_token": "" },
    { "hub.mode": "unsubscribe" },
  ])
    expect(await handshake(changes)).toEqual([401, ""]);
  for (const missing of ["hub.mode", "hub.verify_token", "hub.challenge"])
    expect(await handshake({ [missing]: undefined })).toEqual([400, ""]);
  // One has no token at all, the other is nobody's.
  for (const account of [app.firm.webchatAccountId, app.deps.ids.uuid()]) {
    expect(await handshake({}, account)).toEqual([401, ""]);
    expect(await handshake({ "hub.verify_token": "" }, account)).toEqual([401, ""]);
  }
});

test("a channel without a secret takes nothing: closed, not open, also after the clock was put back", async () => {
  const before = await rows();
  app.clock.advance(hour);
  expect(await handshake()).toEqual([200, "1158201444"]);
  await app.sql((tx) =>
    tx
      .updateTable("channel_account")
      .set({ credentials: null })
      .where("account_id", "=", app.firm.whatsappAccountId)
      .execute(),
  );
  app.clock.advance(-hour);
  for (const secret of [app.firm.appSecret, ""])
    expect((await knock({ "x-hub-signature-256": sign(secret) })).statusCode).toBe(401);
  expect(await rows()).toEqual(before);
});

test("a customer's visit opens nothing of the staff's, and a program's token nothing of a customer's", async () => {
  const visitor = new Visitor(app);
  await visitor.writes("Heizung kalt");
  const [row] = await app.firm.office.inbox("channel=webchat");
  for (const path of ["/api/me", "/api/conversations", `/api/conversations/${row?.id}/messages`, "/api/events?after=0"])
    expect((await visitor.get(path)).statusCode).toBe(401);
  expect((await app.firm.office.call("GET", "/api/customer/web/talk")).statusCode).toBe(404);
});

test("of a delivery to an address nobody has no byte is waited for", async () => {
  const { port } = new URL(await app.http.listen({ port: 0, host: "127.0.0.1" }));
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(
    `POST /webhooks/whatsapp/${app.deps.ids.uuid()} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 3000000\r\n\r\n`,
  );
  const [answer] = await once(socket, "data");
  socket.destroy();
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
});
