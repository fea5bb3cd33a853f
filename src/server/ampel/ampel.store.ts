import type { Tx } from "../platform/db.ts";
import { SeenLights } from "./ampel-changes.ts";

/** What was last seen and last mailed; empty before the first time. */
export async function loadState(tx: Tx): Promise<{ seen: SeenLights; mailed: SeenLights }> {
  const row = await tx.selectFrom("ampel_state").select(["seen", "mailed"]).executeTakeFirst();
  return { seen: SeenLights.parse(row?.seen ?? []), mailed: SeenLights.parse(row?.mailed ?? []) };
}

export async function saveSeen(tx: Tx, tenantId: string, seen: SeenLights): Promise<void> {
  const values = { seen: JSON.stringify(seen) };
  await tx
    .insertInto("ampel_state")
    .values({ tenant_id: tenantId, ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}

export async function saveMailed(tx: Tx, tenantId: string, mailed: SeenLights): Promise<void> {
  const values = { mailed: JSON.stringify(mailed) };
  await tx
    .insertInto("ampel_state")
    .values({ tenant_id: tenantId, seen: JSON.stringify(mailed), ...values })
    .onConflict((conflict) => conflict.column("tenant_id").doUpdateSet(values))
    .execute();
}
