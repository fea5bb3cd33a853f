import { z } from "zod";
import { ContactId } from "../../contract/ids.ts";
import { ProjectId } from "../../contract/projects.ts";
import type { RetentionView } from "../../contract/retention.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { classRules, classUntil, messageClasses, ruleOf } from "../policy/retention-rules.ts";
import { listKept } from "../projects/kept-of-projects.action.ts";
import { can } from "../rights/can.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { addMonths, localDay } from "../time/calendar-day.ts";
import { showHolds } from "./hold.action.ts";
import { countLetters, lockedContacts } from "./letter.store.ts";
import { countByClass, countByStart, lastSweeps } from "./sweep.store.ts";
import { previewRecords } from "./sweep-records.action.ts";
import { startsIn } from "./sweep-starts.ts";
import { verifyLetters } from "./verify-letters.action.ts";

type View = z.output<typeof RetentionView>;
const Counts = z.record(z.string(), z.number());
const months = 12;

/** The page "Aufbewahrung": what stays how long, what goes when, what was deleted, what is held, the letters. */
export async function showRetention(deps: Deps, tx: Tx, caller: Caller): Promise<View> {
  const { tenantId } = caller;
  const named = can(caller, "read-conversations") || can(caller, "read-letters");
  const zone = await loadTimeZone(tx, tenantId);
  const today = localDay(deps.clock.now(), zone);
  const counts = await countByClass(tx);
  const letters = await countLetters(tx);
  return {
    today,
    classes: messageClasses.map((retentionClass) => {
      const { label, period, basis } = classRules[retentionClass];
      return { retentionClass, label, period, basis, messages: counts.get(retentionClass) ?? 0 };
    }),
    preview: await previewOf(tx, zone, today),
    records: await previewRecords(tx, today, zone),
    sweeps: (await lastSweeps(tx, 14)).map((row) => ({
      id: row.sweep_id,
      day: row.for_day,
      startedAt: row.started_at.toISOString(),
      endedAt: row.ended_at?.toISOString() ?? null,
      batches: row.batches,
      deleted: Counts.parse(row.deleted),
      held: row.held,
      waited: row.waited,
    })),
    holds: await showHolds(deps, tx, tenantId, today, { named }),
    letters: {
      count: letters.count - letters.emptied,
      emptied: letters.emptied,
      restricted: letters.restricted,
      intact: (await verifyLetters(deps, tx, tenantId)) === undefined,
      from: letters.first === null ? null : localDay(letters.first, zone),
      until: letters.last === null ? null : localDay(letters.last, zone),
    },
    keptProjects: (await listKept(tx)).map(({ projectId, since, ...kept }) => ({
      ...kept,
      projectId: ProjectId.parse(projectId),
      since: since.toISOString(),
    })),
    locked: (await lockedContacts(tx)).map((row) => ({
      contactId: ContactId.parse(row.contact_id),
      letters: row.letters,
      since: row.since.toISOString(),
      until: row.items.reduce<string | null>((latest, item) => {
        const until = classUntil(item.retention_class, instant(Date.parse(item.written_at)), zone);
        return until !== null && (latest === null || until > latest) ? until : latest;
      }, null),
    })),
  };
}

/** What goes until the first of each of the next twelve months, if nothing else happens. */
async function previewOf(tx: Tx, zone: string, today: string): Promise<View["preview"]> {
  const firsts = Array.from({ length: months }, (_, i) => `${addMonths(today, i + 1).slice(0, 8)}01`);
  const rows = firsts.map((on) => ({ on, total: 0, byClass: {} as Record<string, number> }));
  for (const { retentionClass, start, count } of await countByStart(tx, startsIn(zone))) {
    const until = ruleOf(retentionClass)?.until(start);
    const row = until === undefined ? undefined : rows.find(({ on }) => on > until);
    if (!row) continue;
    row.total += count;
    row.byClass[retentionClass] = (row.byClass[retentionClass] ?? 0) + count;
  }
  return rows;
}
