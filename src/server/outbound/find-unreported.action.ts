import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day, hour, minute } from "../platform/instant.ts";
import { firstTaken } from "./delivery/path.store.ts";

/** Meta says within seconds that it sends what it took. */
const silenceMs = 15 * minute;

/**
 * Since when Meta has been taking messages of these numbers and has said nothing any more, neither of them nor of
 * anything else: its webhooks do not find the way here. Whether a message arrived nobody knows then.
 * @param heard when each of them was heard last
 */
export async function findUnreported(
  { clock }: Pick<Deps, "clock">,
  tx: Tx,
  accountIds: readonly string[],
  heard: ReadonlyMap<string, Date>,
): Promise<ReadonlyMap<string, Date>> {
  const now = clock.now();
  const until = after(now, -silenceMs);
  const silent = new Map<string, Date>();
  for (const id of accountIds) {
    const since = heard.get(id) ?? after(now, -7 * day);
    // Few rows: by their ids, which carry the time at which they were written.
    const taken = since < until ? await firstTaken(tx, id, since, until, after(since, -hour)) : undefined;
    if (taken) silent.set(id, taken);
  }
  return silent;
}
