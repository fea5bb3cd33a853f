import type { SetupStep } from "../../contract/setup.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { upsertStep } from "./setup-step.store.ts";

/** Keeps a step as far as it goes, so that nobody loses what they typed. `done`: nothing is open in it. */
export async function saveDraft(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  draft: { readonly step: SetupStep; readonly fields: object; readonly done: boolean },
): Promise<void> {
  await upsertStep(tx, tenantId, { ...draft, at: deps.clock.now() });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
}
