import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Unreadable } from "../platform/seal.ts";
import { loadAccounts } from "./load-accounts.action.ts";
import { openAccount } from "./open-account.action.ts";
import { accountOf } from "./whatsapp/account.ts";

/**
 * Hosts the connected WhatsApp numbers of the business are called at, for messages and for files; and by their names the
 * accounts whose access cannot be read, which are called at none until it is entered anew.
 */
export async function calledHosts(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
): Promise<{ messages: string[]; files: string[]; unread: string[] }> {
  const messages = new Set<string>();
  const files = new Set<string>();
  const unread: string[] = [];
  for (const { id, kind, label } of await loadAccounts(tx)) {
    if (kind !== "whatsapp") continue;
    const open = await openAccount(deps, tx, tenantId, id).catch((error: unknown) => {
      if (!(error instanceof Unreadable)) throw error;
      unread.push(label);
      return undefined;
    });
    const account = open && accountOf(open.credentials);
    if (account === undefined) continue;
    messages.add(URL.parse(account.baseUrl)?.host ?? account.baseUrl);
    for (const host of account.mediaHosts) files.add(host);
  }
  return { messages: [...messages].sort(), files: [...files].sort(), unread };
}
