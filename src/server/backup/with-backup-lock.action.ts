import { setTimeout } from "node:timers/promises";
import type { Deps } from "../platform/deps.ts";
import { second } from "../platform/instant.ts";
import { backendOf, endBackend, lockBackups, unlockBackups } from "./dump.store.ts";

type Client = Parameters<typeof lockBackups>[0];

/** A connection in the middle of a COPY may take its time; nobody waits longer for it. */
const longestEndMs = 5 * second;

/**
 * Works while no other process backs up. What fails takes its connection along: one in the middle of a COPY would let
 * every further statement wait, and the lock ends with it.
 * @param lock what is held meanwhile; the one of backups where nothing else is said
 * @returns what the work returned; "busy" when another one is at it
 */
export async function withBackupLock<T>(
  deps: Pick<Deps, "db">,
  work: (client: Client) => Promise<T>,
  lock = lockBackups,
): Promise<T | "busy"> {
  const client = await deps.db.pool.connect();
  let backend: number | undefined;
  let sound = false;
  try {
    backend = await backendOf(client);
    if (!(await lock(client))) {
      sound = true;
      return "busy";
    }
    const done = await work(client);
    sound = await unlockBackups(client).then(
      () => true,
      () => false,
    );
    return done;
  } finally {
    client.release(!sound);
    // The lock ends with PostgreSQL's end of the line, which may outlive ours: whoever asks for the next backup after
    // this failure is not told "busy".
    if (!sound && backend !== undefined)
      await Promise.race([
        endBackend(deps.db.pool, backend, longestEndMs).catch(() => {}),
        setTimeout(longestEndMs, undefined, { ref: false }),
      ]);
  }
}
