import type { OpenAccount } from "../channels/open-account.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { channelFacts } from "./channel-facts.action.ts";
import { contractStands } from "./channel-papers.ts";

/** May the provider of a channel be asked for anything now, be it a photo? Before the channel is open, never (AV-1). */
export async function mayAskChannel(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  { tenantId, kind, state }: Pick<OpenAccount, "tenantId" | "kind" | "state">,
): Promise<boolean> {
  // The own chat is in the house.
  if (kind === "webchat") return true;
  return state !== "draft" && contractStands(kind, await channelFacts(deps, tx, tenantId, kind));
}
