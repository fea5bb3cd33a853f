import { sql } from "kysely";
import type { HandedOver } from "../../contract/departures.ts";
import type { Tx } from "../platform/db.ts";

/** Who gets what; whatever names nobody is left open. */
export type To = { readonly [K in HandedOver]: string | null };
export const nobody: To = { conversations: null, projects: null, rooms: null, shifts: null, duty: null };

/** How many of each went to somebody, and how many are left open. */
type Handed = { readonly [K in HandedOver]: { readonly moved: number; readonly open: number } };

export interface Receipt {
  readonly sessions: number;
  readonly programs: number;
  readonly handed: Handed;
}

export interface Departure {
  readonly memberId: string;
  readonly plannedBy: string | null;
  readonly to: To;
  readonly doneAt: Date | null;
  readonly receipt: Partial<Receipt>;
}

export async function findDeparture(tx: Tx, memberId: string): Promise<Departure | undefined> {
  const row = await tx.selectFrom("departure").selectAll().where("member_id", "=", memberId).executeTakeFirst();
  if (!row) return undefined;
  const { conversations_to: conversations, projects_to: projects, rooms_to: rooms } = row;
  return {
    memberId,
    plannedBy: row.planned_by,
    to: { conversations, projects, rooms, shifts: row.shifts_to, duty: row.duty_to },
    doneAt: row.done_at,
    receipt: row.moved as Partial<Receipt>,
  };
}

export async function putDeparture(
  tx: Tx,
  tenantId: string,
  departure: Omit<Departure, "doneAt" | "receipt"> & { readonly at: Date },
): Promise<void> {
  const { to } = departure;
  const values = {
    planned_at: departure.at,
    planned_by: departure.plannedBy,
    conversations_to: to.conversations,
    projects_to: to.projects,
    rooms_to: to.rooms,
    shifts_to: to.shifts,
    duty_to: to.duty,
  };
  await tx
    .insertInto("departure")
    .values({ tenant_id: tenantId, member_id: departure.memberId, ...values })
    .onConflict((oc) => oc.columns(["tenant_id", "member_id"]).doUpdateSet(values))
    .execute();
}

/** What was handed over before the day itself stays in the count. */
export async function noteReceipt(tx: Tx, memberId: string, receipt: Partial<Receipt>, doneAt?: Date): Promise<void> {
  await tx
    .updateTable("departure")
    .set({ moved: JSON.stringify(receipt), ...(doneAt && { done_at: doneAt }) })
    .where("member_id", "=", memberId)
    .execute();
}

export async function dropDeparture(tx: Tx, memberId: string): Promise<void> {
  await tx.deleteFrom("departure").where("member_id", "=", memberId).execute();
}

/** Whose last day is over, by the calendar of the business, and who has not been let go yet. */
export async function leavers(tx: Tx, now: Date): Promise<string[]> {
  const rows = await tx
    .selectFrom("member as m")
    .innerJoin("tenant as t", "t.tenant_id", "m.tenant_id")
    .leftJoin("departure as d", "d.member_id", "m.member_id")
    .select("m.member_id as id")
    .where(sql<boolean>`m.ends_on < (${now}::timestamptz at time zone t.time_zone)::date`)
    .where("d.done_at", "is", null)
    .execute();
  return rows.map((row) => row.id);
}

export async function deleteDone(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom("departure").where("done_at", "<", before).execute();
}
