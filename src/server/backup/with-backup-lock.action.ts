import type { Deps } from "../platform/deps.ts";
import { lockBackups, unlockBackups } from "./dump.store.ts";

type Client = Parameters<typeof lockBackups>[0];

/**
 * Works while no other process backs up. What fails takes its connection along: one in the middle of a COPY would let
 * every further statement wait, and the lock ends with it.
 * @returns what the work returned; "busy" when another one is at it
 */
export async function withBackupLock<T>(
  deps: Pick<Deps, "db">,
  work: (client: Client) => Promise<T>,
): Promise<T | "busy"> {
  const client = await deps.db.pool.connect();
  let sound = false;
  try {
    if (!(await lockBackups(client))) {
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
  }
}
