import { server } from "../audit/audit.ts";
import { holdContact } from "../contacts/forget-contact.action.ts";
import type { Deps } from "../platform/deps.ts";
import { beginErasure } from "./begin-erasure.action.ts";
import { carryOutErasure } from "./carry-out-erasure.action.ts";
import type { LedgerEntry } from "./erasure-ledger.adapter.ts";
import { isGenuine } from "./ledger-entry.action.ts";

export interface Replayed {
  /** Contacts that the restored data still held and that are erased again now. */
  readonly erased: number;
  /** Entries whose contact is gone already, or never was in these data. */
  readonly nothingToDo: number;
  /** Entries with a wrong signature: they were passed over. */
  readonly refused: number;
}

/**
 * ER-4: repeats every erasure of the ledger on restored data; of each contact the last genuine line counts. Run it after
 * a restore, before the first port opens; it may be run again at any time and changes nothing then.
 * @param tenants businesses that exist in these data and in the keyring
 */
export async function replayErasures(
  deps: Deps,
  ledger: readonly LedgerEntry[],
  tenants: readonly string[],
): Promise<Replayed> {
  const count = { erased: 0, nothingToDo: 0, refused: 0 };
  const last = new Map<string, LedgerEntry>();
  for (const entry of ledger) {
    if (!tenants.includes(entry.tenantId)) count.nothingToDo += 1;
    else if (!isGenuine(deps, entry)) count.refused += 1;
    else last.set(`${entry.tenantId}|${entry.contactId}`, entry);
  }
  for (const { tenantId, contactId, kept } of last.values()) {
    if (!kept && (await eraseAgain(deps, tenantId, contactId))) count.erased += 1;
    else count.nothingToDo += 1;
  }
  return count;
}

async function eraseAgain(deps: Deps, tenantId: string, contactId: string): Promise<boolean> {
  const erasureId = await deps.db.withTenant(tenantId, async (tx) => {
    const contact = await holdContact(tx, contactId);
    if (!contact || contact.erasedAt !== null) return undefined;
    const wish = { tenantId, contactId, cause: "replay", actor: server, deviceId: null } as const;
    return await beginErasure(deps, tx, wish);
  });
  if (erasureId === undefined) return false;
  // The channel was asked when the erasure happened; its list is not part of a backup.
  await carryOutErasure(deps, undefined, tenantId, erasureId);
  return true;
}
