import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { findSession } from "./session.store.ts";
import { sessionCounts } from "./session-rules.ts";
import { findToken } from "./tokens/api-token.store.ts";

/**
 * Does this caller still count? For connections that stay open: asked on every note of the topic "session" and on
 * every heartbeat. A changed role counts as an end too: what the connection may show was decided when it opened.
 */
export async function sessionAlive(
  deps: Pick<Deps, "db" | "clock">,
  caller: Pick<Caller, "tenantId" | "sessionId" | "kind" | "role">,
): Promise<boolean> {
  const { sessionId, tenantId, kind, role } = caller;
  if (sessionId === null) return false;
  const now = deps.clock.now();
  return await deps.db.withTenant(tenantId, async (tx) => {
    if (kind === "api") {
      const token = await findToken(tx, { tokenId: sessionId }, now);
      return token !== undefined && token.revokedAt === null && token.memberActive && token.role === role;
    }
    const session = await findSession(tx, { sessionId }, now);
    return session !== undefined && sessionCounts(session, now) && session.role === role;
  });
}
