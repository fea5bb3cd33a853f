import { accountMap } from "../channels/open-account.action.ts";
import type { MessageChange } from "../conversations/change-message.action.ts";
import { appendEvents, type NewEvent } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour, instant } from "../platform/instant.ts";
import { keepAside, withNewWords } from "./keep-aside.action.ts";
import { loadWaiting } from "./park-change.action.ts";

/**
 * Once a minute: what a customer changed or said with a sign, about a message that did not come within an hour (it may be
 * older than this installation, or be from the firm's phone), is shown in their conversation. It goes on waiting.
 */
export async function showWaiting(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    const waiting = await loadWaiting(deps, tx, tenantId, after(deps.clock.now(), -hour));
    if (waiting.length === 0) return;
    const { kinds } = await accountMap(tx);
    const events: NewEvent[] = [];
    for (const change of waiting) {
      const kind = kinds.get(change.accountId);
      const why = whyOf(change.what);
      if (kind === undefined || why === undefined) continue;
      const account = { tenantId, accountId: change.accountId, kind };
      events.push(...(await keepAside(deps, tx, account, { ...change, at: instant(change.at) }, why)));
    }
    await appendEvents(deps, tx, tenantId, events);
  });
}

/** @returns undefined when nothing was said: a message that is not here was taken back, or a reaction to it */
function whyOf(what: MessageChange): string | undefined {
  if (what.kind === "edit") return withNewWords("Die Person hat eine Nachricht geändert, die hier nicht steht.", what);
  if (what.kind === "revoke" || !what.emoji) return undefined;
  return `Die Person reagiert mit ${what.emoji} auf eine Nachricht, die hier nicht steht.`;
}
