import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadAccounts } from "./load-accounts.action.ts";
import { openAccount } from "./open-account.action.ts";
import { accountOf } from "./whatsapp/account.ts";

/** Hosts the connected WhatsApp numbers of the business are called at, for messages and for files. */
export async function calledHosts(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
): Promise<{ messages: string[]; files: string[] }> {
  const messages = new Set<string>();
  const files = new Set<string>();
  for (const { id, kind } of await loadAccounts(tx)) {
    const open = kind === "whatsapp" ? await openAccount(deps, tx, tenantId, id) : undefined;
    const account = open && accountOf(open.credentials);
    if (account === undefined) continue;
    messages.add(URL.parse(account.baseUrl)?.host ?? account.baseUrl);
    for (const host of account.mediaHosts) files.add(host);
  }
  return { messages: [...messages].sort(), files: [...files].sort() };
}
