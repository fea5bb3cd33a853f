import { type RawBuilder, sql } from "kysely";
import { unreferenced } from "../platform/db/unreferenced.ts";
import type { Tx } from "../platform/db.ts";
import { deleteChecks } from "./checks/check.store.ts";

async function over(tx: Tx, before: Date): Promise<RawBuilder<boolean>> {
  const free = await unreferenced(tx, { table: "device", key: "device_id" }, ["passkey", "device_check"]);
  return sql<boolean>`device.state in ('revoked', 'lost') and device.decided_at < ${before} and ${free}`;
}

export async function countOld(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from device where ${await over(tx, before)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** Devices that have been out of use for so long; one that an incident still names stays with it. @returns how many */
export async function deleteOld(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select device_id as id from device where ${await over(tx, before)} for update`.execute(tx);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await deleteChecks(tx, ids);
  await sql`update passkey set enrolled_with = null where enrolled_with = any(${ids}::uuid[])`.execute(tx);
  await tx.deleteFrom("device").where("device_id", "in", ids).execute();
  return ids.length;
}
