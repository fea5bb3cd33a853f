import { sql } from "kysely";
import type { Tx } from "../platform/db.ts";
import type { Assessment } from "./impact-hits.ts";

/** The latest assessment of the business. */
export async function loadAssessment(tx: Tx): Promise<Assessment | undefined> {
  return await tx
    .selectFrom("impact_assessment as a")
    .innerJoin("member as m", "m.member_id", "a.recorded_by")
    .select([sql<string>`to_char(a.made_on, 'YYYY-MM-DD')`.as("madeOn"), "a.hits", "a.outcome", "m.name as by"])
    .orderBy("a.recorded_at", "desc")
    .orderBy("a.assessment_id", "desc")
    .executeTakeFirst();
}

export async function countContacts(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom("contact")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** It comes after those before it, also where the clock was put back since. */
export async function insertAssessment(
  tx: Tx,
  tenantId: string,
  one: Omit<Assessment, "by"> & { readonly id: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await tx
    .insertInto("impact_assessment")
    .values({
      tenant_id: tenantId,
      assessment_id: one.id,
      made_on: one.madeOn,
      hits: one.hits,
      outcome: one.outcome,
      recorded_by: one.by,
      recorded_at: sql`greatest(${one.at}::timestamptz, (select max(recorded_at) + interval '1 millisecond' from impact_assessment
        where tenant_id = ${tenantId}))`,
    })
    .execute();
}
