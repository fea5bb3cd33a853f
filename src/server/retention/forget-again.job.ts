import type { Channels } from "../channels/channel.ts";
import { openAccount } from "../channels/open-account.action.ts";
import type { Deps } from "../platform/deps.ts";
import { lockChannelForget } from "./channel-forget.store.ts";
import { noteForget, openForgotten } from "./note-forget.action.ts";

/** Task "forget-at-channel": asks once more. */
export async function forgetAgain(
  deps: Deps,
  channels: Channels,
  { tenantId, erasureId, accountId }: { tenantId: string; erasureId: string; accountId: string },
): Promise<void> {
  const known = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await lockChannelForget(tx, erasureId, accountId);
    if (row?.outcome !== "waiting") return undefined;
    return { row, account: await openAccount(deps, tx, tenantId, accountId) };
  });
  if (!known) return;
  const { row, account } = known;
  const addresses = openForgotten(deps, tenantId, row);
  const channel = account && channels[account.kind];
  const able = addresses !== undefined && account !== undefined && channel?.forgetPerson !== undefined;
  const outcome = able ? await channel.forgetPerson?.(addresses, account.credentials) : undefined;
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = await lockChannelForget(tx, erasureId, accountId);
    if (now?.outcome !== "waiting" || now.tries !== row.tries) return;
    const { channelKind } = row;
    const sealed = addresses === undefined ? null : row.sealedAddresses;
    const asked = { erasureId, accountId, channelKind, addresses: addresses ?? [], sealed };
    await noteForget(deps, tx, tenantId, { ...asked, outcome: outcome ?? "nobody" }, row.tries);
  });
}
