import type { ProcessorsAnswer } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadProcessors, loadTransferSwitch } from "./processor.store.ts";
import { processorView } from "./processor-view.ts";

/** The register with the status of every agreement today, and the switch for transfers to the USA. */
export async function listProcessors(deps: Pick<Deps, "clock">, tx: Tx): Promise<ProcessorsAnswer> {
  const now = deps.clock.now();
  const rows = await loadProcessors(tx);
  const transfer = await loadTransferSwitch(tx);
  return {
    processors: rows.map((row) => processorView(row, now)),
    transfer: {
      dpfValid: transfer?.dpfValid ?? true,
      source: transfer?.source ?? "Beschluss (EU) 2023/1795, bestätigt durch das EuG am 3. September 2025 (T-553/23)",
      changedAt: transfer?.changedAt.toISOString() ?? null,
    },
  };
}
