import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { ChangeShape } from "../../../contract/roster.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Caller } from "../../platform/caller.ts";
import { unlessChanged } from "../../platform/db/unless-changed.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { dropOnce } from "../../presses/drop-once.action.ts";
import { forPlanners } from "../for-planners.ts";
import { deleteShape, insertShape, loadShapes, lockShape, updateShape } from "./shape.store.ts";

/**
 * Keeps a usual shift under a name, changes it or drops it (`shape` null). Kept again, say because no answer came, it is
 * there once. @returns its id
 */
export async function changeShapes(
  deps: Pick<Deps, "seal" | "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  change: { readonly id?: string; readonly shape: z.infer<typeof ChangeShape> | null },
): Promise<string> {
  const id = change.id ?? deps.ids.uuid();
  if (change.shape === null) {
    if (!(await dropOnce(deps, tx, caller.tenantId, "shape", id, () => deleteShape(tx, id)))) return id;
  } else {
    const { was, ...shape } = change.shape;
    if (change.id === undefined) {
      const twin = (await loadShapes(tx)).find(({ id: _, ...one }) => isDeepStrictEqual(one, shape));
      if (twin) return twin.id;
      await insertShape(tx, caller.tenantId, id, shape);
    } else {
      const now = await lockShape(tx, id);
      if (now === undefined) throw new Problem("not-found");
      unlessChanged(was, now, shape);
      await updateShape(tx, id, shape);
    }
  }
  await appendEvents(deps, tx, caller.tenantId, [forPlanners(caller)]);
  return id;
}
