import { atMost } from "../platform/at-most.ts";
import type { Deps } from "../platform/deps.ts";
import { listTenants } from "./list-tenants.action.ts";

type Step = (deps: Deps, tenantId: string) => Promise<unknown>;

/** What is done for one business, by the name the log shows. */
export type Steps = Readonly<Record<string, Step>>;

/** Steps somebody has given up waiting for, until they end after all. */
const hanging = new Set<Step>();

/** True while a step hangs that nobody waits for any more: whoever runs the machine starts the server anew. */
export const doesStepHang = (): boolean => hanging.size > 0;

/**
 * Does every step for every business, in order. One that throws is logged and holds up neither the next step nor the
 * next business.
 * @param patienceMs longer than a step takes for one business. One that hangs all the same is no longer waited for, and
 *   begun for nobody until it ends: each time it might keep a connection to the database, and there are few.
 * @throws AggregateError at the end, so that the job that asked has failed
 */
export async function forEachTenant(deps: Deps, steps: Steps, patienceMs?: number): Promise<void> {
  const errors: unknown[] = [];
  for (const tenantId of await listTenants(deps))
    for (const [step, work] of Object.entries(steps))
      try {
        if (!hanging.has(work)) await doStep(deps, tenantId, work, patienceMs);
      } catch (error) {
        deps.log.error("step failed", { step, tenantId, error });
        errors.push(error);
      }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} steps failed`);
}

async function doStep(deps: Deps, tenantId: string, work: Step, patienceMs: number | undefined): Promise<void> {
  if (patienceMs === undefined) return void (await work(deps, tenantId));
  let isOver = false;
  const done = work(deps, tenantId).finally(() => {
    isOver = true;
    hanging.delete(work);
  });
  await atMost(patienceMs, done);
  if (isOver) return;
  hanging.add(work);
  done.catch(() => {});
  throw new Error("a step hangs");
}
