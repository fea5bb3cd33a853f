import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { keepBlock } from "./keep-block.action.ts";
import { senderSigns, uploadId } from "./upload-id.ts";
import { countSealedBlocks, isSealed } from "./vault.adapter.ts";

/** Under which id the blocks of a member's upload lie. */
export function staffUploadId(
  { seal }: Pick<Deps, "seal">,
  { tenantId, memberId }: Pick<Caller, "tenantId" | "memberId">,
  upload: string,
): string {
  return uploadId((subject) => seal.blindIndex(tenantId, "staff-upload", subject), memberId, upload);
}

/**
 * How many blocks of one member's files that are not finished may lie here: five of the largest, and the app sends one
 * after the other. What is left behind is swept at night; until then it takes room that customers' files need as well.
 */
const mostBlocks = 1_000;

/** Keeps one block of a member's file; sending it again is harmless. Throws `too-many` beyond what may lie open. */
export async function keepStaffBlock(
  deps: Deps,
  caller: Caller,
  { upload, block }: { readonly upload: string; readonly block: number },
  bytes: Uint8Array,
): Promise<void> {
  const { tenantId } = caller;
  const id = staffUploadId(deps, caller, upload);
  if ((await countSealedBlocks(deps.config.dataDir, tenantId, { id, signs: senderSigns })) >= mostBlocks)
    throw new Problem("too-many", {
      detail: {
        de: "Zu viele Dateien sind noch nicht fertig übertragen. Bitte später noch einmal senden.",
        en: "Too many files are not finished yet. Please send again later.",
      },
    });
  await keepBlock(deps, tenantId, id, block, bytes);
}

/** How many blocks lie here from the first one on without a gap. */
export async function countBlocks(deps: Deps, caller: Caller, upload: string): Promise<number> {
  const id = staffUploadId(deps, caller, upload);
  for (let block = 0; ; block++)
    if (!(await isSealed(deps.config.dataDir, caller.tenantId, id, `block-${block}`))) return block;
}
