import type { EnrolStatus, EnrolStatusRequest } from "../../../contract/access.ts";
import type { Deps } from "../../platform/deps.ts";
import { provenDevice } from "./proven-device.action.ts";

export const enrolStatusPath = "/api/enrol/status";

/**
 * What the waiting device may know of itself; it proves by its key that it is this device. Nothing else is shown.
 * @throws Problem not-found for an unknown device as for a wrong signature, prove-device for a wrong clock
 */
export async function enrolmentStatus(
  deps: Deps,
  tenantId: string,
  input: EnrolStatusRequest,
): Promise<Omit<EnrolStatus, "now">> {
  const device = await provenDevice(deps, tenantId, { ...input, path: enrolStatusPath });
  const { id, state, compareCode, memberRole } = device;
  return { deviceId: id, state, compareCode, role: memberRole };
}
