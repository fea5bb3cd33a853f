import type { Deps } from "../platform/deps.ts";
import { hour, instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { countUse } from "./rate-limit.store.ts";

/**
 * How often an hour, per caller's address or per session. A whole house may share one address, and nobody is asked
 * to solve a puzzle (WCAG 3.3.8): the limits are wide for people and narrow for machines.
 */
const perHour = { first: 30, reply: 120, file: 120, resume: 30, link: 20 } as const;

/** Throws `too-many` when `who` did `what` too often in this hour. The key is kept as a keyed hash only. */
export async function slowDown(deps: Deps, tenantId: string, what: keyof typeof perHour, who: string): Promise<void> {
  const key = deps.seal.blindIndex(tenantId, `customer-page|${what}`, who);
  const now = deps.clock.now().getTime();
  const used = await deps.db.withTenant(tenantId, (tx) => countUse(tx, tenantId, key, instant(now - (now % hour))));
  if (used <= perHour[what]) return;
  const wait = Math.ceil((hour - (now % hour)) / 1_000);
  const detail =
    "Das waren sehr viele Sendungen in kurzer Zeit. Bitte rufen Sie an oder versuchen Sie es in einer Stunde.";
  throw new Problem("too-many", { detail, retryAfterSeconds: wait });
}
