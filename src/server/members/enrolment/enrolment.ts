import type { EnrolOptions } from "../../../contract/access.ts";
import type { AuditVerb } from "../../../contract/audit-verbs.ts";

/** The three codes that open an enrolment. */
export const codePurposes = ["owner-setup", "enrol", "recovery"] as const;

/** What the audit calls an enrolment by a code of this purpose. */
export function enrolVerb(purpose: string): AuditVerb {
  if (purpose === "owner-setup") return "enrol-device-owner-setup";
  return purpose === "recovery" ? "enrol-device-recovery" : "enrol-device-enrol";
}

export function kindOfPurpose(purpose: string): EnrolOptions["kind"] {
  if (purpose === "owner-setup") return "owner";
  return purpose === "recovery" ? "recovery" : "member";
}

/**
 * Does a device count at once, or does the owner look first? The very first device has nobody to look; nor has the
 * one an owner brings back by a printed code when no approved device of an owner is left.
 */
export function startsApproved(purpose: string, role: string | undefined, approvingDevicesLeft: number): boolean {
  if (purpose === "owner-setup") return true;
  return purpose === "recovery" && role === "owner" && approvingDevicesLeft === 0;
}
