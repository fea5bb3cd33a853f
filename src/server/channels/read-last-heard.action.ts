import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { loadLastHeard } from "./last-heard.store.ts";

/** When the provider of each channel account last brought anything; one that was silent for a week is not in it. */
export async function readLastHeard(deps: Pick<Deps, "clock">, tx: Tx): Promise<ReadonlyMap<string, Date>> {
  const heard = await loadLastHeard(tx, after(deps.clock.now(), -7 * day));
  return new Map(heard.map(({ accountId, at }) => [accountId, at]));
}
