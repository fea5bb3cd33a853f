import type { Deps } from "../platform/deps.ts";
import { readSealed, removeSealed } from "./vault.adapter.ts";

type Needs = Pick<Deps, "config" | "seal">;

/** The bytes of blocks 0 … count-1. Blocks of a file that is too large are forgotten. */
export async function readBlocks(
  deps: Needs,
  tenantId: string,
  uploadId: string,
  count: number,
  maxBytes: number,
): Promise<{ kind: "whole"; bytes: Buffer } | { kind: "missing" } | { kind: "too-large" }> {
  const blocks: Buffer[] = [];
  let size = 0;
  for (let block = 0; block < count; block++) {
    const column = `block-${block}` as const;
    const sealed = await readSealed(deps.config.dataDir, tenantId, uploadId, column);
    if (sealed === undefined) return { kind: "missing" };
    const bytes = deps.seal.openForEpoch(tenantId, { table: "attachment", row: uploadId, column }, sealed);
    size += bytes.length;
    if (size > maxBytes) {
      await dropBlocks(deps, tenantId, uploadId, count);
      return { kind: "too-large" };
    }
    blocks.push(bytes);
  }
  return { kind: "whole", bytes: Buffer.concat(blocks) };
}

export async function dropBlocks({ config }: Pick<Deps, "config">, tenantId: string, uploadId: string, count: number) {
  for (let block = 0; block < count; block++) await removeSealed(config.dataDir, tenantId, uploadId, `block-${block}`);
}
