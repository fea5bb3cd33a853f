import type { Deps } from "../platform/deps.ts";
import { assertRoom, isNoRoom } from "../platform/files/room.adapter.ts";
import { after, minute } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import { fetchJob } from "./register-inbound-media.action.ts";

/** Nobody knows when there is room again; a look at the disk costs nothing. */
const lookAgainMs = 10 * minute;

/**
 * Does `work`, or leaves the file where it is and looks again soon. A full disk is no failure of the file's: with the
 * queue's growing pauses a photo came up to six hours after there was room again. @returns whether it was done
 */
export async function whenThereIsRoom(
  deps: Pick<Deps, "db" | "clock" | "config">,
  { tenantId, attachmentId }: { readonly tenantId: string; readonly attachmentId: string },
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    // Before anything is fetched that could not be kept.
    await assertRoom(deps.config.dataDir, 0);
    await work();
    return true;
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    const runAt = after(deps.clock.now(), lookAgainMs);
    await deps.db.withTenant(tenantId, (tx) => addJobs(tx, [{ ...fetchJob(tenantId, attachmentId), runAt }]));
    return false;
  }
}
