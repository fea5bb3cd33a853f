import type { Deps } from "../platform/deps.ts";
import { removeSealed } from "./vault.adapter.ts";

/** Forgets bytes that will not be needed: the message was refused or had arrived before. */
export async function dropIncoming(
  deps: Pick<Deps, "config">,
  tenantId: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids) await removeSealed(deps.config.dataDir, tenantId, id, "incoming");
}
