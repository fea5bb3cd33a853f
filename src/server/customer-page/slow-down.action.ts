import { limitRate } from "../members/limit-rate.action.ts";
import type { Deps } from "../platform/deps.ts";
import { hour } from "../platform/instant.ts";

/**
 * How often an hour, per caller's address or per session. A whole house may share one address, and nobody is asked
 * to solve a puzzle (WCAG 3.3.8): the limits are wide for people and narrow for machines.
 */
const perHour = {
  first: 30,
  reply: 120,
  file: 120,
  block: 2_000,
  resume: 30,
  link: 20,
  ask: 20,
  collect: 20,
  code: 60,
} as const;

/** Throws `too-many` when `who` did `what` too often in this hour. */
export async function slowDown(deps: Deps, tenantId: string, what: keyof typeof perHour, who: string): Promise<void> {
  await limitRate(deps, tenantId, { name: `customer-${what}`, limit: perHour[what], windowMs: hour }, who);
}
