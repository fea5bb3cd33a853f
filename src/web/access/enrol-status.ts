import type { EnrolStatus } from "../../contract/access.ts";
import { api } from "../api.ts";
import { signProofFor } from "./device-key.ts";

/** Asks how the approval of this device stands; needs the device's key and no passkey. */
export async function enrolStatus(deviceId: string): Promise<EnrolStatus> {
  const path = "/api/enrol/status";
  return await api.post<EnrolStatus>(path, { deviceId, proof: await signProofFor(deviceId, "POST", path) });
}
