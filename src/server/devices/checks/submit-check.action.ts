import { checkPoints } from "../../../contract/device-checks.ts";
import { appendAudit } from "../../audit/append-audit.action.ts";
import type { Actor } from "../../audit/audit.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { insertCheck } from "./check.store.ts";

/**
 * Somebody went through the list at the device: everything on it holds, and the device is the business's. It waits
 * for the owner's look unless the owner says it. The event is the caller's.
 * @param check.passedBy the owner who enrols the very first device: nobody else could look
 * @throws Problem conflict while an earlier check of this device waits
 */
export async function submitCheck(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  actor: Actor,
  check: {
    readonly deviceId: string;
    readonly holderId: string;
    readonly kind: "enrolment" | "yearly";
    readonly submittedBy: string;
    readonly passedBy: string | null;
  },
): Promise<string> {
  const checkId = deps.ids.uuid();
  const row = { ...check, tenantId, checkId, points: checkPoints, at: deps.clock.now() };
  if (!(await insertCheck(tx, row)))
    throw new Problem("conflict", {
      detail: {
        de: "Eine Prüfung dieses Geräts wartet schon auf die Inhaberin.",
        en: "A check of this device is already waiting for the owner.",
      },
    });
  const subject = { subjectKind: "device", subjectId: check.deviceId };
  const details = { check: checkId, kind: check.kind };
  await appendAudit(deps, tx, { tenantId, actor, verb: "check-device", ...subject, details });
  return checkId;
}
