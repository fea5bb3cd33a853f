import type { Tx } from "../platform/db.ts";
import { deleteSessionsOf } from "./session.store.ts";

/** The ways back into a conversation that is gone. */
export async function forgetSessions(tx: Tx, identityIds: readonly string[]): Promise<number> {
  return await deleteSessionsOf(tx, identityIds);
}
