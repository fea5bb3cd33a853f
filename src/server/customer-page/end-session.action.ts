import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { notify } from "../platform/wake.ts";
import { revokeSessions } from "./session.store.ts";

/** Ends what these secrets open: the visit of this device, and what it remembered. Unknown ones are fine. */
export async function endSession(
  deps: Deps,
  tenantId: string,
  secrets: readonly (string | undefined)[],
): Promise<void> {
  const known = secrets.filter((secret): secret is string => secret !== undefined && secret !== "");
  if (known.length === 0) return;
  await deps.db.withTenant(tenantId, async (tx) => {
    const secretHashes = known.map(hashSecret);
    await tellEnded(tx, tenantId, await revokeSessions(tx, tenantId, { secretHashes }, deps.clock.now()));
  });
}

/** Ends every way into the conversation of this person: visits on all devices, remembered ones, private links. */
export async function endAllSessions(deps: Deps, tenantId: string, identityId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) =>
    tellEnded(tx, tenantId, await revokeSessions(tx, tenantId, { identityId }, deps.clock.now())),
  );
}

/** Pages that are open with one of these close within a second (V60). */
export async function tellEnded(tx: Tx, tenantId: string, sessionIds: readonly string[]): Promise<void> {
  for (const sessionId of sessionIds) await notify(tx, "session", `${tenantId}/${sessionId}`);
}
