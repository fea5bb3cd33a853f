import type { Caller } from "../platform/caller.ts";
import { minute } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";

/** A passkey touched this recently counts as fresh for weighty steps (ASVS 7.5.3). */
const stepUpLifeMs = 5 * minute;

/**
 * For weighty steps (roles, devices, tokens, channels, exports, erasure): the passkey must have been touched within
 * five minutes. A touch further in the future was noted by a clock that has been put back since, and would count for as
 * long as that was. Programs never can (ASVS 7.5.3).
 * @throws Problem step-up; the screen then asks for the passkey and tries again
 */
export function assertSteppedUp({ kind, steppedUpAt }: Pick<Caller, "kind" | "steppedUpAt">, now: Date): void {
  if (kind === "api") throw new Problem("not-allowed");
  if (steppedUpAt === null || Math.abs(now.getTime() - steppedUpAt.getTime()) >= stepUpLifeMs)
    throw new Problem("step-up");
}
