import type { Deps } from "../platform/deps.ts";
import { assertRoom } from "../platform/files/room.adapter.ts";
import { writeSealed } from "./vault.adapter.ts";

/** Keeps one block of a file that arrives in pieces; the same block again replaces itself. Throws `no-room`. */
export async function keepBlock(
  { config, seal }: Pick<Deps, "config" | "seal">,
  tenantId: string,
  uploadId: string,
  block: number,
  bytes: Uint8Array,
): Promise<void> {
  await assertRoom(config.dataDir, bytes.length);
  const part = `block-${block}` as const;
  const sealed = seal.forEpoch(tenantId, { table: "attachment", row: uploadId, column: part }, bytes);
  await writeSealed(config.dataDir, tenantId, uploadId, part, sealed);
}
