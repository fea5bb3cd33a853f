import type { ParsedItem } from "../channels/channel.ts";
import type { Account } from "../contacts/resolve-senders.action.ts";
import { serverActor } from "../decisions/decision.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";

/** What the channel calls an address book that comes by itself. */
const syncs = new Set(["smb_app_state_sync"]);

/**
 * AB-1: an address book that a channel hands over is dropped unread. That it came and was refused is kept, so that the
 * page of rules counts it; how many people stood in it nobody looked.
 */
export async function refuseSync(
  deps: Pick<Deps, "ids" | "clock">,
  tx: Tx,
  { tenantId }: Account,
  items: readonly ParsedItem[],
): Promise<void> {
  const event = items.find((item) => item.kind === "dropped" && syncs.has(item.label))?.label;
  if (event === undefined) return;
  const facts: Facts = { channel: "whatsapp_cloud", extra: { event } };
  const verdict = evaluate("sync_contacts", facts);
  await recordDecision(deps, tx, { tenantId, actor: serverActor, action: "sync_contacts", facts, verdict });
}
