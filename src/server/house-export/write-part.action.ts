import { listPeople } from "../members/list-people.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type Lying, removeBlocks, writeBlocks } from "../platform/files/block-vault.ts";
import { after, day } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { noCounts } from "./counts.ts";
import { insertPart, loadExport, loadParts, updateExport } from "./house-export.store.ts";
import { partContents } from "./part-contents.action.ts";
import { partJob } from "./part-job.ts";
import { Progress, partLimits } from "./progress.action.ts";
import type { Walk } from "./walk.ts";
import { type Listed, zipStream } from "./zip-stream.adapter.ts";

/** How long the files lie ready. */
const life = 3 * day;

/** Where a part lies, and what its blocks are sealed for. */
export const partFile = ({ config }: Pick<Deps, "config">, tenantId: string, id: string): Lying => ({
  dataDir: config.dataDir,
  shelf: "exports",
  tenantId,
  id,
});
export const partPlace = (partId: string, n: number) => ({
  table: "house_export_part",
  row: partId,
  column: `block-${n}`,
});

/**
 * Writes the next part of an export and says where the one after it goes on. Killed anywhere, it begins this part anew;
 * the parts before it stay. The export that is whole waits for its owner.
 */
export async function writePart(deps: Deps, tenantId: string, exportId: string, limits = partLimits): Promise<void> {
  const begun = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await loadExport(tx, exportId);
    if (row?.state !== "working") return undefined;
    const person = (await listPeople(deps, tx)).find(({ id }) => id === row.orderedBy);
    const parts = await loadParts(tx, [exportId]);
    return { row, person, number: parts.length + 1, zone: await loadTimeZone(tx, tenantId) };
  });
  if (begun === undefined) return;
  const { row, person, number } = begun;
  // Whoever ordered it may have left, or be no owner any more.
  if (person?.role !== "owner" || !person.active) {
    await deps.db.withTenant(tenantId, (tx) => updateExport(tx, exportId, { state: "gone" }));
    return;
  }
  const signedIn = { kind: "session", sessionId: null, deviceId: null, steppedUpAt: null } as const;
  const caller = { tenantId, memberId: person.id, name: person.name, role: person.role, ...signedIn };
  const walk: Walk = { caller, zone: begun.zone, counts: { ...noCounts(), ...row.counts }, lost: [] };
  const listed: Listed[] = [];
  const progress = new Progress(deps, walk, row, limits, listed);
  const partId = deps.ids.uuid();
  const where = partFile(deps, tenantId, partId);
  const zip = zipStream(partContents(deps, walk, progress, number, listed), deps.clock.now(), listed);
  const sealed = (n: number, bytes: Uint8Array) => deps.seal.forTenant(tenantId, partPlace(partId, n), bytes);
  const { bytes, hash } = await writeBlocks(where, zip, sealed);
  const kept = await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    const end = progress.whole
      ? ({ state: "ready", finished_at: now, expires_at: after(now, life) } as const)
      : { chapter: progress.chapter, after_number: progress.after };
    const counts = JSON.stringify(walk.counts);
    if (!(await updateExport(tx, exportId, { ...end, done: progress.done, under_way: 0, tries: 0, counts })))
      return false;
    await insertPart(tx, tenantId, { partId, exportId, number, bytes, hash, files: listed.length, madeAt: now });
    if (!progress.whole) await addJobs(tx, [partJob(tenantId, exportId)]);
    return true;
  });
  // Ended meanwhile, for certain. After a commit that nobody answered the file may be needed: it goes with its export.
  if (!kept) await removeBlocks(where);
}
