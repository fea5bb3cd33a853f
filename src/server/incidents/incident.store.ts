import { sql } from "kysely";
import { IncidentFields } from "../../contract/incidents.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Seal } from "../platform/seal.ts";

export interface Incident {
  readonly id: string;
  readonly number: number;
  readonly drill: boolean;
  readonly awareAt: Date;
  readonly deviceId: string | null;
  readonly fields: IncidentFields;
  readonly alarmedHours: number;
  readonly decidedAt: Date | null;
  readonly closedAt: Date | null;
}

type Sealer = { readonly seal: Seal };
const place = (row: string) => ({ table: "incident", row, column: "sealed_fields" });

export async function insertIncident(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  incident: Pick<Incident, "id" | "drill" | "awareAt" | "deviceId" | "fields">,
): Promise<void> {
  const number = await nextNumber(tx, tenantId);
  await tx
    .insertInto("incident")
    .values({
      tenant_id: tenantId,
      incident_id: incident.id,
      number,
      drill: incident.drill,
      aware_at: incident.awareAt,
      opened_at: deps.clock.now(),
      device_id: incident.deviceId,
      sealed_fields: deps.seal.forTenant(tenantId, place(incident.id), JSON.stringify(incident.fields)),
    })
    .execute();
}

/** Each number is given once. Restored data of an older program bring no count: then the highest there is counts. */
async function nextNumber(tx: Tx, tenantId: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into incident_count as c (tenant_id, last_number)
    select ${tenantId}::uuid, coalesce(max(number), 0) + 1 from incident
    on conflict (tenant_id) do update set last_number = greatest(c.last_number + 1, excluded.last_number)
    returning last_number as number`.execute(tx);
  const number = rows[0]?.number;
  if (number === undefined) throw new Error("an insert that returns gives a row");
  return number;
}

/** When the business came to know of each breach that is still open, the oldest first; drills are none. */
export async function openAwareness(tx: Tx): Promise<Date[]> {
  const rows = await tx
    .selectFrom("incident")
    .select("aware_at")
    .where("drill", "=", false)
    .where("closed_at", "is", null)
    .orderBy("aware_at")
    .execute();
  return rows.map((row) => row.aware_at);
}

/** All, the newest first. */
export async function loadIncidents(deps: Sealer, tx: Tx, tenantId: string): Promise<Incident[]> {
  const rows = await tx.selectFrom("incident").selectAll().orderBy("number", "desc").execute();
  return rows.map((row) => toIncident(deps, tenantId, row));
}

/** One; `lock` keeps others from changing it until commit. */
export async function findIncident(
  deps: Sealer,
  tx: Tx,
  tenantId: string,
  id: string,
  lock = false,
): Promise<Incident | undefined> {
  const query = tx.selectFrom("incident").selectAll().where("incident_id", "=", id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row && toIncident(deps, tenantId, row);
}

export async function updateIncident(
  deps: Sealer,
  tx: Tx,
  tenantId: string,
  id: string,
  change: {
    readonly fields?: IncidentFields;
    readonly decidedAt?: Date | null;
    readonly closed?: { readonly at: Date; readonly decisionId: string };
    readonly alarmedHours?: number;
  },
): Promise<void> {
  const { fields, decidedAt, closed, alarmedHours } = change;
  await tx
    .updateTable("incident")
    .set({
      ...(fields && { sealed_fields: deps.seal.forTenant(tenantId, place(id), JSON.stringify(fields)) }),
      ...(decidedAt !== undefined && { decided_at: decidedAt }),
      ...(closed && { closed_at: closed.at, decision_id: closed.decisionId }),
      ...(alarmedHours !== undefined && { alarmed_hours: alarmedHours }),
    })
    .where("incident_id", "=", id)
    .execute();
}

interface Row {
  readonly incident_id: string;
  readonly number: number;
  readonly drill: boolean;
  readonly aware_at: Date;
  readonly device_id: string | null;
  readonly sealed_fields: Uint8Array;
  readonly alarmed_hours: number;
  readonly decided_at: Date | null;
  readonly closed_at: Date | null;
}

function toIncident({ seal }: Sealer, tenantId: string, row: Row): Incident {
  const opened = seal.openForTenant(tenantId, place(row.incident_id), row.sealed_fields).toString("utf8");
  return {
    id: row.incident_id,
    number: row.number,
    drill: row.drill,
    awareAt: row.aware_at,
    deviceId: row.device_id,
    fields: IncidentFields.parse(JSON.parse(opened)),
    alarmedHours: row.alarmed_hours,
    decidedAt: row.decided_at,
    closedAt: row.closed_at,
  };
}
