import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { revokeSession } from "./session.store.ts";

/** Ends what these secrets open: the visit of this device, and what it remembered. Unknown ones are fine. */
export async function endSession(
  deps: Deps,
  tenantId: string,
  secrets: readonly (string | undefined)[],
): Promise<void> {
  const known = secrets.filter((secret): secret is string => secret !== undefined && secret !== "");
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const secret of known) await revokeSession(tx, tenantId, hashSecret(secret), deps.clock.now());
  });
}
