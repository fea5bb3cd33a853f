import { setTimeout as pause } from "node:timers/promises";
import { readLost } from "../attachments/lost-files.adapter.ts";
import { vaultTrouble } from "../attachments/vault.adapter.ts";
import { backupStanding } from "../backup/backup-standing.action.ts";
import { clockGap } from "../platform/db/database-clock.ts";
import type { Deps } from "../platform/deps.ts";
import { assertRoom } from "../platform/files/room.adapter.ts";
import { day } from "../platform/instant.ts";
import { areJobsLate } from "../platform/jobs/late-jobs.ts";
import { Problem } from "../platform/problem.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";

/** What may ail the server, in words that say nothing of any business. */
export const ailments = ["database", "disk", "clock", "jobs", "backup", "files"] as const;
export type Ailment = (typeof ailments)[number];

/** A database that is silent for so long does not answer people either. */
const patienceMs = 5_000;

/** What this server knows of itself without asking anybody. */
export interface OwnSigns {
  /** A job is under way that takes longer than any of its kind. */
  readonly jobHangs: () => boolean;
  /** What is answered from outside says that the clock of this machine is wrong. */
  readonly clockIsWrong: () => boolean;
}

export async function checkHealth(deps: Deps, own: OwnSigns): Promise<Ailment[]> {
  const giveUp = new AbortController();
  const silent = pause<Ailment[]>(patienceMs, ["database"], { ref: false, signal: giveUp.signal });
  silent.catch(() => {});
  const found = await Promise.race([askDatabase(deps, own).catch((): Ailment[] => ["database"]), silent]);
  giveUp.abort();
  return (await isShort(deps.config.dataDir)) ? [...found, "disk"] : found;
}

/** Said while there is time: files are refused already, and the database works on. */
async function isShort(dataDir: string): Promise<boolean> {
  return await assertRoom(dataDir, 0).then(
    () => false,
    (error: unknown) => error instanceof Problem,
  );
}

/** So long a backup has what the disk has lost; after that nobody can do anything, and nobody is called for it. */
const findableMs = 30 * day;

/** Files of these businesses were missing when the disk was last looked through. */
function areFilesLost({ config, clock }: Pick<Deps, "config" | "clock">, tenantIds: readonly string[]): boolean {
  const since = clock.now().getTime() - findableMs;
  const lost = readLost(config.dataDir);
  return tenantIds.some((id) => Object.values(lost[id] ?? {}).some((at) => Date.parse(at) > since));
}

async function askDatabase(deps: Deps, own: OwnSigns): Promise<Ailment[]> {
  const tenants = await listTenants(deps);
  const [oldest] = tenants;
  const clockWrong = own.clockIsWrong() || (await clockGap(deps.db.pool)) !== 0;
  const jobsLate = own.jobHangs() || (await areJobsLate(deps.db.pool));
  const backup = oldest && (await deps.db.withTenant(oldest, (tx) => backupStanding(deps, tx, oldest)));
  const found: readonly [Ailment, boolean][] = [
    ["clock", clockWrong],
    ["jobs", jobsLate],
    ["backup", Boolean(backup && (backup.unreadable || !backup.fresh))],
    ["files", areFilesLost(deps, tenants) || (await vaultTrouble(deps.config.dataDir, tenants)) !== undefined],
  ];
  return found.flatMap(([ailment, there]) => (there ? [ailment] : []));
}
