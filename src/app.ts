import { plugRoutes } from "./routes.ts";
import { readIncoming } from "./server/attachments/read-incoming.action.ts";
import { endLostOrder } from "./server/backup/end-lost-order.action.ts";
import type { Channels } from "./server/channels/channel.ts";
import { createWebchat } from "./server/channels/webchat/webchat.adapter.ts";
import { createWhatsAppChannel } from "./server/channels/whatsapp/whatsapp.adapter.ts";
import { createFeed, type Feed } from "./server/events/follow-feed.action.ts";
import { createAcceptDelivery } from "./server/inbound/accept-delivery.action.ts";
import { type Ingest, startIngest } from "./server/inbound/ingest.job.ts";
import { createPace } from "./server/inbound/pace.ts";
import { settleOutbox } from "./server/outbound/settle-outbox.job.ts";
import { atMost } from "./server/platform/at-most.ts";
import type { Deps } from "./server/platform/deps.ts";
import { type App, buildHttp } from "./server/platform/http.ts";
import { longestStopMs } from "./server/platform/jobs/job-lane.ts";
import { startWorker, type Worker } from "./server/platform/jobs.ts";
import { createGuardedFetch, type GuardedFetch } from "./server/platform/network/guarded-fetch.ts";
import { hearOutsideClock } from "./server/platform/network/outside-clock.ts";
import { doesStepHang, forEachTenant } from "./server/tenants/for-each-tenant.action.ts";
import { listTenants } from "./server/tenants/list-tenants.action.ts";
import { cron, lanes, tasks } from "./tasks.ts";

/** The channels this version speaks; tests hand in fakes. */
function realChannels(deps: Deps, fetch: GuardedFetch): Channels {
  return {
    whatsapp: createWhatsAppChannel({ fetch, clock: deps.clock }),
    webchat: createWebchat((tenantId, id) => readIncoming(deps, tenantId, id)),
  };
}

export interface RunningApp {
  readonly http: App;
  readonly ingest: Ingest;
  readonly feed: Feed;
  stop(): Promise<void>;
}

export interface AppOptions {
  readonly channels?: Channels;
  readonly fetch?: GuardedFetch;
  /** Browser bundles; tests without a browser leave them out. */
  readonly pages?: boolean;
  /** Background work; journeys drive it by hand. */
  readonly background?: boolean;
}

/** The whole wiring, by hand, in one place. */
export async function buildApp(deps: Deps, options: AppOptions = {}): Promise<RunningApp> {
  const guarded = options.fetch ?? createGuardedFetch({ allowPrivate: [...deps.config.allowPrivate] });
  const { fetch, isWrong: clockIsWrong } = hearOutsideClock(deps, guarded);
  const channels = options.channels ?? realChannels(deps, fetch);
  const feed = createFeed(deps);
  const http = await buildHttp(deps);
  const pace = createPace();
  const ingest = startIngest(deps, channels, () => listTenants(deps), pace);
  const accept = createAcceptDelivery(deps, pace, (tenantId) => void ingest.drain(tenantId));
  let worker: Worker | undefined;
  const stop = async () => {
    await http.close();
    await Promise.all([atMost(longestStopMs, ingest.stop()), worker?.stop()]);
    feed.stop();
  };
  try {
    const own = { jobHangs: () => doesStepHang() || (worker?.hangs() ?? false), clockIsWrong };
    await plugRoutes(http, deps, channels, feed, accept, fetch, { own, pages: options.pages !== false });
    if (options.background !== false) worker = await startBackground(deps, channels, fetch);
  } catch (error) {
    await stop();
    throw error;
  }
  return { http, ingest, feed, stop };
}

/**
 * What a crash left "being sent" is settled before anything new leaves. Nothing else waits for the door to open, and a
 * business whose rows are damaged does not keep it shut: the minute's work tries again.
 */
async function startBackground(deps: Deps, channels: Channels, fetch: GuardedFetch): Promise<Worker> {
  // The PostgreSQL of the data folder is this server's alone.
  const isAlone = async () => deps.config.databaseUrl === undefined || (await deps.wake.isAlone());
  const settle = async (_: Deps, tenantId: string) => settleOutbox(deps, tenantId, await isAlone());
  await forEachTenant(deps, { settleOutbox: settle }).catch((error: unknown) =>
    deps.log.error("not everything is settled before the start", { error }),
  );
  await endLostOrder(deps);
  return await startWorker(deps.db.pool, tasks(deps, channels, fetch), deps.log, { cron, lanes, isAlone });
}
