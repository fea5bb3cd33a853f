import { attachmentRoutes } from "./server/attachments/attachment.routes.ts";
import { fetchMedia } from "./server/attachments/fetch-media.job.ts";
import { readIncoming } from "./server/attachments/read-incoming.action.ts";
import { sweepOrphans } from "./server/attachments/sweep-orphans.job.ts";
import type { Channel, ChannelKind } from "./server/channels/channel.ts";
import { channelSetupRoutes } from "./server/channels/channel-setup.routes.ts";
import { syncTemplates } from "./server/channels/sync-templates.job.ts";
import { createWebchat } from "./server/channels/webchat/webchat.adapter.ts";
import { createWhatsAppChannel } from "./server/channels/whatsapp/whatsapp.adapter.ts";
import { contactRoutes } from "./server/contacts/contact.routes.ts";
import { inboxRoutes } from "./server/conversations/inbox.routes.ts";
import { wakeSnoozed } from "./server/conversations/wake-snoozed.job.ts";
import { loadAssets } from "./server/customer-page/assets.adapter.ts";
import { customerPageRoutes } from "./server/customer-page/customer-page.routes.ts";
import { deviceRoutes } from "./server/devices/device.routes.ts";
import { createFeed, type Feed } from "./server/events/follow-feed.action.ts";
import { createPresence } from "./server/events/presence.ts";
import { streamRoutes } from "./server/events/stream.routes.ts";
import { sweepFeed } from "./server/events/sweep-feed.job.ts";
import { checkImprintCron, checkImprintTask } from "./server/imprint/check-imprint.job.ts";
import { imprintRoutes } from "./server/imprint/imprint.routes.ts";
import { imprintSetupRoutes } from "./server/imprint/imprint-setup.routes.ts";
import { createAcceptDelivery } from "./server/inbound/accept-delivery.action.ts";
import { type Ingest, startIngest } from "./server/inbound/ingest.job.ts";
import { createPace, type Pace } from "./server/inbound/pace.ts";
import { parkedRoutes } from "./server/inbound/parked.routes.ts";
import { sweepDeliveries } from "./server/inbound/sweep-deliveries.job.ts";
import { webhookRoutes } from "./server/inbound/webhook.routes.ts";
import { demoSignInRoutes } from "./server/members/demo-sign-in.routes.ts";
import { memberRoutes } from "./server/members/member.routes.ts";
import { sessionRoutes } from "./server/members/session.routes.ts";
import { sessionAlive } from "./server/members/session-alive.action.ts";
import { signInRoutes } from "./server/members/sign-in.routes.ts";
import { staffScope } from "./server/members/staff-scope.routes.ts";
import { tokenRoutes } from "./server/members/token.routes.ts";
import { noticeRoutes } from "./server/notices/notice.routes.ts";
import { noticeSetupRoutes } from "./server/notices/notice-setup.routes.ts";
import { deliver } from "./server/outbound/deliver.job.ts";
import { messageRoutes } from "./server/outbound/message.routes.ts";
import { settleOutbox } from "./server/outbound/settle-outbox.job.ts";
import type { Deps } from "./server/platform/deps.ts";
import { createGuardedFetch, type GuardedFetch } from "./server/platform/guarded-fetch.ts";
import { type App, buildHttp, secure } from "./server/platform/http.ts";
import { releaseStaleJobs, startWorker, type Task, type Worker } from "./server/platform/jobs.ts";
import { openApiRoutes } from "./server/platform/openapi.routes.ts";
import { webFiles } from "./server/platform/web-files.ts";
import { processorRoutes } from "./server/processors/processor.routes.ts";
import { createFindTenant } from "./server/tenants/find-tenant.action.ts";
import { listTenants } from "./server/tenants/list-tenants.action.ts";
import { loadTimeZone } from "./server/tenants/load-time-zone.action.ts";
import { publicStyleRoutes } from "./server/tenants/public-style.routes.ts";
import { setupRoutes } from "./server/tenants/setup.routes.ts";

export type Channels = Partial<Record<ChannelKind, Channel>>;

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
  const fetch = options.fetch ?? createGuardedFetch({ allowPrivate: [...deps.config.allowPrivate] });
  const channels = options.channels ?? realChannels(deps, fetch);
  const feed = createFeed(deps);
  const http = await buildHttp(deps);
  const pace = createPace();
  await plugRoutes(http, deps, channels, feed, pace, options.pages !== false);
  const ingest = startIngest(deps, channels, () => listTenants(deps), pace);
  const worker = options.background === false ? undefined : await startBackground(deps, channels, fetch);
  return {
    http,
    ingest,
    feed,
    async stop() {
      await http.close();
      await ingest.stop();
      await worker?.stop();
      feed.stop();
    },
  };
}

async function plugRoutes(
  http: App,
  deps: Deps,
  channels: Channels,
  feed: Feed,
  pace: Pace,
  pages: boolean,
): Promise<void> {
  const assets = await loadAssets();
  http.register((scope: App, _options, done) => {
    webhookRoutes(scope, deps, channels, createAcceptDelivery(deps, pace));
    done();
  });
  http.register((scope: App, _options, done) => {
    secure(scope, deps, createFindTenant(deps));
    signInRoutes(scope, deps);
    demoSignInRoutes(scope, deps);
    imprintRoutes(scope, deps);
    noticeRoutes(scope, deps);
    publicStyleRoutes(scope);
    openApiRoutes(scope, http);
    if (channels.webchat) customerPageRoutes(scope, deps, { assets, webchat: channels.webchat, feed });
    if (pages) webFiles(scope);
    scope.register((staff: App, _staffOptions, plugged) => {
      plugStaff(staff, deps, channels, feed);
      plugged();
    });
    done();
  });
  await http.ready();
}

function plugStaff(staff: App, deps: Deps, channels: Channels, feed: Feed): void {
  const presence = createPresence();
  staffScope(staff, deps);
  sessionRoutes(staff, deps);
  memberRoutes(staff, deps);
  deviceRoutes(staff, deps);
  tokenRoutes(staff, deps);
  setupRoutes(staff, deps);
  imprintSetupRoutes(staff, deps);
  noticeSetupRoutes(staff, deps);
  processorRoutes(staff, deps);
  channelSetupRoutes(staff, deps);
  inboxRoutes(staff, deps, channels, presence);
  messageRoutes(staff, deps, channels);
  contactRoutes(staff, deps, loadTimeZone);
  attachmentRoutes(staff, deps);
  parkedRoutes(staff, deps);
  streamRoutes(staff, deps, feed, presence, (caller) => sessionAlive(deps, caller));
}

/** Every task of the job queue, by name. */
export function tasks(deps: Deps, channels: Channels, fetch: GuardedFetch): Record<string, Task> {
  const each =
    (work: (tenantId: string) => Promise<unknown>): Task =>
    async () => {
      for (const tenantId of await listTenants(deps)) await work(tenantId);
    };
  const channelFor = (kind: ChannelKind): Channel => {
    const channel = channels[kind];
    if (!channel) throw new Error("no such channel");
    return channel;
  };
  return {
    deliver: ({ tenantId, conversationId }) => deliver(deps, channels, String(tenantId), String(conversationId)),
    "fetch-media": ({ tenantId, attachmentId }) =>
      fetchMedia(deps, channelFor, { tenantId: String(tenantId), attachmentId: String(attachmentId) }),
    "sync-templates": ({ tenantId, accountId }) => syncTemplates(deps, fetch, String(tenantId), String(accountId)),
    "check-imprint": checkImprintTask(deps, fetch),
    minute: async (payload) => {
      await releaseStaleJobs(deps.db.pool);
      await each(async (tenantId) => {
        await settleOutbox(deps, tenantId);
        await wakeSnoozed(deps, tenantId);
      })(payload);
    },
    night: each(async (tenantId) => {
      await sweepOrphans(deps, tenantId);
      await sweepFeed(deps, tenantId);
      await sweepDeliveries(deps, tenantId);
    }),
  };
}

async function startBackground(deps: Deps, channels: Channels, fetch: GuardedFetch): Promise<Worker> {
  const all = tasks(deps, channels, fetch);
  // What a crash left "being sent" is settled before anything new leaves.
  await all.minute?.({});
  const cron = ["* * * * * minute", "41 2 * * * night", checkImprintCron].join("\n");
  return await startWorker(deps.db.pool, all, deps.log, cron);
}
