import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { dropOnce } from "../presses/drop-once.action.ts";
import { loadChanges } from "./change.store.ts";
import { loadContractFiles } from "./contract-file.store.ts";
import { isBare } from "./open-points.ts";
import { deleteProcessor, lockProcessor } from "./processor.store.ts";

/**
 * Takes an entry made by mistake out of the register. What was agreed, decided or filed there is a proof and stays
 * (Art. 5(2) GDPR): a processor one no longer has is ended by its contract, not by forgetting it.
 * @returns whether it was taken out now
 * @throws not-found, conflict
 */
export async function removeProcessor(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<boolean> {
  const done = await dropOnce(deps, tx, tenantId, "processor", id, () => remove(tx, id));
  if (done) await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return done;
}

async function remove(tx: Tx, id: string): Promise<boolean> {
  const row = await lockProcessor(tx, id);
  if (!row) return false;
  const kept = [...(await loadContractFiles(tx)), ...(await loadChanges(tx))].some(
    ({ processorId }) => processorId === id,
  );
  if (kept || !isBare(row))
    throw new Problem("conflict", {
      detail: {
        de: "Hier ist schon etwas festgehalten; dieser Eintrag bleibt als Nachweis.",
        en: "Something is on record here already; this entry stays as a proof.",
      },
    });
  await deleteProcessor(tx, id);
  return true;
}
