import type { EnrolStatus } from "../../contract/access.ts";
import { api, ProblemError } from "../api.ts";
import { adoptDeviceKey, nextKey, signProofFor } from "../device-key.ts";

const path = "/api/enrol/status";

/** Asks how the approval of this device stands; needs the device's key and no passkey. */
export async function enrolStatus(deviceId: string): Promise<EnrolStatus> {
  return await api.post<EnrolStatus>(path, { deviceId, proof: await signProofFor(deviceId, "POST", path) });
}

/**
 * An enrolment got no answer and its code is used up: the server may have entered this device all the same, by the key
 * that was made for it. It waits then as if the answer had come.
 * @returns undefined where the server does not know it
 */
export async function enteredMeanwhile(): Promise<string | undefined> {
  const key = await nextKey();
  if (key === undefined) return undefined;
  const proof = await signProofFor(key.x, "POST", path, { slot: "next" });
  try {
    const { deviceId, state } = await api.post<EnrolStatus>(path, { key, proof });
    // Of one that was turned away meanwhile the key stays where it is: the one in use may be good.
    if (state !== "pending" && state !== "approved") return undefined;
    await adoptDeviceKey();
    return deviceId;
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") return undefined;
    throw error;
  }
}
