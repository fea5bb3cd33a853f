import type { Address, Channels } from "../channels/channel.ts";
import { type OpenAccount, openAccount } from "../channels/open-account.action.ts";
import { identitiesToForget } from "../contacts/forget-contact.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Deps } from "../platform/deps.ts";
import { noteForget } from "./note-forget.action.ts";

/**
 * Asks the channels to delete the contact from the lists they keep themselves (Meta's contact book), while the address
 * is still known. The outcome goes on the receipt as it is. An erasure never waits for it: what failed is tried again.
 */
export async function forgetAtChannels(
  deps: Deps,
  channels: Channels | undefined,
  tenantId: string,
  { erasureId, contactId }: { readonly erasureId: string; readonly contactId: string },
): Promise<void> {
  const known = await deps.db.withTenant(tenantId, async (tx) => {
    const found = new Map<string, { account: OpenAccount; addresses: Address[] }>();
    const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
    if (!key) return found;
    for (const { accountId, addresses } of await identitiesToForget(deps, tx, tenantId, contactId, key)) {
      const account = await openAccount(deps, tx, tenantId, accountId);
      // The stable id alone: it is what such a list knows, and what may wait for another try.
      const ids = addresses.filter(({ kind }) => kind === "bsuid");
      const before = found.get(accountId)?.addresses ?? [];
      if (account) found.set(accountId, { account, addresses: [...before, ...ids] });
    }
    return found;
  });
  for (const [accountId, { account, addresses }] of known) {
    const channel = channels?.[account.kind];
    if (!channel?.forgetPerson) continue;
    const outcome = await channel.forgetPerson(addresses, account.credentials);
    const asked = { erasureId, accountId, channelKind: account.kind, addresses, outcome };
    await deps.db.withTenant(tenantId, (tx) => noteForget(deps, tx, tenantId, asked));
  }
}
