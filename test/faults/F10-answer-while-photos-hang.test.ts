import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { buildApp, type RunningApp } from "../../src/app.ts";
import { readIncoming } from "../../src/server/attachments/read-incoming.action.ts";
import type { Channels, MediaOutcome } from "../../src/server/channels/channel.ts";
import { createWebchat } from "../../src/server/channels/webchat/webchat.adapter.ts";
import { type Business, businessOf } from "../support/a-business.ts";
import type { Customer } from "../support/a-customer.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { noNetwork } from "../support/fake-channel.ts";
import { leftFor } from "../support/fourth-lock.ts";

/** F10: WhatsApp's host of photos takes the question and says nothing; whoever waits for an answer does not notice. */

let app: TestApp;
let other: Business;
let running: RunningApp | undefined;
beforeAll(async () => {
  app = await buildTestApp();
  other = await app.addBusiness("kern.example");
});
afterEach(async () => {
  // Else a free hand would ask for the next photo, and whoever stops would wait for that one.
  await noJobs();
  letGo();
  await running?.stop();
  running = undefined;
  await noJobs();
});
const noJobs = () => app.deps.db.pool.query("DELETE FROM graphile_worker._private_jobs");
afterAll(() => app.stop());

/** What the host was asked for, in this order, and who is still waiting for it. */
let asked: string[] = [];
let waiting = new Map<string, (outcome: MediaOutcome) => void>();
function letGo(): void {
  for (const end of waiting.values()) end({ kind: "unreachable" });
  asked = [];
  waiting = new Map();
}

/** The server with everything it does by itself, and a host that answers when the test says so. */
async function switchOn(): Promise<(business: Business) => Promise<Business>> {
  const fetchMedia = ({ id }: { readonly id: string }) =>
    new Promise<MediaOutcome>((answer) => {
      asked.push(id);
      waiting.set(id, answer);
    });
  const webchat = createWebchat((tenantId, id) => readIncoming(app.deps, tenantId, id));
  const channels: Channels = { whatsapp: { ...app.whatsapp, fetchMedia }, webchat };
  const server = await buildApp(app.deps, { channels, fetch: noNetwork, pages: false });
  running = server;
  return (business) => businessOf({ ...app, http: server.http, drain: async () => {} }, business);
}

/** The host answers one of the questions. */
function answer(id: string | undefined, outcome: MediaOutcome = { kind: "unreachable" }): void {
  waiting.get(id ?? "")?.(outcome);
  waiting.delete(id ?? "");
}

const pending = ({ tx }: Business) =>
  tx((rows) => rows.selectFrom("attachment").select("attachment_id").where("state", "=", "pending").execute());

async function sendsPhotos(who: Customer, ids: readonly string[]): Promise<void> {
  for (const id of ids) await who.sends({ type: "image", image: { id, mime_type: "image/jpeg" } });
}
const numbers = (from: number, many: number) => Array.from({ length: many }, (_, n) => String(from + n));

test("an answer leaves while every photo that was asked for still hangs", async () => {
  const firm = await (await switchOn())(app.firm);
  const who = firm.customer();
  await sendsPhotos(who, numbers(7001, 12));
  await expect.poll(() => asked.length).toBeGreaterThanOrEqual(4);
  await expect.poll(async () => (await pending(firm)).length).toBe(12);
  const id = await who.conversationId();
  await firm.office.write(id, "Wir kommen um zehn.");
  await expect.poll(() => leftFor(app, who).map(({ text }) => text)).toContain("Wir kommen um zehn.");
  const photos = (await firm.office.thread(id)).flatMap(({ attachments }) => attachments);
  expect(photos.map(({ state }) => state)).toEqual(Array.from({ length: 12 }, () => "pending"));
  expect(waiting.size).toBe(asked.length);
});

test("a business with many photos at a dead host does not stand before the one photo of another business", async () => {
  const speak = await switchOn();
  const [many, one] = [await speak(app.firm), await speak(other)];
  await sendsPhotos(many.customer(), numbers(7101, 12));
  await expect.poll(() => asked.length).toBe(4);
  await sendsPhotos(one.customer(), ["7201"]);
  const isThere = async () => (await pending(one)).length;
  await expect.poll(isThere).toBe(1);
  answer(asked[0]);
  await expect.poll(() => asked[4]).toBe("7201");
});

test("a server that is stopped waits for no photo, and the next one asks for it again", async () => {
  const firm = await (await switchOn())(app.firm);
  const who = firm.customer();
  await sendsPhotos(who, ["7301"]);
  await expect.poll(() => asked).toEqual(["7301"]);
  // Sooner than the host may take, or the test's time is over.
  await running?.stop();
  const { rows } = await app.deps.db.pool.query(
    "SELECT locked_by, attempts FROM graphile_worker.jobs WHERE task_identifier = 'fetch-media'",
  );
  expect(rows).toEqual([{ locked_by: null, attempts: 0 }]);
  letGo();
  const again = await (await switchOn())(app.firm);
  await expect.poll(() => asked).toEqual(["7301"]);
  answer("7301", { kind: "gone", whyDe: "WhatsApp hat die Datei nicht mehr." });
  const states = async () => (await again.office.thread(await who.conversationId())).flatMap((m) => m.attachments);
  await expect.poll(states).toMatchObject([{ state: "gone" }]);
});
