import type { ChannelKind } from "./contract/ids.ts";
import { mailAmpelCron, mailAmpelTask } from "./server/ampel/mail-ampel.job.ts";
import { watchAmpel } from "./server/ampel/watch-ampel.job.ts";
import { fetchMedia } from "./server/attachments/fetch-media.job.ts";
import { lookForLost } from "./server/attachments/look-for-lost.job.ts";
import { sweepSensitive } from "./server/attachments/sensitive.action.ts";
import { sweepOrphans } from "./server/attachments/sweep-orphans.job.ts";
import { sweepUploads } from "./server/attachments/sweep-uploads.job.ts";
import { writeCheckpoint } from "./server/audit/write-checkpoint.job.ts";
import { backupCron, backupTasks } from "./server/backup/backup.job.ts";
import { sweepLinks } from "./server/calendar/sweep-links.job.ts";
import { mayAskChannel } from "./server/channel-papers/may-ask-channel.action.ts";
import type { Channel, Channels } from "./server/channels/channel.ts";
import type { MayAsk } from "./server/channels/open-account.action.ts";
import { syncTemplates, syncTemplatesAgain } from "./server/channels/sync-templates.job.ts";
import { indexMessage } from "./server/conversations/index-message.action.ts";
import { refillSearch } from "./server/conversations/refill-search.action.ts";
import { wakeSnoozed } from "./server/conversations/wake-snoozed.job.ts";
import { endLeavers } from "./server/departures/end-leavers.job.ts";
import { remindOfChecks } from "./server/devices/checks/remind-of-checks.job.ts";
import { endReplaced } from "./server/devices/end-replaced.job.ts";
import { escalateAlarms } from "./server/duty/escalate-alarms.job.ts";
import { sweepDuty } from "./server/duty/sweep-duty.job.ts";
import { sweepFeed } from "./server/events/sweep-feed.job.ts";
import { sweepFileLinks } from "./server/file-links/sweep-file-links.job.ts";
import { houseExportTask, sweepHouseExports } from "./server/house-export/house-export.job.ts";
import { checkImprintCron, checkImprintTask } from "./server/imprint/check-imprint.job.ts";
import { applyParked } from "./server/inbound/apply-parked.action.ts";
import { showWaiting } from "./server/inbound/show-waiting.action.ts";
import { sweepDeliveries } from "./server/inbound/sweep-deliveries.job.ts";
import { raiseAlarms } from "./server/incidents/raise-alarms.job.ts";
import { mailInsightTask } from "./server/insight/mail-insight.job.ts";
import { endSessions } from "./server/members/end-sessions.action.ts";
import { forgetPasskeys } from "./server/members/passkeys/forget-passkeys.action.ts";
import { sweepCodes } from "./server/members/sweep-codes.job.ts";
import { sendNews } from "./server/news/send-news.job.ts";
import { deliver } from "./server/outbound/deliver.job.ts";
import { settleOutbox } from "./server/outbound/settle-outbox.job.ts";
import type { Deps } from "./server/platform/deps.ts";
import { minute } from "./server/platform/instant.ts";
import { cronLine } from "./server/platform/jobs/cron-line.ts";
import type { Lane } from "./server/platform/jobs/job-lane.ts";
import { oneAfterAnother, oneAtATime } from "./server/platform/jobs/overlap.ts";
import type { Task } from "./server/platform/jobs.ts";
import type { GuardedFetch } from "./server/platform/network/guarded-fetch.ts";
import { sweepPresses } from "./server/presses/sweep-presses.job.ts";
import { sweepProjects } from "./server/projects/sweep-projects.job.ts";
import { sendPush } from "./server/push/send-push.action.ts";
import { sweepPush } from "./server/push/sweep-push.job.ts";
import { keepRecords } from "./server/records/keep-records.job.ts";
import { carryOutErasure, removeErased } from "./server/retention/carry-out-erasure.action.ts";
import { forgetAgain } from "./server/retention/forget-again.job.ts";
import { forgetRoomWords, forgetWords } from "./server/retention/forget-words.job.ts";
import { keepLetters } from "./server/retention/keep-letters.job.ts";
import { mayDelete } from "./server/retention/may-delete.action.ts";
import { noteHolds } from "./server/retention/note-holds.action.ts";
import { remindOfHolds } from "./server/retention/remind-of-holds.job.ts";
import { retryErasures } from "./server/retention/resume-erasures.action.ts";
import { sweep } from "./server/retention/sweep.job.ts";
import { turnEpoch } from "./server/retention/turn-epoch.job.ts";
import { giveWaiting } from "./server/rooms/give-waiting.job.ts";
import { keepRooms } from "./server/rooms/keep-firm-room.action.ts";
import { sweepRooms } from "./server/rooms/sweep-rooms.job.ts";
import { sendNotices } from "./server/roster/notices/send-notices.job.ts";
import { sweepRoster } from "./server/roster/sweep-roster.job.ts";
import { sweepSickNotes } from "./server/sick-notes/sweep-sick-notes.job.ts";
import { remindRequests } from "./server/subject-requests/remind-requests.job.ts";
import { sweepPackets } from "./server/subject-requests/sweep-packets.job.ts";
import { forgetMadeFrom } from "./server/team-files/project-files.action.ts";
import { forgetUnusedFiles, teamFilesAmong } from "./server/team-files/team-files.action.ts";
import { forEachTenant, type Steps } from "./server/tenants/for-each-tenant.action.ts";
import { countBadge } from "./server/today/count-badge.action.ts";
import { sweepWorkTimes } from "./server/working-time/sweep-work-times.job.ts";

const everyMinute: Steps = {
  settleOutbox,
  showWaiting,
  wakeSnoozed,
  keepRooms,
  giveWaiting,
  endLeavers,
  endReplaced: (deps, tenantId) => endReplaced(deps, tenantId, { endSessions, forgetPasskeys }),
  sendNews,
  keepLetters,
  raiseAlarms,
  sweepSensitive: (deps, tenantId) => sweepSensitive(deps, tenantId, { indexMessage, forgetMadeFrom }),
  sendNotices,
  escalateAlarms,
};

/** A minute's step takes moments; what still hangs then keeps no other business waiting for its alarms and snoozes. */
const stepPatienceMs = 10 * minute;

/** What deletes by the calendar. */
const deletions = (channels: Channels): Steps => ({
  sweepOrphans: (deps, tenantId) => sweepOrphans(deps, tenantId, { forgetUnusedFiles, teamFilesAmong }),
  sweepFeed,
  sweepDeliveries,
  sweep: (deps, tenantId) => sweep(deps, tenantId, channels),
  sweepRoster,
  sweepDuty,
  sweepLinks,
  sweepWorkTimes,
  sweepRooms,
  sweepSickNotes,
  sweepProjects,
  turnEpoch,
  sweepPackets,
  sweepFileLinks,
  sweepHouseExports,
  sweepPush,
  sweepCodes,
  sweepUploads,
  sweepPresses,
});

const inANightThatMay =
  (work: Steps[string]): Steps[string] =>
  async (deps, tenantId) => {
    if (await mayDelete(deps, tenantId)) await work(deps, tenantId);
  };

const everyNight = (channels: Channels): Steps => ({
  ...Object.fromEntries(Object.entries(deletions(channels)).map(([step, work]) => [step, inANightThatMay(work)])),
  lookForLost,
  retryErasures,
  noteHolds,
  remindOfHolds,
  remindOfChecks,
  watchAmpel,
  writeCheckpoint,
  remindRequests,
  keepRecords,
  syncTemplatesAgain,
});

/** Every task of the job queue, by name. */
export function tasks(deps: Deps, channels: Channels, fetch: GuardedFetch): Record<string, Task> {
  const channelFor = (kind: ChannelKind): Channel => {
    const channel = channels[kind];
    if (!channel) throw new Error("no such channel");
    return channel;
  };
  const send: Task = ({ tenantId, conversationId }) =>
    deliver(deps, channels, String(tenantId), String(conversationId), applyParked);
  const mayAsk: MayAsk = (tx, account) => mayAskChannel(deps, tx, account);
  return {
    deliver: send,
    "deliver-whatsapp": send,
    "fetch-media": ({ tenantId, attachmentId }) =>
      fetchMedia(deps, channelFor, mayAsk, { tenantId: String(tenantId), attachmentId: String(attachmentId) }),
    "sync-templates": ({ tenantId, accountId }) =>
      syncTemplates(deps, fetch, mayAsk, String(tenantId), String(accountId)),
    "check-imprint": checkImprintTask(deps, fetch),
    "mail-ampel": mailAmpelTask(deps),
    "mail-insight": mailInsightTask(deps),
    "erase-contact": ({ tenantId, erasureId }) => carryOutErasure(deps, channels, String(tenantId), String(erasureId)),
    "send-push": (payload) =>
      sendPush(deps, fetch, (tx, one) => countBadge(deps, tx, String(payload.tenantId), one), payload),
    "forget-at-channel": ({ tenantId, erasureId, accountId }) =>
      forgetAgain(deps, channels, {
        tenantId: String(tenantId),
        erasureId: String(erasureId),
        accountId: String(accountId),
      }),
    "remove-erased": ({ tenantId, files }) =>
      removeErased(deps, String(tenantId), String(files).split(",").filter(Boolean)),
    "note-holds": ({ tenantId }) => noteHolds(deps, String(tenantId)),
    "forget-words": oneAfterAnother(() => forgetWords(deps)),
    "forget-room-words": oneAfterAnother(() => forgetRoomWords(deps)),
    "house-export": houseExportTask(deps),
    ...backupTasks(deps),
    minute: oneAtATime(() => forEachTenant(deps, everyMinute, stepPatienceMs)),
    "refill-search": oneAtATime(() => forEachTenant(deps, { refillSearch })),
    night: () => forEachTenant(deps, everyNight(channels)),
  };
}

/**
 * Who waits for a machine that is not ours holds up nobody who waits for another one. What is not named here is work of the
 * house: archives, exports, sweeps, erasures.
 */
export const lanes: readonly Lane[] = [
  // What a customer or a colleague is waiting for.
  { tasks: ["deliver-whatsapp"], hands: 6 },
  { tasks: ["deliver", "minute"], hands: 3 },
  { tasks: ["send-push"], hands: 3 },
  { tasks: ["fetch-media"], hands: 4, mayBeCut: true },
  { tasks: ["mail-ampel", "mail-insight", "check-imprint", "sync-templates", "forget-at-channel"], hands: 2 },
];

/** When they run by themselves (UTC). */
export const cron = [
  cronLine("* * * * *", "minute", { tries: 1 }),
  cronLine("* * * * *", "refill-search", { tries: 1 }),
  cronLine("41 2 * * *", "night", { tries: 8, within: "1d" }),
  checkImprintCron,
  ...backupCron,
  mailAmpelCron,
].join("\n");
