import type { z } from "zod";
import type { CloseRequest } from "../../contract/subject-requests.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { removeBlocks } from "../platform/files/block-vault.ts";
import { Problem } from "../platform/problem.ts";
import { listProcessors } from "../processors/list-processors.action.ts";
import { can } from "../rights/can.ts";
import { accessRequestToClose } from "./access-request.action.ts";
import { packetFile } from "./build-packet.action.ts";
import { changeRequest } from "./change-request.action.ts";
import { recipientsAreTold } from "./kinds.ts";
import { retirePackets } from "./packet.store.ts";

/**
 * Ends a case with what became of it. After correction, erasure and restriction every recipient has been told first
 * (Art. 19). What the office asked of the owner, only the owner answers. A case whose identity is open or in doubt is not "answered", unless the
 * contact is erased: then nobody can be asked any more.
 * Of one that is not answered nothing is left to collect.
 * @throws Problem conflict, not-lawful, not-allowed
 */
export async function closeRequest(
  deps: Deps,
  caller: Caller,
  requestId: string,
  { outcome, reason, told }: z.output<typeof CloseRequest>,
): Promise<void> {
  const gone = await deps.db.withTenant(caller.tenantId, async (tx) => {
    const found = await accessRequestToClose(deps, tx, caller, requestId);
    const { row } = found;
    // What the office asks of the owner is the owner's to decide; taking it back is not.
    if (row.source === "office" && outcome !== "withdrawn" && !can(caller, "manage-retention"))
      throw new Problem("not-allowed", {
        detail: { de: "Darüber entscheidet die Inhaberin oder der Inhaber.", en: "The owner decides that." },
      });
    if (outcome === "answered") {
      if (!row.erased && (row.identity_proof === "open" || row.identity_proof === "doubted"))
        throw new Problem("not-lawful", {
          detail: {
            de: "Es steht noch nicht fest, wer gefragt hat. Kläre das zuerst.",
            en: "It is not certain yet who asked. Settle that first.",
          },
        });
      const { processors } = await listProcessors(deps, tx);
      const missing = processors.filter(({ id, status }) => status !== "not_required" && !told.includes(id));
      const names = missing.map(({ name }) => name).join(", ");
      if (recipientsAreTold(row.kind) && missing.length > 0)
        throw new Problem("not-lawful", {
          detail: {
            de: `Sag zuerst allen Bescheid, die diese Daten bekommen haben. Es fehlt: ${names}.`,
            en: `First tell everybody who received these data. Missing: ${names}.`,
          },
        });
    }
    await changeRequest(deps, tx, caller, found, {
      verb: `close-subject-request`,
      change: { state: outcome, closed_at: deps.clock.now(), recipients_told: told },
      notes: { answer: reason },
      details: { outcome, told: told.length },
    });
    return outcome === "answered" ? [] : await retirePackets(tx, requestId);
  });
  for (const id of gone) await removeBlocks(packetFile(deps, caller.tenantId, id));
}
