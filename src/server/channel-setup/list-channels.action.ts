import type { ChannelsAnswer } from "../../contract/setup-channels.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { loadAccounts } from "../channels/load-accounts.action.ts";
import { readLastHeard } from "../channels/read-last-heard.action.ts";
import { findUnreported } from "../outbound/find-unreported.action.ts";
import { sentCounts } from "../outbound/waiting/note-sent.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { isPublicAddress } from "../platform/network/guarded-address.ts";
import { hostNameOf, isHomeName } from "../tenants/host-name.ts";
import { isDemo } from "../tenants/is-demo.action.ts";
import { channelTrouble } from "./channel-trouble.ts";
import { type Activation, judgeActivation } from "./judge-activation.action.ts";
import { stoppingFirst } from "./missing-things.ts";

/** Every channel account, whether it is open, and what stands in the way if not. */
export async function listChannels(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
): Promise<ChannelsAnswer> {
  const judged = new Map<string, Activation>();
  const accounts: ChannelsAnswer["accounts"] = [];
  const publicUrl = deps.publicUrl(tenantId);
  const demo = await isDemo(tx, tenantId);
  const rows = await loadAccounts(tx);
  const charged = rows.filter(({ kind }) => kind === "whatsapp").map(({ id }) => id);
  const sent = await sentCounts(deps, tx, tenantId, charged);
  const heard = await readLastHeard(deps, tx);
  const silent = await findUnreported(deps, tx, charged, heard);
  for (const row of rows) {
    const key = `${row.kind}|${row.connected}`;
    const found = judged.get(key) ?? (await judgeActivation(deps, tx, tenantId, row.kind, row.connected));
    judged.set(key, found);
    const paused = row.kind === "whatsapp" && row.state === "live" && !found.contract;
    accounts.push({
      id: row.id,
      channel: row.kind,
      label: row.label,
      state: row.state,
      connected: row.connected,
      externalRef: row.externalRef,
      liveSince: row.liveSince?.toISOString() ?? null,
      address: addressOf(row, publicUrl),
      unreachable: !demo && !isReached(publicUrl, row.kind),
      missing: row.state === "live" ? stoppingFirst(found.missing) : [...found.missing],
      halted: row.state === "live" && !(found.carries && row.connected),
      paused,
      trouble: row.state === "live" && !paused ? channelTrouble(row, silent.get(row.id), heard.get(row.id)) : null,
      heardAt: heard.get(row.id)?.toISOString() ?? null,
      sent: sent.get(row.id) ?? [],
    });
  }
  return { accounts };
}

type Account = Awaited<ReturnType<typeof loadAccounts>>[number];

function addressOf(row: Account, publicUrl: string): string {
  if (row.kind === "webchat") return row.slug === null ? "" : `${publicUrl}/k/${row.slug}`;
  return `${publicUrl}/webhooks/whatsapp/${row.id}`;
}

/** Whether a customer's browser finds this address, by no name only the house resolves; Meta's webhooks ask for https too. */
function isReached(publicUrl: string, kind: SetupChannel): boolean {
  const host = hostNameOf(publicUrl);
  return (kind === "webchat" || publicUrl.startsWith("https://")) && (!isHomeName(host) || isPublicAddress(host));
}
