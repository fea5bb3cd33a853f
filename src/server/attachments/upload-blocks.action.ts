import { uuidOf } from "../../contract/uuid.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { keepBlock } from "./keep-block.action.ts";
import { readSealed } from "./vault.adapter.ts";

/**
 * Under which id the blocks of a member's upload lie: a keyed hash of who and which, in the shape of an id. Nobody can
 * write into the upload of somebody else, because the member stands in it.
 */
export function staffUploadId(
  { seal }: Pick<Deps, "seal">,
  { tenantId, memberId }: Pick<Caller, "tenantId" | "memberId">,
  upload: string,
): string {
  return uuidOf(seal.blindIndex(tenantId, "staff-upload", `${memberId}|${upload}`).toString("hex"));
}

export async function keepStaffBlock(
  deps: Deps,
  caller: Caller,
  { upload, block }: { readonly upload: string; readonly block: number },
  bytes: Uint8Array,
): Promise<void> {
  await keepBlock(deps, caller.tenantId, staffUploadId(deps, caller, upload), block, bytes);
}

/** How many blocks lie here from the first one on without a gap. */
export async function countBlocks(deps: Deps, caller: Caller, upload: string): Promise<number> {
  const id = staffUploadId(deps, caller, upload);
  for (let block = 0; ; block++)
    if ((await readSealed(deps.config.dataDir, caller.tenantId, id, `block-${block}`)) === undefined) return block;
}
