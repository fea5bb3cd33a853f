import type { Tx } from "../platform/db.ts";
import { tellEnded } from "./end-session.action.ts";
import { deleteSessionsOf } from "./session.store.ts";

/** The ways back into a conversation that is gone. */
export async function forgetSessions(tx: Tx, tenantId: string, identityIds: readonly string[]): Promise<number> {
  const gone = await deleteSessionsOf(tx, identityIds);
  await tellEnded(tx, tenantId, gone);
  return gone.length;
}
