import type { Deps } from "../platform/deps.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { loadStanding, loadTries } from "./delivery/path.store.ts";
import { loadDecisions } from "./message-decision.store.ts";

/** The way of one message, told without what it says and without anybody's name, number or address. */
export interface MessageTrace {
  readonly tenantId: string;
  readonly direction: "in" | "out" | "note";
  readonly channel: string;
  /** When its writer sent it, by the channel's clock if it came in, and when it was stored here. */
  readonly sentAt: Date;
  readonly storedAt: Date;
  readonly decisions: readonly {
    readonly at: Date;
    readonly verdict: "allow" | "deny" | "require";
    readonly rules: readonly string[];
    readonly requires: readonly string[];
    readonly rulesetVersion: string;
  }[];
  readonly tries: Awaited<ReturnType<typeof loadTries>>;
  /** Since `stateAt`; null for what came in and for a note. */
  readonly state: string | null;
  readonly stateAt: Date | null;
  readonly errorCode: string | null;
  /** The next try, while the message waits for one. */
  readonly nextTryAt: Date | null;
}

/** For whoever runs the installation and is asked why a message did not arrive. @returns undefined where there is none */
export async function traceMessage(deps: Pick<Deps, "db">, messageId: string): Promise<MessageTrace | undefined> {
  for (const tenantId of await listTenants(deps)) {
    const trace = await traceIn(deps, tenantId, messageId);
    if (trace) return trace;
  }
  return undefined;
}

async function traceIn(deps: Pick<Deps, "db">, tenantId: string, messageId: string): Promise<MessageTrace | undefined> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const standing = await loadStanding(tx, messageId);
    if (!standing) return undefined;
    const { outboxState, notBefore, ...rest } = standing;
    const decisions = await loadDecisions(tx, messageId);
    return {
      tenantId,
      ...rest,
      decisions: decisions.map(({ at, verdict, rules, requires, ruleset_version }) => ({
        at,
        verdict,
        rules,
        requires,
        rulesetVersion: ruleset_version,
      })),
      tries: await loadTries(tx, messageId),
      nextTryAt: outboxState === "queued" ? notBefore : null,
    };
  });
}
