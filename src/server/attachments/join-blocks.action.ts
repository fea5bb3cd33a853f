import type { Deps } from "../platform/deps.ts";
import { keepIncoming } from "./keep-incoming.action.ts";
import { readSealed, removeSealed } from "./vault.adapter.ts";

export type Joined =
  | { readonly kind: "joined"; readonly attachmentId: string }
  | { readonly kind: "missing" }
  | { readonly kind: "too-large" };

/** Makes one waiting file of blocks 0 … count-1 and forgets the blocks. One is missing: nothing changes. */
export async function joinBlocks(
  deps: Pick<Deps, "config" | "seal" | "ids">,
  tenantId: string,
  uploadId: string,
  count: number,
  maxBytes: number,
): Promise<Joined> {
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
  const attachmentId = await keepIncoming(deps, tenantId, Buffer.concat(blocks));
  await dropBlocks(deps, tenantId, uploadId, count);
  return { kind: "joined", attachmentId };
}

async function dropBlocks({ config }: Pick<Deps, "config">, tenantId: string, uploadId: string, count: number) {
  for (let block = 0; block < count; block++) await removeSealed(config.dataDir, tenantId, uploadId, `block-${block}`);
}
