import { IncidentFields } from "../../contract/incidents.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { assertNoNames } from "../contacts/assert-no-names.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { readPublicBusiness } from "../imprint/read-public-business.action.ts";
import { readPublicSettings } from "../notices/read-public-settings.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertIncident } from "./incident.store.ts";

/** Starts the clock of a breach, or of a drill. @returns its id */
export async function openIncident(
  deps: Deps,
  tx: Tx,
  by: { readonly tenantId: string; readonly actor: Actor },
  what: { readonly drill: boolean; readonly awareAt: Date; readonly what: string; readonly deviceId?: string },
): Promise<string> {
  const { tenantId, actor } = by;
  if (what.awareAt > deps.clock.now())
    throw new Problem("bad-input", {
      fields: {
        awareAt: {
          de: "Das liegt in der Zukunft. Wann habt ihr davon erfahren?",
          en: "That lies in the future. When did you learn of it?",
        },
      },
    });
  await assertNoNames(tx, { what: what.what });
  const { business } = await readPublicBusiness(tx);
  const notice = await readPublicSettings(tx);
  const id = deps.ids.uuid();
  const contact = notice.dpoContact || [business.name, business.phone, business.email].filter(Boolean).join(", ");
  const fields = IncidentFields.parse({ what: what.what, contact: contact.slice(0, 300) });
  await insertIncident(deps, tx, tenantId, { ...what, id, deviceId: what.deviceId ?? null, fields });
  await appendAudit(deps, tx, {
    tenantId,
    actor,
    verb: what.drill ? "open-incident-drill" : "open-incident",
    subjectKind: "incident",
    subjectId: id,
    details: { deviceId: what.deviceId ?? null },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "incident-changed" }]);
  return id;
}
