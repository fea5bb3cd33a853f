import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { insertSource, loadSources } from "./entry-source.store.ts";
import { tagOf } from "./entry-source.ts";

const most = 200;

/** A new place for a code. @returns its id @throws Problem bad-input where the name is taken */
export async function addEntrySource(deps: Deps, tx: Tx, caller: Caller, name: string): Promise<string> {
  const { tenantId } = caller;
  const there = await loadSources(tx);
  if (there.length >= most)
    throw new Problem("bad-input", {
      detail: {
        de: `Mehr als ${most} Codes gehen nicht. Lösch einen, der nicht mehr hängt.`,
        en: `More than ${most} codes are not possible. Delete one that no longer hangs.`,
      },
    });
  const tag = tagOf(name, new Set(there.map((one) => one.tag)));
  const same = there.some((one) => one.name.toLowerCase() === name.toLowerCase());
  const id = deps.ids.uuid();
  if (same || !(await insertSource(tx, tenantId, { id, tag, name, createdAt: deps.clock.now() })))
    throw new Problem("bad-input", {
      fields: {
        name: { de: "Einen Code mit diesem Namen gibt es schon.", en: "There is already a code of this name." },
      },
    });
  const entry = { tenantId, actor: actorOf(caller), verb: "add-entry-source", subjectKind: "entry-source" } as const;
  await appendAudit(deps, tx, { ...entry, subjectId: id });
  return id;
}
