import type { ContractFile, ProcessorsAnswer } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadChanges } from "./change.store.ts";
import { type ContractFileRow, loadContractFiles } from "./contract-file.store.ts";
import { loadProcessors, loadTransferSwitch } from "./processor.store.ts";
import { processorView } from "./processor-view.ts";

/** The register with the status of every agreement today, and the switch for transfers to the USA. */
export async function listProcessors(deps: Pick<Deps, "clock">, tx: Tx): Promise<ProcessorsAnswer> {
  const now = deps.clock.now();
  const rows = await loadProcessors(tx);
  const files = await loadContractFiles(tx);
  const changes = await loadChanges(tx);
  const transfer = await loadTransferSwitch(tx);
  const of = <T extends { readonly processorId: string }>(all: readonly T[], id: string) =>
    all.filter(({ processorId }) => processorId === id);
  return {
    processors: rows.map((row) =>
      processorView(row, now, {
        files: of(files, row.id).map(fileView),
        changes: of(changes, row.id).map(({ processorId: _, ...change }) => ({
          ...change,
          decidedAt: change.decidedAt?.toISOString() ?? null,
        })),
      }),
    ),
    transfer: {
      dpfValid: transfer?.dpfValid ?? true,
      source: transfer?.source ?? null,
      changedAt: transfer?.changedAt.toISOString() ?? null,
    },
  };
}

function fileView(row: ContractFileRow): ContractFile {
  return {
    id: row.fileId,
    size: row.size,
    sha256: Buffer.from(row.sha256).toString("hex"),
    uploadedAt: row.uploadedAt.toISOString(),
  };
}
