import type { Deps } from "../platform/deps.ts";
import type { GuardedFetch } from "../platform/guarded-fetch.ts";
import { openAccount } from "./open-account.action.ts";
import { replaceTemplates, savePublicNumber } from "./template-sync.store.ts";
import { fetchNumber } from "./whatsapp/number.adapter.ts";
import { fetchTemplates } from "./whatsapp/templates.adapter.ts";

/**
 * Fetches what Meta knows of an account: the templates it approved, so that members can choose among them (WA-2), and
 * the number customers write to.
 */
export async function syncTemplates(
  deps: Deps,
  fetch: GuardedFetch,
  tenantId: string,
  accountId: string,
): Promise<void> {
  const account = await deps.db.withTenant(tenantId, (tx) => openAccount(deps, tx, tenantId, accountId));
  if (account?.kind !== "whatsapp") return;
  const templates = await fetchTemplates(fetch, account.credentials);
  const number = await fetchNumber(fetch, account.credentials);
  await deps.db.withTenant(tenantId, async (tx) => {
    if (templates !== undefined) await replaceTemplates(tx, tenantId, accountId, templates, deps.clock.now());
    if (number !== undefined) await savePublicNumber(tx, accountId, number);
  });
}
