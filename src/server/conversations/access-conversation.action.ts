import { useInsight } from "../insight/use-insight.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { type AccessRow, loadForAccess, loadMessageForAccess, loadReserved, type Reach } from "./access.store.ts";

/** "Chefsache" is there for owner and office; to everybody else it is not. */
export const reachOf = (caller: Pick<Caller, "role">): Reach => (can(caller, "read-reserved") ? "all" : "unreserved");

/** What the caller must not hear of, on top of what their role may not read: nothing for owner and office. */
export async function reservedFrom(tx: Tx, caller: Pick<Caller, "role">): Promise<ReadonlySet<string>> {
  return new Set(reachOf(caller) === "all" ? [] : await loadReserved(tx));
}

/**
 * The only way to a conversation by its id: "not yours" and "not there" look the same (V15). Other businesses' rows do
 * not exist in this transaction; inside the business the role decides.
 */
export async function accessConversation(tx: Tx, caller: Caller, conversationId: string): Promise<AccessRow> {
  const row = can(caller, "read-conversations") ? await loadForAccess(tx, conversationId, reachOf(caller)) : undefined;
  if (!row) throw new Problem("not-found");
  return row;
}

/**
 * For reading messages and files only: an officer with the owner's leave comes in here too, and every time is written
 * down. What changes a conversation asks `accessConversation`, which knows no such leave.
 */
export async function accessForReading(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  what: "conversation" | "file",
): Promise<AccessRow> {
  if (can(caller, "read-conversations")) return await accessConversation(tx, caller, conversationId);
  const row = (await useInsight(deps, tx, caller, conversationId, what))
    ? await loadForAccess(tx, conversationId, "all")
    : undefined;
  if (!row) throw new Problem("not-found");
  return row;
}

/** The same for a message: through its conversation. */
export async function accessMessage(tx: Tx, caller: Caller, messageId: string): Promise<AccessRow> {
  const row = can(caller, "read-conversations")
    ? await loadMessageForAccess(tx, messageId, reachOf(caller))
    : undefined;
  if (!row) throw new Problem("not-found");
  return row;
}
