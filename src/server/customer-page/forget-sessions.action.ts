import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { after, day } from "../platform/instant.ts";
import { tellEnded } from "./end-session.action.ts";
import { deleteErasedVisits, deleteSessionsOf, erasedVisit, insertErasedVisits } from "./session.store.ts";

/** As long as a link holds that is used again and again. */
const toldFor = 90 * day;

/**
 * The ways back into a conversation that is gone.
 * @param told what is read instead by who comes back by one of them; nothing where nobody asked for it
 */
export async function forgetSessions(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  identityIds: readonly string[],
  told?: string,
): Promise<void> {
  const gone = await deleteSessionsOf(tx, identityIds);
  const until = after(deps.clock.now(), toldFor);
  const hashes = gone.flatMap(({ secretHash, revokedAt }) => (revokedAt === null ? [secretHash] : []));
  if (told !== undefined) await insertErasedVisits(tx, tenantId, hashes, { told, until });
  await tellEnded(
    tx,
    tenantId,
    gone.map(({ sessionId }) => sessionId),
  );
}

/** What became of the conversation this secret led to: erased, because who asks had asked for it. */
export async function whatWasErased(tx: Tx, tenantId: string, secret: string | undefined): Promise<string | undefined> {
  return secret === undefined ? undefined : await erasedVisit(tx, tenantId, hashSecret(secret));
}

/** Nobody can come back by what has run out. */
export async function forgetErasedVisits(deps: Pick<Deps, "clock">, tx: Tx): Promise<void> {
  await deleteErasedVisits(tx, deps.clock.now());
}
