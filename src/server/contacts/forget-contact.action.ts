import type { ChannelKind } from "../../contract/ids.ts";
import type { Address } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { addressesOf } from "./addresses-of.action.ts";
import { dropKeys } from "./contact-key.store.ts";
import { type ContactState, dropBareContacts, emptyContact, identitiesOf, lockContact } from "./forget.store.ts";

export interface IdentityToForget {
  readonly identityId: string;
  readonly accountId: string;
  readonly channelKind: ChannelKind;
  readonly addresses: readonly Address[];
}

/** The contact as an erasure finds it, locked until commit; undefined: there is none. */
export async function holdContact(tx: Tx, contactId: string): Promise<ContactState | undefined> {
  return await lockContact(tx, contactId);
}

/** Under which addresses on which channels the contact is known. */
export async function identitiesToForget(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  key: ContactKey,
): Promise<IdentityToForget[]> {
  const identities: IdentityToForget[] = [];
  for (const identity of await identitiesOf(tx, contactId))
    identities.push({ ...identity, addresses: await addressesOf(deps, tx, tenantId, identity.identityId, key) });
  return identities;
}

/** The channels a contact came by, each once. */
export async function channelsOf(tx: Tx, contactId: string): Promise<string[]> {
  return [...new Set((await identitiesOf(tx, contactId)).map(({ channelKind }) => channelKind))];
}

/**
 * Takes name, addresses, search words and the data key of a contact away. What was sealed with the key is noise from
 * here on; with the end of the epoch in every backup too. @returns how many addresses went
 */
export async function forgetContact(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  contactId: string,
  keepLetters: boolean,
): Promise<number> {
  const addresses = await emptyContact(tx, contactId, deps.clock.now());
  await dropKeys(tx, contactId, !keepLetters);
  return addresses;
}

/** The last of erased contacts: the ids on which their proofs hung. */
export async function dropErased(tx: Tx, contactIds: readonly string[]): Promise<void> {
  await dropBareContacts(tx, contactIds);
}
