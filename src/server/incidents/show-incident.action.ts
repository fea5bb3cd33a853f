import type { IncidentView } from "../../contract/incidents.ts";
import { readTimeline } from "../audit/read-timeline.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import { complaintAuthorities } from "../notices/complaint-authorities.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { findIncident } from "./incident.store.ts";
import { dutyOf, letterDraft, openFields } from "./incident.ts";
import { incidentRow } from "./incident-row.ts";
import { timelineSentence } from "./timeline.ts";

/** A breach with everything one needs to tell of it: fields, authority, what is missing, what happened when. */
export async function showIncident(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "role">,
  id: string,
): Promise<IncidentView> {
  const incident = await findIncident(deps, tx, caller.tenantId, id);
  if (incident === undefined) throw new Problem("not-found");
  const { business } = await readPublicBusiness(tx);
  const entries = await readTimeline(tx, "incident", id);
  const ofDevice = incident.deviceId === null ? [] : await readTimeline(tx, "device", incident.deviceId);
  const { fields } = incident;
  const letter = fields.letter === "" ? letterDraft(fields, business.name) : fields.letter;
  return {
    ...incidentRow(incident, deps.clock.now()),
    fields: { ...fields, letter },
    open: openFields(fields),
    authority: business.state === null ? null : complaintAuthorities[business.state],
    duty: dutyOf(fields.risk),
    timeline: [...ofDevice.filter(({ verb }) => /lost|revoke/.test(verb)), ...entries]
      .sort((a, b) => a.at.getTime() - b.at.getTime())
      .map((entry) => ({ at: entry.at.toISOString(), sentence: timelineSentence(entry) })),
    mayDecide: can(caller, "decide-incidents"),
  };
}
