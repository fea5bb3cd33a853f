import type { AnnounceChange } from "../../contract/setup-papers.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertChange } from "./change.store.ts";
import { lockProcessor } from "./processor.store.ts";

/** AV-5: notes what a processor announced, and until when the business may object (Art. 28(2)). @returns its id */
export async function announceChange(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  processorId: string,
  { announcedOn, objectUntil, who, what }: AnnounceChange,
): Promise<string> {
  const { tenantId } = caller;
  if ((await lockProcessor(tx, processorId)) === undefined) throw new Problem("not-found");
  if (objectUntil < announcedOn)
    throw new Problem("bad-input", {
      detail: { de: "Die Frist liegt vor der Ankündigung.", en: "The time to object ends before the announcement." },
      fields: {
        objectUntil: {
          de: "Die Frist liegt vor der Ankündigung.",
          en: "The time to object ends before the announcement.",
        },
      },
    });
  const id = deps.ids.uuid();
  await insertChange(tx, tenantId, { announcedOn, objectUntil, who, what, id, processorId });
  const entry = { tenantId, actor: actorOf(caller), subjectKind: "processor", subjectId: processorId } as const;
  await appendAudit(deps, tx, { ...entry, verb: "announce-subprocessor" });
  await appendEvents(deps, tx, tenantId, [{ kind: "setup-changed" }]);
  return id;
}
