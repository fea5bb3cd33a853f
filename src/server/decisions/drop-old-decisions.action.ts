import { periodIsOver } from "../platform/db/unreferenced.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { countOver, countUnveiled, deleteOver, takeUnveiled, veil } from "./old-decisions.store.ts";

/** LK-15: the next decisions whose three years are over. @returns how many went */
export async function dropOldDecisions(tx: Tx, before: Date, limit: number): Promise<number> {
  await periodIsOver(tx);
  return await deleteOver(tx, before, limit);
}

/**
 * LK-15: after six months a decision says that somebody acted, and that two decisions were the same somebody's, but not
 * who; only the keyring could tell. The device goes. @returns how many were veiled
 */
export async function veilOldDecisions(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  before: Date,
  limit: number,
): Promise<number> {
  await periodIsOver(tx);
  const rows = await takeUnveiled(tx, before, limit);
  const veiled = (id: string) => seal.proof(tenantId, "decision-actor", id).toString("hex").slice(0, 32);
  await veil(
    tx,
    rows.map(({ id, actorId }) => ({ id, actorId: actorId === null ? null : veiled(actorId) })),
  );
  return rows.length;
}

/** What the two would take. */
export async function countOldDecisions(tx: Tx, before: Date, veilBefore: Date) {
  return { over: await countOver(tx, before), unveiled: await countUnveiled(tx, veilBefore) };
}
