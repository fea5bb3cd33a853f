import type { Deps } from "../platform/deps.ts";
import { readSealed } from "./vault.adapter.ts";

/** What `keepIncoming` kept; undefined when it is not there (any more). */
export async function readIncoming(
  { config, seal }: Pick<Deps, "config" | "seal">,
  tenantId: string,
  id: string,
): Promise<Buffer | undefined> {
  const sealed = await readSealed(config.dataDir, tenantId, id, "incoming");
  if (sealed === undefined) return undefined;
  return seal.openForEpoch(tenantId, { table: "attachment", row: id, column: "incoming" }, sealed);
}
