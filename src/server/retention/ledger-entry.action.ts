import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import type { LedgerEntry } from "./erasure-ledger.adapter.ts";

type Unsigned = Omit<LedgerEntry, "mac">;

/** An entry of the ledger, signed so that nobody can have a contact erased, or kept, by writing into a file. */
export function ledgerEntry(
  deps: Pick<Deps, "seal" | "clock">,
  tenantId: string,
  contactId: string,
  what: { readonly kept?: true } = {},
): LedgerEntry {
  const entry = { tenantId, contactId, at: deps.clock.now().toISOString(), ...what };
  return { ...entry, mac: macOf(deps, entry).toString("hex") };
}

export function isGenuine(deps: Pick<Deps, "seal">, entry: LedgerEntry): boolean {
  return sameSecret(macOf(deps, entry), Buffer.from(entry.mac, "hex"));
}

function macOf({ seal }: Pick<Deps, "seal">, { tenantId, contactId, at, kept }: Unsigned): Buffer {
  return seal.blindIndex(tenantId, kept ? "erasure-taken-back" : "erasure", `${contactId}|${at}`);
}
