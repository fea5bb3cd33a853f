import type { Caller } from "../platform/caller.ts";
import { Problem } from "../platform/problem.ts";
import { isSteppedUp } from "./session-rules.ts";

/**
 * For weighty steps (roles, devices, tokens, channels, exports, erasure): the passkey must have been touched within
 * five minutes. Programs never can (ASVS 7.5.3).
 * @throws Problem step-up; the screen then asks for the passkey and tries again
 */
export function assertSteppedUp(caller: Pick<Caller, "kind" | "steppedUpAt">, now: Date): void {
  if (caller.kind === "api") throw new Problem("not-allowed");
  if (!isSteppedUp(caller.steppedUpAt, now)) throw new Problem("step-up");
}
