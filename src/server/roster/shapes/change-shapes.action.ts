import type { z } from "zod";
import type { SaveShape } from "../../../contract/roster.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { forPlanners } from "../for-planners.ts";
import { deleteShape, insertShape, updateShape } from "./shape.store.ts";

/** Keeps a usual shift under a name, changes it or drops it (`shape` null). @returns its id */
export async function changeShapes(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  change: { readonly id?: string; readonly shape: z.infer<typeof SaveShape> | null },
): Promise<string> {
  const id = change.id ?? deps.ids.uuid();
  const { shape } = change;
  if (change.id === undefined && shape !== null) await insertShape(tx, caller.tenantId, id, shape);
  else if (!(await (shape === null ? deleteShape(tx, id) : updateShape(tx, id, shape)))) throw new Problem("not-found");
  await appendEvents(deps, tx, caller.tenantId, [forPlanners(caller)]);
  return id;
}
