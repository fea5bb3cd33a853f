import type { DeviceState } from "../../contract/access.ts";
import { evaluate } from "../policy/evaluate.ts";
import type { Facts } from "../policy/facts.ts";
import type { Verdict } from "../policy/verdict.ts";

export interface DeviceStanding {
  readonly state: DeviceState;
  readonly ownedByBusiness: boolean;
}

/** In use, and nobody of the business let it in: whoever runs the machine did, by the command line. */
export const isAdmitted = (device: { readonly state: DeviceState; readonly decidedBy: string | null }): boolean =>
  device.state === "approved" && device.decidedBy === null;

/** What the policy calls this device. Waiting, refused and revoked devices are unknown to it. */
function deviceTypeOf(device: DeviceStanding): NonNullable<Facts["deviceType"]> {
  if (device.state === "lost") return "lost";
  if (device.state !== "approved") return "unknown";
  return device.ownedByBusiness ? "business_registered" : "private";
}

/** What the policy is told of a device that wants to show messages. */
export const openingFacts = (device: DeviceStanding): Facts => ({ deviceType: deviceTypeOf(device), extra: {} });

/** DV-1 and DV-3: may this device show messages? */
export function judgeOpening(device: DeviceStanding): Verdict {
  return evaluate("open_inbox", openingFacts(device));
}

/**
 * DV-1: may this device be enrolled? What the policy is told is a declaration: a browser cannot prove who owns the
 * device it runs on.
 * @param by `holder`: the person with the code asks; `owner`: the owner approves, or enrols the very first device
 */
export function judgeEnrolment(
  ownedByBusiness: boolean,
  by: "holder" | "owner",
): { readonly facts: Facts; readonly verdict: Verdict } {
  const deviceType = ownedByBusiness ? "business_registered" : "private";
  const facts: Facts = { deviceType, extra: by === "owner" ? { ownerApproved: true } : {} };
  return { facts, verdict: evaluate("enrol_device", facts) };
}
