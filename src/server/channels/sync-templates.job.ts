import { isDeepStrictEqual } from "node:util";
import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour, minute } from "../platform/instant.ts";
import type { GuardedFetch } from "../platform/network/guarded-fetch.ts";
import { askTemplates } from "./ask-templates.action.ts";
import { lockAccount } from "./channel-account.store.ts";
import { type MayAsk, openAccount } from "./open-account.action.ts";
import { liveWhatsApp, replaceTemplates, savePublicNumber, saveTrouble } from "./template-sync.store.ts";
import { fetchNumber } from "./whatsapp/number.adapter.ts";
import { fetchTemplates } from "./whatsapp/templates.adapter.ts";

/** How long a Meta that cannot be reached, or that refuses the access, is left alone: either may be mended over there. */
const pauseMs = { unreachable: 10 * minute, refused: hour };

/**
 * Fetches what Meta knows of an account: the templates it approved, so that members can choose among them (WA-2), and
 * the number customers write to. Before the channel is open, and once its contract has lapsed, Meta hears nothing, not even
 * the token (AV-1). What went wrong stands on the channel's card.
 */
export async function syncTemplates(
  deps: Deps,
  fetch: GuardedFetch,
  mayAsk: MayAsk,
  tenantId: string,
  accountId: string,
): Promise<void> {
  const account = await deps.db.withTenant(tenantId, async (tx) => {
    const found = await openAccount(deps, tx, tenantId, accountId);
    return found?.kind === "whatsapp" && found.state === "live" && (await mayAsk(tx, found)) ? found : undefined;
  });
  if (account === undefined) return;
  const templates = await fetchTemplates(fetch, account.credentials);
  const number = await fetchNumber(fetch, account.credentials);
  const trouble = templates.trouble ?? number.trouble;
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    // One look after the other; and what was answered to an access that was replaced meanwhile is no news of the new one.
    await lockAccount(tx, accountId);
    const still = await openAccount(deps, tx, tenantId, accountId);
    if (!isDeepStrictEqual(still?.credentials, account.credentials)) return;
    if (templates.found) await replaceTemplates(tx, tenantId, accountId, templates.found);
    if (number.found !== undefined) await savePublicNumber(tx, accountId, number.found);
    if (trouble !== undefined) await askTemplates(tx, tenantId, accountId, after(now, pauseMs[trouble]));
    if (!(await saveTrouble(tx, accountId, trouble ?? null, now))) return;
    await appendEvents(deps, tx, tenantId, [{ kind: "channel-changed" }]);
    deps.log.warn(trouble === undefined ? "whatsapp works again" : `whatsapp ${trouble}`, { tenantId, accountId });
  });
}

/** What Meta approved or refused meanwhile, and a token that ran out, are noticed the night after. */
export async function syncTemplatesAgain(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    for (const accountId of await liveWhatsApp(tx)) await askTemplates(tx, tenantId, accountId);
  });
}
