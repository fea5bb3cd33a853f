import type { ProcessorTemplate } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { lockSetup } from "../tenants/lock-setup.action.ts";
import { isBare } from "./open-points.ts";
import { insertProcessor, loadProcessors } from "./processor.store.ts";
import { templateRow } from "./templates.ts";

/**
 * Adds a prefilled row to the register; it counts as missing until an agreement is recorded. Pressed twice, the row that
 * nobody has touched yet stays the only one.
 */
export async function addProcessor(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  template: ProcessorTemplate,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  await lockSetup(tx, tenantId);
  const prefilled = templateRow(template);
  const untouched = (await loadProcessors(tx)).find(
    (row) => row.template === template && row.name === prefilled.name && isBare(row),
  );
  if (untouched) return { id: untouched.id, isNew: false };
  const id = deps.ids.uuid();
  await insertProcessor(tx, tenantId, { ...prefilled, id, template, at: deps.clock.now() });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return { id, isNew: true };
}
