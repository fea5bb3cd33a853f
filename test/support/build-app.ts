import type { QueryResult } from "pg";
import { expect } from "vitest";
import { buildApp, type RunningApp } from "../../src/app.ts";
import { readIncoming } from "../../src/server/attachments/read-incoming.action.ts";
import type { Channel } from "../../src/server/channels/channel.ts";
import { createWebchat } from "../../src/server/channels/webchat/webchat.adapter.ts";
import type { Tx } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import type { App } from "../../src/server/platform/http.ts";
import type { Log } from "../../src/server/platform/log.ts";
import { tasks } from "../../src/tasks.ts";
import { type Business, businessOf, type Opened, openBusiness } from "./a-business.ts";
import { type KeptBrowser, ownerBrowser, TestBrowser } from "./access-app.ts";
import { type ClosedHouse, emptyDeps, madeOnce, type TestDeps } from "./database.ts";
import { type FakeWhatsApp, fakeWhatsApp, type Left, noNetwork, recording } from "./fake-channel.ts";
import type { FakeClock } from "./fake-clock.ts";

/**
 * The real app over a database of its own: real HTTP, real sealing, real WhatsApp signatures and parsing, a clock
 * that stands still, channels that write down what left the house. Time passes only when a test says so.
 */
export interface TestApp {
  readonly deps: Deps;
  readonly clock: FakeClock;
  readonly http: App;
  readonly keyring: TestDeps["keyring"];
  readonly url: string;
  /** Everything that left the house, on any channel, in the order in which it left. */
  readonly left: Left[];
  readonly whatsapp: FakeWhatsApp;
  /** The first business; open, with all papers in order. */
  readonly firm: Business;
  /** Another business in the same installation, under a host of its own. */
  addBusiness(host: string): Promise<Business>;
  /** Works until nobody has anything to do any more: deliveries are read, jobs that are due are done. */
  drain(): Promise<void>;
  /** Lets time pass, then everything that came due is done, the minute's work included. */
  pass(ms: number): Promise<void>;
  /** Rows of the first business. */
  sql<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface TestAppOptions {
  /** Host name of the first business. */
  readonly host?: string;
  readonly log?: Log;
}

interface HouseOptions extends TestAppOptions {
  /** Runs when the first business exists but has nothing yet: the moment in which its first owner may enrol. */
  readonly before?: (app: App, deps: Deps, tenantId: string) => Promise<void>;
}

// These two ask the internet; journeys have none, and what they would find is put in place by hand.
const outside = new Set(["check-imprint", "sync-templates"]);

export async function buildTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  return (await openHouse(options, options.host === undefined ? await keptHouse("usual") : undefined)).app;
}

/** The same, and the first owner of the business, signed in on a device. */
export async function buildOwnedApp(): Promise<{ readonly app: TestApp; readonly owner: TestBrowser }> {
  const from = await keptHouse("owned");
  const { app } = await openHouse({}, from);
  return { app, owner: new TestBrowser(app.http, app.deps, from.owner) };
}

/** A house tests begin in, as its first business was opened in it. */
interface Kept {
  readonly closed: ClosedHouse;
  readonly opened: Opened;
  readonly owner?: KeptBrowser | undefined;
}

const houses = new Map<string, Promise<Kept>>();

/** Opened once a run, by whichever worker needs it first; every test goes on from a copy. */
function keptHouse(kind: "usual" | "owned"): Promise<Kept> {
  const known = houses.get(kind) ?? madeOnce(`${kind}-house`, () => makeHouse(kind));
  houses.set(kind, known);
  return known;
}

async function makeHouse(kind: "usual" | "owned"): Promise<Kept> {
  let owner: TestBrowser | undefined;
  const before: HouseOptions["before"] = async (http, deps, tenantId) => {
    owner = await ownerBrowser(http, { deps, tenantId });
  };
  const { app, leave } = await openHouse(kind === "owned" ? { before } : {});
  const { tenantId, host, whatsappAccountId, webchatAccountId, phoneNumberId, appSecret, tokens } = app.firm;
  const opened = { tenantId, host, whatsappAccountId, webchatAccountId, phoneNumberId, appSecret, tokens };
  return { opened, closed: await leave(), owner: owner?.kept() };
}

async function openHouse(
  options: HouseOptions,
  from?: Kept,
): Promise<{ readonly app: TestApp; leave(): Promise<ClosedHouse> }> {
  const t = await emptyDeps(from?.closed);
  const deps: Deps = options.log === undefined ? t.deps : { ...t.deps, log: options.log };
  const left: Left[] = [];
  const whatsapp = fakeWhatsApp(t.clock, left);
  const webchat: Channel = createWebchat((tenantId, id) => readIncoming(deps, tenantId, id));
  const channels = { whatsapp, webchat: recording(webchat, t.clock, left) };
  const running: RunningApp = await buildApp(deps, { channels, fetch: noNetwork, pages: false, background: false });
  const work = tasks(deps, channels, noNetwork);
  const businesses: Business[] = [];

  const drain = async () => {
    do {
      for (const { tenantId } of businesses)
        if (await someDeliveryWaits(deps, tenantId)) await running.ingest.drain(tenantId);
    } while ((await doDueJobs(deps, work)) > 0);
  };
  const house = { deps, keyring: t.keyring, clock: t.clock, http: running.http, drain };
  const speakWith = async (opened: Opened) => {
    const business = await businessOf(house, opened);
    businesses.push(business);
    return business;
  };
  const addBusiness = async (host: string) => {
    const before = businesses.length === 0 ? options.before : undefined;
    const business = await speakWith(await openBusiness(house, host, businesses.length + 1, before));
    // Which host is whose is remembered for a second.
    t.clock.advance(1_000);
    await drain();
    return business;
  };
  const firm = from ? await speakWith(from.opened) : await addBusiness(options.host ?? "localhost");
  const app: TestApp = {
    ...house,
    url: t.url,
    left,
    whatsapp,
    firm,
    addBusiness,
    async pass(ms) {
      t.clock.advance(ms);
      await work.minute?.({});
      await work["refill-search"]?.({});
      await drain();
    },
    sql: (ask) => deps.db.withTenant(firm.tenantId, ask),
    async stop() {
      await running.stop();
      await t.close();
    },
  };
  const leave = async () => {
    await running.stop();
    return await t.leave();
  };
  return { app, leave };
}

/** Hardly ever does one, and to ask that is a quarter of what looking for it costs. */
async function someDeliveryWaits({ db }: Deps, tenantId: string): Promise<boolean> {
  const answers: unknown = await db.pool.query(`
    begin; set local app.tenant_id = '${tenantId}';
    select exists (select from intake) or exists (select from inbound_delivery where state = 'new') as waits; commit`);
  const [, , found] = answers as readonly QueryResult<{ waits: boolean }>[];
  return found?.rows[0]?.waits ?? true;
}

/**
 * Does the jobs that are due by the test's clock, one after the other, and lets their errors fail the test. A job
 * without a time of its own is due at once: the queue then writes the same moment into both columns.
 */
export async function doDueJobs(deps: Deps, work: ReturnType<typeof tasks>): Promise<number> {
  for (let done = 0; ; done++) {
    expect(done, "jobs that make jobs for ever").toBeLessThan(2_000);
    const { rows } = await deps.db.pool.query<{ identifier: string; payload: Record<string, unknown> }>(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
       where t.id = j.task_id and j.id = (
         select id from graphile_worker._private_jobs where run_at = updated_at or run_at <= $1
         order by run_at, id limit 1)
       returning t.identifier, j.payload`,
      [deps.clock.now()],
    );
    const [job] = rows;
    if (!job) return done;
    if (!outside.has(job.identifier)) await work[job.identifier]?.(job.payload);
  }
}
