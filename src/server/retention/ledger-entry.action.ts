import type { Deps } from "../platform/deps.ts";
import { sameSecret } from "../platform/ids.ts";
import type { HoldLine, LedgerEntry } from "./erasure-ledger.adapter.ts";

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

/** The line of a hold that was set, or released: null. */
export function holdLine(
  deps: Pick<Deps, "seal" | "clock">,
  tenantId: string,
  holdId: string,
  hold: HoldLine["hold"],
): HoldLine {
  const line = { tenantId, holdId, at: deps.clock.now().toISOString(), hold };
  return { ...line, mac: macOfHold(deps, line).toString("hex") };
}

export function isGenuineHold(deps: Pick<Deps, "seal">, line: HoldLine): boolean {
  return sameSecret(macOfHold(deps, line), Buffer.from(line.mac, "hex"));
}

function macOfHold({ seal }: Pick<Deps, "seal">, { tenantId, holdId, at, hold }: Omit<HoldLine, "mac">): Buffer {
  const told = hold && [hold.contactId, hold.conversationId, hold.kind, hold.reviewOn, hold.setBy, hold.setAt];
  return seal.blindIndex(tenantId, "hold", JSON.stringify([holdId, at, told]));
}
