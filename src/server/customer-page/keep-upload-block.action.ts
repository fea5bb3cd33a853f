import { keepBlock } from "../attachments/keep-block.action.ts";
import { senderSigns, uploadId } from "../attachments/upload-id.ts";
import { countSealedBlocks } from "../attachments/vault.adapter.ts";
import type { Deps } from "../platform/deps.ts";
import { minute } from "../platform/instant.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import type { CustomerSession } from "./session.store.ts";

/**
 * How many blocks of files that are not finished may lie here: of one visitor four large files (the page sends one
 * after the other), of all visitors of a business together 2 GB. What is left behind is swept at night.
 */
const mostBlocks = { session: 400, tenant: 8_000 } as const;

/** Keeps one block of a customer's file; sending it again is harmless. Throws `too-many` beyond what may lie open. */
export async function keepUploadBlock(
  deps: Deps,
  { tenantId }: Pick<CustomerPage, "tenantId">,
  { sessionId }: Pick<CustomerSession, "sessionId">,
  { upload, block }: { readonly upload: string; readonly block: number },
  bytes: Uint8Array,
): Promise<void> {
  const id = uploadId((subject) => deps.seal.blindIndex(tenantId, "upload", subject), sessionId, upload);
  const own = await countSealedBlocks(deps.config.dataDir, tenantId, { id, signs: senderSigns });
  if (own >= mostBlocks.session || (await openInTenant(deps, tenantId)) >= mostBlocks.tenant)
    throw new Problem("too-many", {
      detail: forCustomer("Zu viele Dateien sind noch nicht fertig übertragen. Bitte senden Sie später noch einmal."),
    });
  await keepBlock(deps, tenantId, id, block, bytes);
}

interface Tally {
  readonly countedAt: number;
  blocks: number;
}

/** Looking through all folders for each block would cost more than keeping it: counted once a minute. */
const tallies = new Map<string, Tally>();

/** How many blocks lie open in this business, with the one that is about to come. */
async function openInTenant({ config, clock }: Deps, tenantId: string): Promise<number> {
  const known = tallies.get(tenantId);
  const now = clock.now().getTime();
  // The clock may have been put back.
  if (known !== undefined && Math.abs(now - known.countedAt) < minute) return known.blocks++;
  const blocks = await countSealedBlocks(config.dataDir, tenantId);
  tallies.set(tenantId, { countedAt: now, blocks: blocks + 1 });
  return blocks;
}
