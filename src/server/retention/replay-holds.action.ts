import { appendAudit } from "../audit/append-audit.action.ts";
import { server } from "../audit/audit.ts";
import { holdContact } from "../contacts/forget-contact.action.ts";
import { heedHolds } from "../platform/db/holds-turn.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import type { HoldLine } from "./erasure-ledger.adapter.ts";
import { findHold, insertHold, isKnown, releaseRow } from "./hold.store.ts";
import { lastLines } from "./note-holds.action.ts";

/**
 * After a restore, before an erasure is repeated: a hold set since the backup stands again, one released since does not.
 * So nothing is erased that a hold in force keeps, and what the erasure takes out of it is restricted meanwhile (decision
 * 38). The reason was lost with the data; who set it and when is known. Run again it changes nothing.
 */
export async function replayHolds(
  deps: Deps,
  lines: readonly HoldLine[],
  tenants: readonly string[],
): Promise<{ readonly set: number; readonly released: number }> {
  const count = { set: 0, released: 0 };
  for (const tenantId of tenants)
    await deps.db.withTenant(tenantId, async (tx) => {
      await heedHolds(tx, tenantId);
      for (const line of lastLines(deps, lines, tenantId).values()) {
        const { hold } = line;
        if (hold === null && (await releaseAgain(deps, tx, line))) count.released += 1;
        if (hold !== null && (await setAgain(deps, tx, { ...line, hold }))) count.set += 1;
      }
    });
  return count;
}

async function setAgain(
  deps: Deps,
  tx: Tx,
  { tenantId, holdId, hold }: HoldLine & { readonly hold: NonNullable<HoldLine["hold"]> },
): Promise<boolean> {
  const { contactId, conversationId, kind, reviewOn, setBy } = hold;
  if (await isKnown(tx, holdId)) return false;
  // Of somebody these data never knew there is nothing to keep.
  if (contactId !== null && !(await holdContact(tx, contactId))) return false;
  const at = instant(Date.parse(hold.setAt));
  const sealedReason = Buffer.alloc(0);
  await insertHold(tx, tenantId, { holdId, contactId, conversationId, kind, sealedReason, reviewOn, setBy, at });
  await note(deps, tx, tenantId, "set-hold", holdId, { kind, reviewOn, restored: true });
  return true;
}

async function releaseAgain(deps: Deps, tx: Tx, { tenantId, holdId, at }: HoldLine): Promise<boolean> {
  if (!(await findHold(tx, holdId))) return false;
  await releaseRow(tx, holdId, null, instant(Date.parse(at)));
  await note(deps, tx, tenantId, "release-hold", holdId, { restored: true });
  return true;
}

async function note(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  verb: "set-hold" | "release-hold",
  holdId: string,
  details: Record<string, string | boolean>,
): Promise<void> {
  await appendAudit(deps, tx, { tenantId, actor: server, verb, subjectKind: "hold", subjectId: holdId, details });
}
