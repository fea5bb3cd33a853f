import type { Tx } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";
import { insertLinks, loadAllEntries, takeHead } from "./audit.store.ts";
import { linkText } from "./chain.ts";

/** Entries written by a transaction that has not ended yet. */
const pending = new WeakMap<Tx, string[]>();

/** Notes an entry for the chain. */
export function linkAtCommit(tx: Tx, auditId: string): void {
  pending.set(tx, [...(pending.get(tx) ?? []), auditId]);
}

/**
 * Links what a transaction wrote, as its last deed: the chain's end is locked for two statements and the commit, and
 * always after every other lock, so that two businesslike deeds never wait for each other crosswise.
 */
export function linkEntries(seal: Seal): (tx: Tx, tenantId: string) => Promise<void> {
  return async (tx, tenantId) => {
    const auditIds = pending.get(tx);
    if (auditIds === undefined) return;
    const { head, entries: written } = await takeHead(tx, tenantId, auditIds);
    // A chain that begins takes in what was written before there was one.
    const entries = head.seq === 0 ? await loadAllEntries(tx, tenantId) : written;
    let before = head.link;
    const links = entries.map((entry, i) => {
      const link = seal.proof(tenantId, "audit-link", linkText(head.seq + i + 1, before, entry));
      before = link.toString("hex");
      return link;
    });
    await insertLinks(
      tx,
      tenantId,
      head,
      entries.map((entry) => entry.audit_id),
      links,
    );
  };
}
