import type { Deps } from "../platform/deps.ts";
import { assertRoom } from "../platform/files/room.adapter.ts";
import { writeSealed } from "./vault.adapter.ts";

/**
 * Keeps bytes of a sender we do not know yet, sealed with the business's key, until they hang on a message.
 * Returns the id the attachment will have. Throws `no-room`.
 */
export async function keepIncoming(
  deps: Pick<Deps, "config" | "seal" | "ids">,
  tenantId: string,
  bytes: Uint8Array,
): Promise<string> {
  await assertRoom(deps.config.dataDir, bytes.length);
  const id = deps.ids.uuid();
  await sealIncoming(deps, tenantId, id, bytes);
  return id;
}

/** Seals them with the key of the current epoch, in place of what lies there under this id. */
export async function sealIncoming(
  { config, seal }: Pick<Deps, "config" | "seal">,
  tenantId: string,
  id: string,
  bytes: Uint8Array,
): Promise<void> {
  const sealed = seal.forEpoch(tenantId, { table: "attachment", row: id, column: "incoming" }, bytes);
  await writeSealed(config.dataDir, tenantId, id, "incoming", sealed);
}
