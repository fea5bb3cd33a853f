import type { ProcessorTemplate } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { insertProcessor } from "./processor.store.ts";
import { templateRow } from "./templates.ts";

/** Adds a prefilled row to the register; it counts as missing until an agreement is recorded. Returns its id. */
export async function addProcessor(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  template: ProcessorTemplate,
): Promise<string> {
  const id = deps.ids.uuid();
  await insertProcessor(tx, tenantId, { ...templateRow(template), id, template, at: deps.clock.now() });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return id;
}
