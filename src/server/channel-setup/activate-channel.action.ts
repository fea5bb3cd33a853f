import type { MissingThing } from "../../contract/setup.ts";
import { fetchPendingAgain } from "../attachments/register-inbound-media.action.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { goLive, lockAccount } from "../channels/go-live.action.ts";
import { recordDecision } from "../decisions/record-decision.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { markSetUp } from "../tenants/mark-set-up.action.ts";
import { judgeActivation } from "./judge-activation.action.ts";

/**
 * Opens a channel if the policy's `activate_channel` allows it. The verdict is kept either way, so the caller must
 * let the transaction commit before it tells the member what is missing.
 * @returns what stands in the way; empty = the channel is live
 */
export async function activateChannel(
  deps: Pick<Deps, "clock" | "ids" | "publicUrl">,
  tx: Tx,
  by: { readonly tenantId: string; readonly actor: Actor; readonly deviceId: string | null },
  accountId: string,
): Promise<readonly MissingThing[]> {
  const account = await lockAccount(tx, accountId);
  if (account === undefined) throw new Problem("not-found");
  const { tenantId, actor } = by;
  const { facts, verdict, missing } = await judgeActivation(deps, tx, tenantId, account.kind, account.connected);
  const opens = verdict.verdict === "allow" && missing.length === 0;
  // Pressed again because no answer came, or by two at once: it was opened once.
  if (opens && account.state === "live") return missing;
  const decisionId = await recordDecision(deps, tx, {
    tenantId,
    actor: { ...actor, deviceId: by.deviceId },
    action: "activate_channel",
    facts,
    verdict,
  });
  if (opens) {
    await goLive(tx, tenantId, { id: accountId, kind: account.kind }, decisionId, deps.clock.now());
    await markSetUp(deps, tx, tenantId);
    // Photos that came in before wait for this moment.
    await fetchPendingAgain(tx, tenantId);
  }
  await appendAudit(deps, tx, {
    tenantId,
    actor,
    verb: opens ? "open-channel" : "try-open-channel",
    subjectKind: "channel_account",
    subjectId: accountId,
    details: { missing: missing.map(({ token }) => token) },
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "channel-changed" }]);
  return missing;
}
