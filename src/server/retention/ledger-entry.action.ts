import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import type { LedgerEntry } from "./erasure-ledger.adapter.ts";

/** An entry of the ledger, signed so that nobody can have a contact erased by writing into a file. */
export function ledgerEntry(deps: Pick<Deps, "seal" | "clock">, tenantId: string, contactId: string): LedgerEntry {
  const at = deps.clock.now().toISOString();
  return { tenantId, contactId, at, mac: macOf(deps, tenantId, contactId, at).toString("hex") };
}

export function isGenuine(deps: Pick<Deps, "seal">, entry: LedgerEntry): boolean {
  return sameSecret(macOf(deps, entry.tenantId, entry.contactId, entry.at), Buffer.from(entry.mac, "hex"));
}

function macOf(deps: Pick<Deps, "seal">, tenantId: string, contactId: string, at: string): Buffer {
  return deps.seal.blindIndex(tenantId, "erasure", `${contactId}|${at}`);
}
