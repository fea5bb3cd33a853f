import type { Deps } from "../platform/deps.ts";
import { readSealed } from "./vault.adapter.ts";

/**
 * What `keepIncoming` kept; undefined when it is not there (any more), or when nobody can open it any more: a restore
 * brings back an archive whose epoch has ended.
 */
export async function readIncoming(
  { config, seal }: Pick<Deps, "config" | "seal">,
  tenantId: string,
  id: string,
): Promise<Buffer | undefined> {
  const sealed = await readSealed(config.dataDir, tenantId, id, "incoming");
  if (sealed === undefined) return undefined;
  try {
    return seal.openForEpoch(tenantId, { table: "attachment", row: id, column: "incoming" }, sealed);
  } catch {
    return undefined;
  }
}
