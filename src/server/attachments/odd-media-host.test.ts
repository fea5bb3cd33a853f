import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestDeps, testDeps } from "../../../test/support/database.ts";
import type { Channel, MediaRef } from "../channels/channel.ts";
import { type FakeGraph, startFakeGraph } from "../channels/whatsapp/fake-graph.contract.ts";
import { createWhatsAppChannel } from "../channels/whatsapp/whatsapp.adapter.ts";
import { resolveSenders } from "../contacts/resolve-senders.action.ts";
import { appendMessages } from "../conversations/append-messages.action.ts";
import { day } from "../platform/instant.ts";
import { createGuardedFetch } from "../platform/network/guarded-fetch.ts";
import { fetchMedia } from "./fetch-media.job.ts";
import { registerInboundMedia } from "./register-inbound-media.action.ts";

/** From the job to the row, against a media host that does what no good one does. */

let t: TestDeps;
let graph: FakeGraph;
let photo: Buffer;
let channel: Channel;
let strangers = 0;
const stranger = createServer((_, answer) => {
  strangers += 1;
  answer.end("hier");
});
const account = { accountId: "", kind: "whatsapp" as const };

beforeAll(async () => {
  t = await testDeps();
  graph = await startFakeGraph();
  await new Promise<void>((done) => stranger.listen(0, "127.0.0.1", done));
  account.accountId = t.deps.ids.uuid();
  await t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .insertInto("channel_account")
      .values({
        tenant_id: t.tenantId,
        account_id: account.accountId,
        kind: account.kind,
        label: "",
        state: "live",
        created_at: t.clock.now(),
      })
      .execute(),
  );
  photo = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#a33" } })
    .jpeg()
    .toBuffer();
  const whatsapp = createWhatsAppChannel({ fetch: createGuardedFetch({ allowPrivate: [graph.host] }) });
  const { baseUrl, host: mediaHosts } = graph;
  const credentials = { baseUrl, mediaHosts, phoneNumberId: "900100200300400", accessToken: "demo-token" };
  channel = { ...whatsapp, fetchMedia: (ref, _, most) => whatsapp.fetchMedia(ref, credentials, most) };
});
afterAll(async () => {
  graph.close();
  stranger.close();
  await t.close();
});

interface Host {
  /** The address Meta names. */
  readonly at?: string;
  /** The length Meta names. */
  readonly size?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** One answer after the other to the second question; the last one from then on. */
function hostSays(...turns: Host[]): void {
  let asked = 0;
  graph.onGet((path, _, answer) => {
    const turn = turns[Math.min(asked, turns.length - 1)] ?? {};
    if (path.startsWith("/v25.0/"))
      return answer.end(JSON.stringify({ url: turn.at ?? `${graph.baseUrl}/file`, file_size: turn.size }));
    asked += 1;
    return answer.writeHead(turn.status ?? 200, turn.headers).end(turn.body ?? photo);
  });
}

/** A file, usually a photo, whose webhook named no digest, as it does not have to. */
async function pending(ref: MediaRef = { media: "image", id: "700000000000001", mimeType: "image/jpeg" }) {
  const { attachmentId } = await t.deps.db.withTenant(t.tenantId, async (tx) => {
    const at = { tenantId: t.tenantId, ...account };
    const [who] = await resolveSenders(t.deps, tx, at, [{ addresses: [{ kind: "phone", value: "4915100000001" }] }]);
    if (!who) throw new Error("no sender");
    const [message] = await appendMessages(t.deps, tx, at, [
      { ...who, direction: "in", stored: { content: { type: "text", text: "Foto" } }, sentAt: t.clock.now() },
    ]);
    if (!message) throw new Error("no message");
    const { key: contactKey } = who;
    const media = { tenantId: t.tenantId, contactKey, contactId: contactKey.contactId, ordinal: 0, ref };
    const { messageId } = message;
    return { attachmentId: await registerInboundMedia(t.deps, tx, { ...media, messageId }) };
  });
  return { tenantId: t.tenantId, attachmentId };
}

const fetchOnce = (file: Awaited<ReturnType<typeof pending>>) =>
  fetchMedia(
    t.deps,
    () => channel,
    () => Promise.resolve(true),
    file,
  );

const rowOf = ({ attachmentId }: { attachmentId: string }) =>
  t.deps.db.withTenant(t.tenantId, (tx) =>
    tx
      .selectFrom("attachment")
      .select(["state", "why_gone", "mime_type", "media"])
      .where("attachment_id", "=", attachmentId)
      .executeTakeFirstOrThrow(),
  );

const elsewhere = () => `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/file`;

test.each<[string, () => Host]>([
  ["sends on to another host", () => ({ status: 302, headers: { location: elsewhere() } })],
  ["sends on into this machine", () => ({ status: 307, headers: { location: "http://127.0.0.1:5432/" } })],
  ["sends on to itself", () => ({ status: 301, headers: { location: `${graph.baseUrl}/file` } })],
  ["sends more than was announced", () => ({ size: photo.length - 1 })],
  ["sends nothing at all", () => ({ body: new Uint8Array() })],
  ["sends a page that says it is being repaired", () => ({ body: Buffer.from("\n<!DOCTYPE html><p>Wartung") })],
  ["asks for a key that was just given", () => ({ status: 401 })],
  ["knows no link, the new one either", () => ({ status: 404 })],
])(
  "a host that %s is asked again; once it is well the photo is there, and otherwise it says so after seven days",
  async (_, says) => {
    const [later, never] = [await pending(), await pending()];
    hostSays(says());
    await expect(fetchOnce(later)).rejects.toThrow("did not hand over");
    await expect(fetchOnce(never)).rejects.toThrow("did not hand over");
    expect((await rowOf(later)).state).toBe("pending");
    hostSays({});
    await fetchOnce(later);
    expect(await rowOf(later)).toMatchObject({ state: "stored", mime_type: "image/jpeg" });
    hostSays(says());
    t.clock.advance(7 * day + 1);
    await fetchOnce(never);
    expect(await rowOf(never)).toMatchObject({ state: "gone", why_gone: expect.stringContaining("sieben Tage") });
    expect(strangers).toBe(0);
  },
);

test("a link that has run out is replaced in the same try", async () => {
  const file = await pending();
  hostSays({ status: 404 }, {});
  await fetchOnce(file);
  expect((await rowOf(file)).state).toBe("stored");
});

test.each([() => elsewhere(), () => "http://127.0.0.1:5432/", () => "https://169.254.169.254/latest"])(
  "an address that is not WhatsApp's is never called, and the conversation says why (%#)",
  async (at) => {
    const file = await pending();
    hostSays({ at: at() });
    await fetchOnce(file);
    expect(await rowOf(file)).toMatchObject({ state: "gone", why_gone: expect.stringContaining("nicht zu WhatsApp") });
    expect(strangers).toBe(0);
  },
);

test("what a host calls a page is a photo when it is one", async () => {
  const mislabelled = await pending();
  hostSays({ headers: { "content-type": "text/html" } });
  await fetchOnce(mislabelled);
  expect(await rowOf(mislabelled)).toMatchObject({ state: "stored", media: "image" });
});

test("a page that a customer sent as a file is one", async () => {
  const sent = await pending({ media: "document", id: "700000000000001", mimeType: "text/html" });
  hostSays({ body: Buffer.from("<html>Angebot</html>") });
  await fetchOnce(sent);
  expect(await rowOf(sent)).toMatchObject({ state: "stored", media: "document" });
});
