import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { notify } from "../platform/wake.ts";
import { endCodesOf } from "./codes/code.store.ts";
import { endSessions } from "./end-sessions.action.ts";
import { countSessions } from "./session.store.ts";
import { revokeTokensOf, tokensOf } from "./tokens/api-token.store.ts";

export interface AccessCount {
  readonly sessions: number;
  /** Programs with a token of this member. */
  readonly programs: number;
}

/** Nobody comes in as this member any more: sessions, programs and codes end. @returns how many ended just now */
export async function endAccess(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  memberId: string,
): Promise<AccessCount> {
  const now = deps.clock.now();
  for (const purpose of ["enrol", "recovery"] as const) await endCodesOf(tx, memberId, purpose, now);
  const tokens = await revokeTokensOf(tx, memberId, now);
  for (const id of tokens) await notify(tx, "session", `${tenantId}/${id}`);
  return { sessions: await endSessions(deps, tx, tenantId, { memberId }), programs: tokens.length };
}

export async function countAccess({ clock }: Pick<Deps, "clock">, tx: Tx, memberId: string): Promise<AccessCount> {
  return { sessions: await countSessions(tx, memberId, clock.now()), programs: (await tokensOf(tx, memberId)).length };
}
