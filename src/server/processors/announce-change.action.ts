import type { AnnounceChange } from "../../contract/setup-papers.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertChange } from "./change.store.ts";
import { lockProcessor } from "./processor.store.ts";

/** AV-5: notes what a processor announced, and until when the business may object (Art. 28(2)). */
export async function announceChange(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  tenantId: string,
  processorId: string,
  change: AnnounceChange,
): Promise<void> {
  if ((await lockProcessor(tx, processorId)) === undefined) throw new Problem("not-found");
  if (change.objectUntil < change.announcedOn)
    throw new Problem("bad-input", {
      detail: { de: "Die Frist liegt vor der Ankündigung.", en: "The time to object ends before the announcement." },
      fields: {
        objectUntil: {
          de: "Die Frist liegt vor der Ankündigung.",
          en: "The time to object ends before the announcement.",
        },
      },
    });
  await insertChange(tx, tenantId, { ...change, id: deps.ids.uuid(), processorId });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
}
