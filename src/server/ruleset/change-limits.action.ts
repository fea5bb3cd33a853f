import type { LimitsChange } from "../../contract/law-rules.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import { unlessChanged } from "../platform/db/unless-changed.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { isAllowed, type LimitName, limitNames, limitsOf } from "../policy/limits.ts";
import { readLimits } from "./read-limits.action.ts";
import { insertRuleset } from "./ruleset.store.ts";

/**
 * Makes numbers of the rules stricter. Each change is a version of its own: what was decided before keeps the numbers
 * it was decided by.
 * @throws Problem bad-input for a number looser than shipped, conflict when somebody changed them meanwhile
 */
export async function changeLimits(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  caller: Caller,
  { limits: wanted, was }: LimitsChange,
): Promise<void> {
  const fields = Object.fromEntries(
    Object.entries(wanted)
      .filter(([name, value]) => !isName(name) || !isAllowed(name, value))
      .map(([name]) => [
        name,
        { de: "Lockerer als ausgeliefert geht nicht.", en: "Looser than shipped is not possible." },
      ]),
  );
  if (Object.keys(fields).length > 0)
    throw new Problem("bad-input", {
      detail: { de: "Eine Grenze lässt sich nur strenger stellen.", en: "A limit can only be made stricter." },
      fields,
    });
  const before = await readLimits(tx);
  const { version: _, ...now } = limitsOf({ limits: before });
  const named = limitNames.filter((name) => wanted[name] !== undefined);
  unlessChanged(was, Object.fromEntries(named.map((name) => [name, now[name]])), wanted);
  const changed = named.filter((name) => wanted[name] !== now[name]);
  if (changed.length === 0) return;
  const version = (before?.version ?? 0) + 1;
  const row = { tenantId: caller.tenantId, version, limits: { ...now, ...wanted }, at: deps.clock.now() };
  if (!(await insertRuleset(tx, { ...row, memberId: caller.memberId }))) throw new Problem("conflict");
  await appendAudit(deps, tx, {
    tenantId: caller.tenantId,
    actor: actorOf(caller),
    verb: "change-limits",
    subjectKind: "ruleset",
    details: { version, ...Object.fromEntries(changed.map((name) => [name, wanted[name] ?? null])) },
  });
  await appendEvents(deps, tx, caller.tenantId, [{ kind: "setup-changed", memberId: caller.memberId }]);
}

const isName = (name: string): name is LimitName => (limitNames as readonly string[]).includes(name);
