import { ampelRoutes } from "./server/ampel/ampel.routes.ts";
import { attachmentRoutes } from "./server/attachments/attachment.routes.ts";
import { uploadRoutes } from "./server/attachments/upload.routes.ts";
import { auditRoutes } from "./server/audit/audit.routes.ts";
import { backupRoutes } from "./server/backup/backup.routes.ts";
import { bankRoutes } from "./server/bank/bank.routes.ts";
import { calendarFileRoutes, calendarRoutes } from "./server/calendar/calendar.routes.ts";
import { channelSetupRoutes } from "./server/channel-setup/channel-setup.routes.ts";
import type { Channels } from "./server/channels/channel.ts";
import { consentRoutes } from "./server/consent/consent.routes.ts";
import {
  accessConversation,
  accessForReading,
  accessMessage,
  reservedFrom,
} from "./server/conversations/access-conversation.action.ts";
import { findParties } from "./server/conversations/find-parties.action.ts";
import { indexMessage } from "./server/conversations/index-message.action.ts";
import { loadAssets } from "./server/customer-page/assets.adapter.ts";
import { customerPageRoutes } from "./server/customer-page/customer-page.routes.ts";
import { refusalPages } from "./server/customer-page/refusal-pages.routes.ts";
import { startCodeRoutes } from "./server/customer-page/start-code.routes.ts";
import { departureRoutes } from "./server/departures/departure.routes.ts";
import { deviceRoutes } from "./server/devices/device.routes.ts";
import { dutyRoutes } from "./server/duty/duty.routes.ts";
import { entrySourceRoutes } from "./server/entry-sources/entry-source.routes.ts";
import type { Feed } from "./server/events/follow-feed.action.ts";
import { createPresence, type Presence } from "./server/events/presence.ts";
import { streamRoutes } from "./server/events/stream.routes.ts";
import { endGuestsOf } from "./server/guests/end-guest.action.ts";
import { guestRoutes } from "./server/guests/guest.routes.ts";
import type { OwnSigns } from "./server/health/check-health.action.ts";
import { healthRoutes } from "./server/health/health.routes.ts";
import { metricsRoutes } from "./server/health/metrics.routes.ts";
import { hostAgreementRoutes } from "./server/host-agreement/host-agreement.routes.ts";
import { houseExportRoutes } from "./server/house-export/house-export.routes.ts";
import { imprintRoutes } from "./server/imprint/imprint.routes.ts";
import { imprintCheckRoutes } from "./server/imprint/imprint-check.routes.ts";
import { imprintSetupRoutes } from "./server/imprint/imprint-setup.routes.ts";
import type { AcceptDelivery } from "./server/inbound/accept-delivery.action.ts";
import { parkedRoutes } from "./server/inbound/parked.routes.ts";
import { webhookRoutes } from "./server/inbound/webhook.routes.ts";
import { contactRoutes } from "./server/inbox/contact.routes.ts";
import { inboxRoutes } from "./server/inbox/inbox.routes.ts";
import { incidentRoutes } from "./server/incidents/incident.routes.ts";
import { openIncident } from "./server/incidents/open-incident.action.ts";
import { insightRoutes } from "./server/insight/insight.routes.ts";
import { demoSignInRoutes } from "./server/members/demo-sign-in.routes.ts";
import { endSessions } from "./server/members/end-sessions.action.ts";
import { memberRoutes } from "./server/members/member.routes.ts";
import { forgetPasskeys } from "./server/members/passkeys/forget-passkeys.action.ts";
import { sessionRoutes } from "./server/members/session.routes.ts";
import { sessionsAlive } from "./server/members/sessions-alive.action.ts";
import { signInRoutes } from "./server/members/sign-in.routes.ts";
import { staffScope } from "./server/members/staff-scope.routes.ts";
import { tokenRoutes } from "./server/members/token.routes.ts";
import { newsRoutes } from "./server/news/news.routes.ts";
import { noticeRoutes } from "./server/notices/notice.routes.ts";
import { noticeSetupRoutes } from "./server/notices/notice-setup.routes.ts";
import { offlineRoutes } from "./server/offline/offline.routes.ts";
import { openingRoutes } from "./server/opening/opening.routes.ts";
import { cancelAdverts } from "./server/outbound/consent/cancel-adverts.action.ts";
import { consentQuestionRoutes } from "./server/outbound/consent/consent-question.routes.ts";
import { messageRoutes } from "./server/outbound/message.routes.ts";
import { fileLinkRoutes } from "./server/outbound/own-words/file-link.routes.ts";
import type { Deps } from "./server/platform/deps.ts";
import { openApiRoutes } from "./server/platform/http/openapi.routes.ts";
import { webFiles } from "./server/platform/http/web-files.ts";
import { type App, secure } from "./server/platform/http.ts";
import type { GuardedFetch } from "./server/platform/network/guarded-fetch.ts";
import { processorRoutes } from "./server/processors/processor.routes.ts";
import { processorProofRoutes } from "./server/processors/processor-proof.routes.ts";
import { keptRoutes } from "./server/projects/kept.routes.ts";
import { projectPaperRoutes } from "./server/projects/papers/project-paper.routes.ts";
import { projectRoutes } from "./server/projects/project.routes.ts";
import { projectNames } from "./server/projects/project-names.action.ts";
import { projectPhotoRoutes } from "./server/projects/project-photo.routes.ts";
import { pushRoutes } from "./server/push/push.routes.ts";
import { recordRoutes } from "./server/records/record.routes.ts";
import { erasureRoutes } from "./server/retention/erasure.routes.ts";
import { retentionRoutes } from "./server/retention/retention.routes.ts";
import { keepFirmRoom } from "./server/rooms/keep-firm-room.action.ts";
import { memberships } from "./server/rooms/memberships.action.ts";
import { roomRoutes } from "./server/rooms/room.routes.ts";
import { roomFileRoutes } from "./server/rooms/room-file.routes.ts";
import { rosterRoutes } from "./server/roster/roster.routes.ts";
import { rulesetRoutes } from "./server/ruleset/ruleset.routes.ts";
import { setupRoutes } from "./server/setup/setup.routes.ts";
import { sickNoteRoutes } from "./server/sick-notes/sick-note.routes.ts";
import { conversationOfRequest } from "./server/subject-requests/conversation-of-request.action.ts";
import { subjectRequestRoutes } from "./server/subject-requests/subject-request.routes.ts";
import { teamRoutes } from "./server/team/team.routes.ts";
import { forgetMadeFrom } from "./server/team-files/project-files.action.ts";
import { createFindTenant } from "./server/tenants/find-tenant.action.ts";
import { publicAddressRoutes } from "./server/tenants/public-address.routes.ts";
import { publicStyleRoutes } from "./server/tenants/public-style.routes.ts";
import { textBlockRoutes } from "./server/text-blocks/text-block.routes.ts";
import { todayRoutes } from "./server/today/today.routes.ts";
import { workingTimeRoutes } from "./server/working-time/working-time.routes.ts";

const conversations = { accessConversation, accessForReading, accessMessage, indexMessage, forgetMadeFrom };

/** Every route, by who may come in: the machine's keeper, channels, everybody, members. */
export async function plugRoutes(
  http: App,
  deps: Deps,
  channels: Channels,
  feed: Feed,
  accept: AcceptDelivery,
  fetch: GuardedFetch,
  { own, pages }: { readonly own: OwnSigns; readonly pages: boolean },
): Promise<void> {
  const assets = await loadAssets();
  healthRoutes(http, deps, own);
  metricsRoutes(http, deps, own);
  http.register((scope: App, _options, done) => {
    webhookRoutes(scope, deps, channels, accept);
    done();
  });
  http.register((scope: App, _options, done) => {
    secure(scope, deps, createFindTenant(deps));
    refusalPages(scope, deps, assets.page);
    signInRoutes(scope, deps);
    demoSignInRoutes(scope, deps);
    imprintRoutes(scope, deps);
    noticeRoutes(scope, deps);
    publicAddressRoutes(scope);
    publicStyleRoutes(scope);
    calendarFileRoutes(scope, deps);
    openApiRoutes(scope, http);
    if (channels.webchat) customerPageRoutes(scope, deps, { assets, webchat: channels.webchat, feed });
    if (pages) webFiles(scope);
    scope.register((staff: App, _staffOptions, plugged) => {
      plugStaff(staff, deps, channels, feed, fetch);
      plugged();
    });
    done();
  });
  await http.ready();
}

function plugStaff(staff: App, deps: Deps, channels: Channels, feed: Feed, fetch: GuardedFetch): void {
  const presence = createPresence();
  staffScope(staff, deps);
  plugPeople(staff, deps);
  plugPapers(staff, deps, channels, fetch);
  plugInbox(staff, deps, channels, presence);
  plugTeam(staff, deps, channels);
  streamRoutes(staff, deps, feed, presence, {
    alive: (tenantId, callers) => sessionsAlive(deps, tenantId, callers),
    memberships: async (caller) => ({
      ...(await memberships(deps, caller)),
      reserved: await deps.db.withTenant(caller.tenantId, (tx) => reservedFrom(tx, caller)),
    }),
  });
}

/** Who comes in, from where, and what their phone keeps. */
function plugPeople(staff: App, deps: Deps): void {
  sessionRoutes(staff, deps);
  memberRoutes(staff, deps, keepFirmRoom);
  departureRoutes(staff, deps);
  deviceRoutes(staff, deps, { openIncident, endSessions, forgetPasskeys });
  tokenRoutes(staff, deps);
  pushRoutes(staff, deps);
  offlineRoutes(staff, deps);
}

/** What the business must have in order, and what it shows of it. */
function plugPapers(staff: App, deps: Deps, channels: Channels, fetch: GuardedFetch): void {
  setupRoutes(staff, deps);
  imprintSetupRoutes(staff, deps);
  imprintCheckRoutes(staff, deps, fetch);
  noticeSetupRoutes(staff, deps);
  processorRoutes(staff, deps);
  processorProofRoutes(staff, deps);
  channelSetupRoutes(staff, deps);
  entrySourceRoutes(staff, deps);
  openingRoutes(staff, deps);
  bankRoutes(staff, deps);
  ampelRoutes(staff, deps);
  rulesetRoutes(staff, deps);
  hostAgreementRoutes(staff, deps);
  recordRoutes(staff, deps);
  incidentRoutes(staff, deps);
  auditRoutes(staff, deps);
  insightRoutes(staff, deps, async (tx, { requestId, conversationNumber }) =>
    findParties(tx, (requestId && (await conversationOfRequest(tx, requestId))) ?? conversationNumber),
  );
  erasureRoutes(staff, deps, channels);
  retentionRoutes(staff, deps);
  subjectRequestRoutes(staff, deps);
  backupRoutes(staff, deps);
  houseExportRoutes(staff, deps);
}

/** Talk with customers. */
function plugInbox(staff: App, deps: Deps, channels: Channels, presence: Presence): void {
  inboxRoutes(staff, deps, channels, presence);
  messageRoutes(staff, deps, channels);
  fileLinkRoutes(staff, deps);
  textBlockRoutes(staff, deps);
  contactRoutes(staff, deps);
  consentRoutes(staff, deps, cancelAdverts);
  consentQuestionRoutes(staff, deps);
  startCodeRoutes(staff, deps);
  newsRoutes(staff, deps);
  attachmentRoutes(staff, deps, conversations);
  uploadRoutes(staff, deps, conversations);
  parkedRoutes(staff, deps, channels);
}

/** Talk and work inside the business. */
function plugTeam(staff: App, deps: Deps, channels: Channels): void {
  todayRoutes(staff, deps);
  roomRoutes(staff, deps, projectNames);
  roomFileRoutes(staff, deps, reservedFrom);
  teamRoutes(staff, deps);
  projectRoutes(staff, deps, endGuestsOf);
  projectPhotoRoutes(staff, deps);
  projectPaperRoutes(staff, deps, channels);
  keptRoutes(staff, deps);
  guestRoutes(staff, deps);
  sickNoteRoutes(staff, deps);
  workingTimeRoutes(staff, deps);
  rosterRoutes(staff, deps);
  dutyRoutes(staff, deps);
  calendarRoutes(staff, deps);
}
