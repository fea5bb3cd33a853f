import { removeFiles } from "../attachments/forget-files.action.ts";
import { removeLetterFiles } from "../attachments/letter-files.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import type { Channels } from "../channels/channel.ts";
import { holdContact } from "../contacts/forget-contact.action.ts";
import { deleteOldDrafts } from "../conversations/delete-messages.action.ts";
import { forgetErasedVisits } from "../customer-page/forget-sessions.action.ts";
import { forgetOldPrints } from "../outbound/delivery/forget-outgoing.action.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { forgetSoon } from "../platform/jobs/forget-soon.ts";
import { lastStartToGo, type MessageRetentionClass, messageClasses } from "../policy/retention-rules.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { beginErasure } from "./begin-erasure.action.ts";
import { carryOutErasure } from "./carry-out-erasure.action.ts";
import { decideDeletion } from "./decide-deletion.action.ts";
import { dropProofs } from "./drop-proofs.action.ts";
import { emptyLetters } from "./letter.store.ts";
import { removeMessages } from "./remove-messages.action.ts";
import {
  countBatch,
  countHeld,
  endSweep,
  openSweep,
  type Starts,
  silentContacts,
  takeExpired,
  takeExpiredLetters,
} from "./sweep.store.ts";
import { sweepRecords } from "./sweep-records.action.ts";
import { startsIn } from "./sweep-starts.ts";

const batch = 200;

interface Sweep {
  readonly tenantId: string;
  readonly sweepId: string;
  readonly today: string;
  readonly starts: Starts;
}

/**
 * ER-2: deletes what is over, class by class and batch by batch, each batch with its decision and its line in the proof
 * in one transaction. Killed anywhere it goes on where it was; run twice a day it does nothing the second time.
 */
export async function sweep(deps: Deps, tenantId: string, channels: Channels): Promise<void> {
  const now = deps.clock.now();
  const begun = await deps.db.withTenant(tenantId, async (tx) => {
    const zone = await loadTimeZone(tx, tenantId);
    const today = localDay(now, zone);
    const sweepId = await openSweep(tx, tenantId, deps.ids.uuid(), today, now);
    return sweepId === undefined ? undefined : { tenantId, sweepId, today, starts: startsIn(zone) };
  });
  if (!begun) return;
  for (const name of messageClasses) {
    while (await sweepLetters(deps, begun, name));
    while (await sweepMessages(deps, begun, name));
  }
  while (await sweepContacts(deps, begun, channels));
  await sweepRecords(deps, { ...begun, zone: begun.starts.zone });
  await endOfSweep(deps, begun);
}

async function sweepMessages(deps: Deps, s: Sweep, name: MessageRetentionClass): Promise<boolean> {
  const files = await deps.db.withTenant(s.tenantId, async (tx) => {
    await heedHolds(tx, s.tenantId);
    const rows = await takeExpired(tx, s.starts, name, lastStartToGo(name, s.today), batch);
    const documents = rows.map((row) => localDay(row.sentAt, s.starts.zone));
    if (rows.length === 0 || !(await decideDeletion(deps, tx, s.tenantId, name, documents, s.today))) return undefined;
    const gone = await removeMessages(
      tx,
      s.tenantId,
      rows.map((row) => row.messageId),
    );
    await countBatch(tx, s.sweepId, name, gone.messages);
    await forgetSoon(deps, tx, "forget-words");
    return gone.files;
  });
  if (files === undefined) return false;
  await removeFiles(deps, s.tenantId, files);
  return true;
}

async function sweepLetters(deps: Deps, s: Sweep, name: MessageRetentionClass): Promise<boolean> {
  const files = await deps.db.withTenant(s.tenantId, async (tx) => {
    await heedHolds(tx, s.tenantId);
    const rows = await takeExpiredLetters(tx, s.starts, name, lastStartToGo(name, s.today), batch);
    const documents = rows.map((row) => localDay(row.writtenAt, s.starts.zone));
    if (rows.length === 0 || !(await decideDeletion(deps, tx, s.tenantId, name, documents, s.today))) return undefined;
    const gone = await emptyLetters(
      tx,
      rows.map((row) => row.number),
      deps.clock.now(),
    );
    await countBatch(tx, s.sweepId, "letters", rows.length);
    return gone;
  });
  if (files === undefined) return false;
  await removeLetterFiles(deps, s.tenantId, files);
  return true;
}

/** Whoever has nothing left here goes like everybody who asks for it; what a night leaves begun the queue carries out. */
async function sweepContacts(deps: Deps, s: Sweep, channels: Channels): Promise<boolean> {
  const lastStart = lastStartToGo("LK-1", s.today);
  const { zone } = s.starts;
  const { found, begun } = await deps.db.withTenant(s.tenantId, async (tx) => {
    const ids = await silentContacts(tx, zone, lastStart, { limit: batch });
    const erasures: string[] = [];
    for (const contactId of ids) {
      // Until here somebody else may have been at it: another night, or who was asked for it.
      await holdContact(tx, contactId);
      if ((await silentContacts(tx, zone, lastStart, { limit: 1, only: contactId })).length === 0) continue;
      const wish = { tenantId: s.tenantId, contactId, cause: "period", actor: server, deviceId: null } as const;
      erasures.push(await beginErasure(deps, tx, wish));
    }
    return { found: ids.length, begun: erasures };
  });
  for (const erasureId of begun) await carryOutErasure(deps, channels, s.tenantId, erasureId);
  return found === batch;
}

async function endOfSweep(deps: Deps, s: Sweep): Promise<void> {
  const now = deps.clock.now();
  await dropProofs(deps, s.tenantId, s.starts.zone, s.today);
  await deps.db.withTenant(s.tenantId, async (tx) => {
    await deleteOldDrafts(tx, after(now, -7 * day));
    await forgetOldPrints(tx, after(now, -7 * day));
    await forgetErasedVisits(deps, tx);
    const lastStarts = messageClasses.map((name) => lastStartToGo(name, s.today));
    await endSweep(tx, s.sweepId, now, await countHeld(tx, s.starts, messageClasses, lastStarts));
    await appendAudit(deps, tx, {
      tenantId: s.tenantId,
      actor: server,
      verb: "sweep",
      subjectKind: "sweep",
      subjectId: s.sweepId,
    });
  });
}
