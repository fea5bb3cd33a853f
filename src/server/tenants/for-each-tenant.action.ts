import type { Deps } from "../platform/deps.ts";
import { listTenants } from "./list-tenants.action.ts";

/** What is done for one business, by the name the log shows. */
export type Steps = Readonly<Record<string, (deps: Deps, tenantId: string) => Promise<unknown>>>;

/**
 * Does every step for every business, in order. One that throws is logged and holds up neither the next step nor the
 * next business.
 * @throws AggregateError at the end, so that the job that asked has failed
 */
export async function forEachTenant(deps: Deps, steps: Steps): Promise<void> {
  const errors: unknown[] = [];
  for (const tenantId of await listTenants(deps))
    for (const [step, work] of Object.entries(steps))
      try {
        await work(deps, tenantId);
      } catch (error) {
        deps.log.error("step failed", { step, tenantId, error });
        errors.push(error);
      }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} steps failed`);
}
