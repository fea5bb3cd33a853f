import type { MissingThing } from "../../contract/setup.ts";
import type { ChannelsAnswer } from "../../contract/setup-channels.ts";
import type { SetupChannel } from "../../contract/setup-papers.ts";
import { loadAccounts } from "../channels/load-accounts.action.ts";
import { sentCounts } from "../outbound/count-sent.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { judgeActivation } from "./judge-activation.action.ts";

/** Every channel account, whether it is open, and what stands in the way if not. */
export async function listChannels(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
): Promise<ChannelsAnswer> {
  const judged = new Map<string, readonly MissingThing[]>();
  const accounts: ChannelsAnswer["accounts"] = [];
  const rows = await loadAccounts(tx);
  const charged = rows.filter(({ kind }) => kind === "whatsapp").map(({ id }) => id);
  const sent = await sentCounts(deps, tx, tenantId, charged);
  for (const row of rows) {
    const key = `${row.kind}|${row.connected}`;
    const missing = judged.get(key) ?? (await missingFor(deps, tx, tenantId, row));
    judged.set(key, missing);
    accounts.push({
      id: row.id,
      channel: row.kind,
      label: row.label,
      state: row.state,
      connected: row.connected,
      externalRef: row.externalRef,
      liveSince: row.liveSince?.toISOString() ?? null,
      address: addressOf(row, deps.publicUrl(tenantId)),
      missing: [...missing],
      trouble:
        row.state === "live" && row.trouble && row.troubleSince
          ? { kind: row.trouble, since: row.troubleSince.toISOString() }
          : null,
      sent: sent.get(row.id) ?? [],
    });
  }
  return { accounts };
}

async function missingFor(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  row: { readonly kind: SetupChannel; readonly connected: boolean },
): Promise<readonly MissingThing[]> {
  return (await judgeActivation(deps, tx, tenantId, row.kind, row.connected)).missing;
}

function addressOf(row: Awaited<ReturnType<typeof loadAccounts>>[number], publicUrl: string): string {
  if (row.kind === "webchat") return row.slug === null ? "" : `${publicUrl}/k/${row.slug}`;
  return `${publicUrl}/webhooks/whatsapp/${row.id}`;
}
