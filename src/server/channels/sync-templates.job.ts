import type { Deps } from "../platform/deps.ts";
import type { GuardedFetch } from "../platform/guarded-fetch.ts";
import { openAccount } from "./open-account.action.ts";
import { replaceTemplates } from "./template-sync.store.ts";
import { fetchTemplates } from "./whatsapp/templates.adapter.ts";

/** Fetches the templates Meta approved for an account, so that members can choose among them (WA-2). */
export async function syncTemplates(
  deps: Deps,
  fetch: GuardedFetch,
  tenantId: string,
  accountId: string,
): Promise<void> {
  const account = await deps.db.withTenant(tenantId, (tx) => openAccount(deps, tx, tenantId, accountId));
  if (account?.kind !== "whatsapp") return;
  const templates = await fetchTemplates(fetch, account.credentials);
  if (templates === undefined) return;
  await deps.db.withTenant(tenantId, (tx) => replaceTemplates(tx, tenantId, accountId, templates, deps.clock.now()));
}
