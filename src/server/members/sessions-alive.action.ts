import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { loadSessions } from "./session.store.ts";
import { sessionCounts } from "./session-rules.ts";
import { loadTokens } from "./tokens/api-token.store.ts";

/**
 * Do these callers of a business still count? For connections that stay open; one look for all of them. A changed role
 * counts as an end too: what the connection may show was decided when it opened.
 * @returns in the order of the callers
 */
export async function sessionsAlive(
  deps: Pick<Deps, "db" | "clock">,
  tenantId: string,
  callers: readonly Pick<Caller, "sessionId" | "kind" | "role">[],
): Promise<boolean[]> {
  const now = deps.clock.now();
  const idsOf = (kind: Caller["kind"]) => [
    ...new Set(callers.flatMap((caller) => (caller.kind === kind ? (caller.sessionId ?? []) : []))),
  ];
  const [sessionIds, tokenIds] = [idsOf("session"), idsOf("api")];
  const [sessions, tokens] = await deps.db.withTenant(tenantId, async (tx) => [
    sessionIds.length === 0 ? [] : await loadSessions(tx, sessionIds, now),
    tokenIds.length === 0 ? [] : await loadTokens(tx, tokenIds, now),
  ]);
  const roles = new Map([
    ...sessions.filter((one) => sessionCounts(one, now)).map((one) => [one.sessionId, one.role] as const),
    ...tokens
      .filter((one) => one.revokedAt === null && one.memberActive)
      .map((one) => [one.tokenId, one.role] as const),
  ]);
  return callers.map(({ sessionId, role }) => sessionId !== null && roles.get(sessionId) === role);
}
