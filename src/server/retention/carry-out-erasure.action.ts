import { forgetFilesOfContact, removeFiles } from "../attachments/forget-files.action.ts";
import type { Channels } from "../channels/channel.ts";
import { keepSuppressed } from "../consent/suppress.action.ts";
import {
  forgetContact,
  holdContact,
  type IdentityToForget,
  identitiesToForget,
} from "../contacts/forget-contact.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { keepWhatIsHeld } from "../conversations/class-message.action.ts";
import { deleteConversations, holdConversationsOf, nextMessagesOf } from "../conversations/delete-messages.action.ts";
import { forgetSessions } from "../customer-page/forget-sessions.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { endHouseExports } from "../house-export/end-house-exports.action.ts";
import { removeParts } from "../house-export/remove-parts.action.ts";
import { forgetDeliveries, holdIngest } from "../inbound/forget-deliveries.action.ts";
import { tellAskers } from "../insight/tell-askers.action.ts";
import { forgetNoticeTexts } from "../notices/forget-notices.action.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import type { ContactKey } from "../platform/seal.ts";
import { classUntil, lastStartToGo } from "../policy/retention-rules.ts";
import { eraseFromProjects } from "../projects/erase-from-projects.action.ts";
import { settleErasureRequests } from "../subject-requests/erasure-requests.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { archiveLetters } from "./archive-letters.action.ts";
import { erasedWords } from "./erased-words.ts";
import { closeErasure, contactOfErasure, lockErasure, loneLetters } from "./erasure.store.ts";
import { appendToLedger } from "./erasure-ledger.adapter.ts";
import { forgetAtChannels } from "./forget-at-channels.action.ts";
import { ledgerEntry } from "./ledger-entry.action.ts";
import { restrictLetters } from "./letter.store.ts";
import { moveFilesToLetters } from "./move-files.action.ts";
import { type ErasurePlan, planErasure } from "./plan-erasure.action.ts";
import { removeMessages } from "./remove-messages.action.ts";
import { countErased, silentContacts } from "./sweep.store.ts";
import { takeBackErasure } from "./take-back-erasure.action.ts";

const batch = 500;

/**
 * Erases a contact whose erasure has begun. It may be killed anywhere and run again: first the channel's own list, then
 * the ledger beside the database, then everything in one transaction, the data key last; the files follow the commit.
 * @returns void: the period was the reason, and the contact has written since; nothing goes
 */
export async function carryOutErasure(
  deps: Deps,
  channels: Channels | undefined,
  tenantId: string,
  erasureId: string,
): Promise<"done" | "void"> {
  const due = await deps.db.withTenant(tenantId, (tx) => stillDue(deps, tx, tenantId, erasureId));
  if (typeof due === "string") return due;
  const { contactId } = due;
  await forgetAtChannels(deps, channels, tenantId, { erasureId, contactId });
  const files = await deps.db.withTenant(tenantId, async (tx) => {
    await heedHolds(tx, tenantId);
    // In the order in which PATH 1 and PATH 2 take them: a notice may be on its way, the person may write just now.
    holdIngest(tx, tenantId);
    await holdConversationsOf(tx, contactId);
    const still = await stillDue(deps, tx, tenantId, erasureId);
    if (typeof still === "string") return still;
    appendToLedger(deps.config.dataDir, ledgerEntry(deps, tenantId, contactId));
    return await eraseAll(deps, tx, tenantId, { ...still, erasureId });
  });
  if (typeof files === "string") return files;
  await removeErased(deps, tenantId, files);
  return "done";
}

/** The files of somebody erased, and of exports they are in. Said here at once, and by a job, which outlives a kill. */
export async function removeErased(deps: Deps, tenantId: string, files: readonly string[]): Promise<void> {
  await removeFiles(deps, tenantId, files);
  await removeParts(deps, tenantId);
}

interface Due {
  readonly contactId: string;
  readonly cause: string;
}

/**
 * Holds the contact and then its erasure until commit, in the order in which it was begun: somebody may ask for it once
 * more just now. Whoever has written since their period ended is kept (ER-2).
 */
async function stillDue(deps: Deps, tx: Tx, tenantId: string, erasureId: string): Promise<Due | "done" | "void"> {
  const contactId = await contactOfErasure(tx, erasureId);
  const contact = contactId === undefined ? undefined : await holdContact(tx, contactId);
  const row = await lockErasure(tx, erasureId);
  // Taken back by whoever else was at it: the queue or the sweep.
  if (contactId === undefined || row === undefined) return "void";
  if (row.done_at !== null || !contact) return "done";
  if (row.cause !== "period" || (await isSilent(deps, tx, tenantId, contactId))) return { contactId, cause: row.cause };
  // Still there: whoever is erased has an erasure that is done, or one that is repeated for another reason than the period.
  await takeBackErasure(deps, tx, tenantId, { erasureId, contactId });
  return "void";
}

async function isSilent(deps: Deps, tx: Tx, tenantId: string, contactId: string): Promise<boolean> {
  const zone = await loadTimeZone(tx, tenantId);
  const lastStart = lastStartToGo("LK-1", localDay(deps.clock.now(), zone));
  return (await silentContacts(tx, zone, lastStart, { limit: 1, only: contactId, begun: true })).length > 0;
}

/** @returns the files whose bytes go after the commit */
async function eraseAll(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { contactId, erasureId, cause }: Due & { erasureId: string },
): Promise<string[]> {
  const plan = await planErasure(deps, tx, tenantId, contactId);
  const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  const identities: IdentityToForget[] = key ? await identitiesToForget(deps, tx, tenantId, contactId, key) : [];
  const { letters, letterFiles } = await keepLetters(deps, tx, tenantId, { contactId, key, plan });
  const removed = await removeAll(tx, tenantId, contactId);
  const rest = await forgetFilesOfContact(tx, tenantId, contactId);
  const ids = identities.map((identity) => identity.identityId);
  const zone = await loadTimeZone(tx, tenantId);
  const today = localDay(deps.clock.now(), zone);
  await forgetSessions(deps, tx, tenantId, ids, cause === "request" ? erasedWords(today, plan.stays) : undefined);
  const addresses = identities.flatMap((identity) => identity.addresses.map((address) => address.value));
  await forgetDeliveries(deps, tx, tenantId, addresses);
  const notices = await forgetNoticeTexts(tx, contactId);
  const projects = await eraseFromProjects(deps, tx, tenantId, contactId);
  const talks = await deleteConversations(tx, contactId);
  const objected = await keepSuppressed(deps, tx, contactId, today);
  await forgetContact(deps, tx, contactId, letters > 0 || (await loneLetters(tx, contactId)).length > 0);
  const files = [...removed.files, ...rest, ...projects.files];
  const kept = await whatStays(tx, contactId, zone, { objected, projects: projects.restricted });
  const gone = {
    messages: removed.messages - letters,
    files: files.length - letterFiles,
    waiting: removed.waiting,
    drafts: talks.drafts,
    addresses: plan.holdings.addresses,
    noticeTexts: notices,
    projects: projects.emptied,
  };
  await endHouseExports(tx);
  const insights = await tellAskers(tx, contactId);
  const settled = await settleErasureRequests(deps, tx, tenantId, contactId);
  if (cause === "period") await countErased(tx);
  await closeErasure(tx, erasureId, { at: deps.clock.now(), gone, kept });
  // The key file beside the backups holds the contact's key as well: it is written anew without it.
  await addJobs(tx, [
    { task: "forget-words", payload: { tenantId }, key: "forget-words" },
    { task: "save-keys", payload: {}, key: "save-keys" },
    { task: "remove-erased", payload: { tenantId, files: files.join(",") } },
  ]);
  await appendEvents(deps, tx, tenantId, [
    ...talks.ids.map((conversationId) => ({ kind: "conversation-changed" as const, conversationId, contactId })),
    ...settled,
    ...insights,
    { kind: "contact-changed", contactId },
  ]);
  return files;
}

/** What must stay goes to the archive, restricted, before the rest is removed (Art. 17(3)(b) GDPR, § 35(3) BDSG). */
async function keepLetters(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { contactId, key, plan }: { contactId: string; key: ContactKey | undefined; plan: ErasurePlan },
): Promise<{ letters: number; letterFiles: number }> {
  if (plan.holdings.heldAll) await keepWhatIsHeld(tx, contactId, null);
  for (const conversationId of plan.heldConversations) await keepWhatIsHeld(tx, contactId, conversationId);
  while ((await archiveLetters(deps, tx, tenantId, contactId)) > 0);
  const letterFiles = key ? await moveFilesToLetters(deps, tx, tenantId, contactId, key) : 0;
  return { letters: await restrictLetters(tx, contactId, deps.clock.now()), letterFiles };
}

/** The account of what is kept, by class and until when. */
async function whatStays(
  tx: Tx,
  contactId: string,
  zone: string,
  { objected, projects }: { readonly objected: number; readonly projects: number },
) {
  const kept = (await loneLetters(tx, contactId)).map((share) => ({
    what: "letter",
    retentionClass: share.retentionClass,
    count: share.count,
    until: classUntil(share.retentionClass, share.newest, zone),
  }));
  if (projects > 0) kept.push({ what: "project", retentionClass: "LK-5", count: projects, until: null });
  if (objected > 0) kept.push({ what: "suppression", retentionClass: "LK-7", count: objected, until: null });
  return kept;
}

async function removeAll(tx: Tx, tenantId: string, contactId: string) {
  const sum = { messages: 0, waiting: 0, files: [] as string[] };
  for (;;) {
    const ids = await nextMessagesOf(tx, contactId, batch);
    if (ids.length === 0) return sum;
    const gone = await removeMessages(tx, tenantId, ids);
    sum.messages += gone.messages;
    sum.waiting += gone.waiting;
    sum.files.push(...gone.files);
  }
}
