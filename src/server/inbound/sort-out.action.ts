import type { ChannelKind } from "../../contract/ids.ts";
import type { Channels, ParsedItem } from "../channels/channel.ts";
import type { AccountMap } from "../channels/open-account.action.ts";
import type { Deps } from "../platform/deps.ts";
import { deliveryPlace } from "./accept-delivery.action.ts";
import type { ClaimedDelivery } from "./inbound-delivery.store.ts";
import { whyHomeless, whyPlaceless } from "./placeless.ts";
import type { Said } from "./said-before.action.ts";

/** Something that came in, and the account it belongs to. */
export interface Placed {
  readonly accountId: string;
  readonly kind: ChannelKind;
  readonly item: ParsedItem;
}

/** Why something has no place here, and whether another try may help. */
export interface Homeless {
  readonly problem: string;
  readonly retryHelps: boolean;
  readonly said?: Said;
}

/** What a delivery holds: the items that have a place, and why the others have none. */
export function sortOut(
  { seal }: Pick<Deps, "seal">,
  channels: Channels,
  tenantId: string,
  { kinds, byRef }: Pick<AccountMap, "kinds" | "byRef">,
  delivery: Pick<ClaimedDelivery, "accountId" | "digest" | "sealedBody">,
): {
  readonly count: number;
  readonly placed: readonly Placed[];
  readonly homeless?: Homeless | undefined;
  readonly left?: readonly ParsedItem[];
} {
  const kind = kinds.get(delivery.accountId);
  const channel = kind && channels[kind];
  if (!channel)
    return { count: 0, placed: [], homeless: { problem: whyHomeless(undefined, undefined), retryHelps: true } };
  const body = seal.openForEpoch(tenantId, deliveryPlace(delivery.digest), delivery.sealedBody);
  const items = channel.parse(body);
  const said = { tenantId, accountId: delivery.accountId, channel, items };
  const placed: Placed[] = [];
  const left: ParsedItem[] = [];
  let homeless: Homeless | undefined;
  for (const item of items) {
    const accountId = item.accountRef === undefined ? delivery.accountId : byRef.get(`${kind}|${item.accountRef}`);
    const problem = accountId === undefined ? whyHomeless(item, item.accountRef) : whyPlaceless(item);
    // Connecting the number helps; what has no place by itself is parked again, and does not hide the other.
    const retryHelps = accountId === undefined;
    const helped = homeless?.retryHelps === true;
    if (problem === undefined && accountId !== undefined) placed.push({ accountId, kind, item });
    if (problem !== undefined) left.push(item);
    if (problem !== undefined && (retryHelps || !helped)) homeless = { problem, retryHelps, said };
  }
  return { count: items.length, placed, homeless, left };
}
