import { appendAudit } from "../audit/append-audit.action.ts";
import type { Actor } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { lockAccount, setStopped } from "./channel-account.store.ts";

/** Closes a channel. Nothing is deleted; opening it again asks the policy again. */
export async function stopChannel(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  by: { readonly tenantId: string; readonly actor: Actor },
  accountId: string,
): Promise<void> {
  const account = await lockAccount(tx, accountId);
  if (account === undefined) throw new Problem("not-found");
  // Pressed again because no answer came, or by two at once: it was closed once.
  if (account.state === "stopped") return;
  await setStopped(tx, accountId);
  const subject = { subjectKind: "channel_account", subjectId: accountId };
  await appendAudit(deps, tx, { ...by, verb: "stop-channel", ...subject });
  await appendEvents(deps, tx, by.tenantId, [{ kind: "channel-changed" }]);
}
