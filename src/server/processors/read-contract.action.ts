import type { ServedFile } from "../attachments/serve-file.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadContractFile } from "./contract-file.store.ts";

/** One contract file, opened. Throws `not-found`. */
export async function readContract(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  processorId: string,
  fileId: string,
): Promise<ServedFile> {
  const row = await loadContractFile(tx, processorId, fileId);
  if (row === undefined) throw new Problem("not-found");
  const place = { table: "contract_file", row: fileId, column: "sealed_content" };
  return {
    mimeType: row.mimeType,
    name: `Vertrag ${row.uploadedAt.toISOString().slice(0, 10)}`,
    bytes: deps.seal.openForTenant(tenantId, place, row.sealedContent),
    tag: fileId,
  };
}
