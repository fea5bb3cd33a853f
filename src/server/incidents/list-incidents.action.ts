import type { IncidentRow } from "../../contract/incidents.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadIncidents } from "./incident.store.ts";
import { incidentRow } from "./incident-row.ts";

/** All breaches, those that are open first, then the newest. */
export async function listIncidents(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
): Promise<IncidentRow[]> {
  const rows = (await loadIncidents(deps, tx, tenantId)).map((one) => incidentRow(one, deps.clock.now()));
  return rows.sort((a, b) => Number(a.closedAt !== null) - Number(b.closedAt !== null) || b.number - a.number);
}
