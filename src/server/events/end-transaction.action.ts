import { linkEntries } from "../audit/link-entries.action.ts";
import type { Database } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";
import { tellEvents } from "./append-events.action.ts";

/**
 * What every transaction of a business does last: the chain of the audit and the feed are one row each, which everybody
 * changes. They are locked after every other lock, in this order, and for moments.
 */
export function endTransaction(seal: Seal): Database["beforeCommit"] {
  const link = linkEntries(seal);
  return async (tx, tenantId) => {
    await link(tx, tenantId);
    tellEvents(tx);
  };
}
