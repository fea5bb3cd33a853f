import type { Channel, ParsedItem } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { deliveryPlace } from "./accept-delivery.action.ts";
import { loadSaid } from "./inbound-delivery.store.ts";
import { alarmsIn } from "./placeless.ts";

/** A delivery as it was read. */
export interface Said {
  readonly tenantId: string;
  readonly accountId: string;
  readonly channel: Channel;
  readonly items: readonly ParsedItem[];
}

/** Whether a delivery parks nothing but alarms that stand parked already: the channel delivers them in other bytes too. */
export async function wasSaidBefore(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  { tenantId, accountId, channel, items }: Said,
): Promise<boolean> {
  const alarms = alarmsIn(items);
  if (alarms === undefined) return false;
  const known = new Set<string>();
  for (const { digest, sealedBody } of await loadSaid(tx, accountId))
    for (const alarm of alarmsIn(channel.parse(seal.openForEpoch(tenantId, deliveryPlace(digest), sealedBody))) ?? [])
      known.add(alarm);
  return alarms.every((alarm) => known.has(alarm));
}
