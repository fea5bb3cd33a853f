import type { Channels, ForgetOutcome } from "../channels/channel.ts";
import { openAccount } from "../channels/open-account.action.ts";
import { identitiesToForget } from "../contacts/forget-contact.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Deps } from "../platform/deps.ts";
import { putChannelBook } from "./erasure.store.ts";

/**
 * Asks the channels to delete the contact from the lists they keep themselves (Meta's contact book), while the address
 * is still known. The outcome goes on the receipt as it is; an erasure never waits for it.
 */
export async function forgetAtChannels(
  deps: Deps,
  channels: Channels | undefined,
  tenantId: string,
  { erasureId, contactId }: { readonly erasureId: string; readonly contactId: string },
): Promise<void> {
  const known = await deps.db.withTenant(tenantId, async (tx) => {
    const key = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
    if (!key) return [];
    const found = [];
    for (const identity of await identitiesToForget(deps, tx, tenantId, contactId, key)) {
      const account = await openAccount(deps, tx, tenantId, identity.accountId);
      if (account) found.push({ identity, account });
    }
    return found;
  });
  const outcomes: { channel: string; outcome: ForgetOutcome }[] = [];
  for (const { identity, account } of known) {
    const channel = channels?.[account.kind];
    if (!channel?.forgetPerson) continue;
    outcomes.push({
      channel: account.kind,
      outcome: await channel.forgetPerson(identity.addresses, account.credentials),
    });
  }
  if (outcomes.length > 0) await deps.db.withTenant(tenantId, (tx) => putChannelBook(tx, erasureId, outcomes));
}
