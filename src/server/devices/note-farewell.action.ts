import { proofText } from "../../contract/proof.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { findDevice, markWiped } from "./device.store.ts";
import { deviceSigned } from "./device-key.adapter.ts";

export const farewellPath = "/api/enrol/farewell";

/**
 * DV-3: a device that was revoked or lost says that its local data are gone. It proves by its key that it is this
 * device, with a proof made before the key went. Without this the register says "not confirmed".
 * @throws Problem not-found for anything else
 */
export async function noteFarewell(
  deps: Deps,
  tenantId: string,
  { deviceId, at, signature }: { readonly deviceId: string; readonly at: number; readonly signature: string },
): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const device = await findDevice(tx, { id: deviceId });
    const signed = device && deviceSigned(device.key, proofText(deviceId, "POST", farewellPath, at), signature);
    if (!device || !signed || (device.state !== "revoked" && device.state !== "lost")) throw new Problem("not-found");
    if (!(await markWiped(tx, deviceId, deps.clock.now()))) return;
    await appendAudit(deps, tx, {
      tenantId,
      actor: { kind: "member", id: device.memberId },
      verb: "device-wiped",
      subjectKind: "device",
      subjectId: deviceId,
    });
    await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: device.memberId }]);
  });
}
