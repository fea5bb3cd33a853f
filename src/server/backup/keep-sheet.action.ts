import type { KeepSheet } from "../../contract/backup.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { openBackupKey } from "./backup-key.adapter.ts";
import { noteKept } from "./recovery-sheet.store.ts";
import { askedBack, groupsOf } from "./sheet-code.ts";

/** Three groups copied back prove that the paper is there and readable; then it counts as put away. */
export async function keepSheet(deps: Deps, caller: Caller, { place, groups }: KeepSheet): Promise<void> {
  const all = groupsOf((await openBackupKey(deps.config.dataDir)).secret);
  const wrong = askedBack.filter((number, i) => all[number - 1] !== groups[i]?.toUpperCase().replaceAll(" ", ""));
  if (wrong.length > 0)
    throw new Problem("bad-input", {
      detail: {
        de: `Gruppe ${wrong.join(" und ")} stimmt nicht mit dem Blatt überein.`,
        en: `Group ${wrong.join(" and ")} does not agree with the sheet.`,
      },
      fields: { groups: { de: "stimmt nicht", en: "is wrong" } },
    });
  const { tenantId, memberId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    await noteKept(tx, place, deps.clock.now());
    const entry = { tenantId, actor: actorOf(caller), verb: "keep-recovery-sheet", subjectKind: "backup" } as const;
    await appendAudit(deps, tx, entry);
    await appendEvents(deps, tx, tenantId, [{ kind: "backup-changed", memberId }]);
  });
}
