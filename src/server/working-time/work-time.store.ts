import { z } from "zod";
import { WorkHours } from "../../contract/working-time.ts";
import type { Tx } from "../platform/db.ts";
import type { Seal } from "../platform/seal.ts";
import type { Age } from "./age.ts";

export interface WorkTime {
  readonly memberId: string;
  readonly week: readonly WorkHours[];
  readonly age: Age;
  readonly qualifications: readonly string[];
  readonly crewId: string | null;
}

type Sealer = { readonly seal: Seal };
const place = (memberId: string) => ({ table: "work_time", row: memberId, column: "sealed_born_on" });

/** What is entered, by member; whoever nobody has entered yet is not in it. */
export async function loadWorkTimes({ seal }: Sealer, tx: Tx, tenantId: string): Promise<Map<string, WorkTime>> {
  const rows = await tx.selectFrom("work_time").selectAll().execute();
  return new Map(
    rows.map((row) => [
      row.member_id,
      {
        memberId: row.member_id,
        week: z.array(WorkHours).parse(row.week),
        age: {
          adult: row.adult,
          bornOn:
            row.sealed_born_on &&
            seal.openForTenant(tenantId, place(row.member_id), row.sealed_born_on).toString("utf8"),
        },
        qualifications: row.qualifications,
        crewId: row.crew_id,
      },
    ]),
  );
}

/** Until commit nobody else changes what is entered of a member. */
export async function lockWorkTime(tx: Tx, memberId: string): Promise<void> {
  await tx.selectFrom("work_time").select("member_id").where("member_id", "=", memberId).forUpdate().execute();
}

export async function saveWorkTime({ seal }: Sealer, tx: Tx, tenantId: string, row: WorkTime, at: Date): Promise<void> {
  const { memberId, week, age, qualifications, crewId } = row;
  const values = {
    week: JSON.stringify(week),
    adult: age.adult,
    sealed_born_on: age.bornOn === null ? null : seal.forTenant(tenantId, place(memberId), age.bornOn),
    qualifications: [...qualifications],
    crew_id: crewId,
    updated_at: at,
  };
  await tx
    .insertInto("work_time")
    .values({ tenant_id: tenantId, member_id: memberId, ...values })
    .onConflict((oc) => oc.columns(["tenant_id", "member_id"]).doUpdateSet(values))
    .execute();
}

export async function deleteWorkTimes(tx: Tx, memberIds: readonly string[]): Promise<void> {
  if (memberIds.length === 0) return;
  await tx.deleteFrom("work_time").where("member_id", "in", memberIds).execute();
}

export async function loadCrews(tx: Tx): Promise<{ id: string; name: string }[]> {
  return await tx.selectFrom("crew").select(["crew_id as id", "name"]).orderBy("name").orderBy("crew_id").execute();
}

export async function insertCrew(tx: Tx, tenantId: string, crew: { id: string; name: string }): Promise<void> {
  await tx.insertInto("crew").values({ tenant_id: tenantId, crew_id: crew.id, name: crew.name }).execute();
}

/** Until commit nobody else changes it. */
export async function lockCrew(tx: Tx, id: string): Promise<{ name: string } | undefined> {
  return await tx.selectFrom("crew").select("name").where("crew_id", "=", id).forUpdate().executeTakeFirst();
}

export async function renameCrew(tx: Tx, crew: { id: string; name: string }): Promise<void> {
  await tx.updateTable("crew").set({ name: crew.name }).where("crew_id", "=", crew.id).execute();
}

/** @returns false: there is none */
export async function deleteCrew(tx: Tx, id: string): Promise<boolean> {
  await tx.updateTable("work_time").set({ crew_id: null }).where("crew_id", "=", id).execute();
  const done = await tx.deleteFrom("crew").where("crew_id", "=", id).executeTakeFirst();
  return done.numDeletedRows > 0n;
}
