import type { ChannelKind } from "../../contract/ids.ts";
import type { Address, Sender } from "../channels/channel.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey, WrappedKey } from "../platform/seal.ts";
import { insertWrappedKeys } from "./contact-key.store.ts";
import {
  findAddresses,
  insertContacts,
  insertIdentities,
  type KnownAddress,
  type NewAddressRow,
  type NewContactRow,
  putAddresses,
  putSearchNames,
} from "./identity.store.ts";
import { foldName, identifyingAddresses, places, seenName } from "./identity.ts";

export interface Account {
  readonly tenantId: string;
  readonly accountId: string;
  readonly kind: ChannelKind;
  /** The owner switched the away text of this account on. */
  readonly away?: boolean;
  /** The owner decided to keep whether a message was read (MD-2). */
  readonly readStatusKept?: boolean;
}

/** Who a sender is to us. `fresh`: made by this call. `key` is missing when the contact was erased. */
export interface ResolvedSender {
  readonly identityId: string;
  readonly contactId: string;
  readonly key: ContactKey;
  readonly fresh: boolean;
}

interface Lookup {
  readonly address: Address;
  readonly blindIndex: Buffer;
  readonly id: string;
}

/**
 * Finds or makes the contact and identity of each sender, in one go for a whole batch. BSUID first, phone second,
 * phone optional. A known phone under a new BSUID is a new identity (WA-7): the number moved, consent does not.
 * @returns aligned with `senders`; undefined for a sender without any address
 */
export async function resolveSenders(
  deps: Pick<Deps, "seal" | "ids" | "clock">,
  tx: Tx,
  account: Account,
  senders: readonly (Sender & { entryPoint?: string })[],
): Promise<(ResolvedSender | undefined)[]> {
  const lookups = senders.map((sender) =>
    identifyingAddresses(sender).map((address) => lookup(deps, account, address)),
  );
  const found = await findAll(tx, account, lookups.flat());
  const owners = new Map(
    found.map((f) => [`${f.kind}|${f.blindIndex}`, { identityId: f.identityId, contactId: f.contactId }]),
  );
  const named = new Set(found.filter((f) => f.hasBsuid).map((f) => f.identityId));
  const keys = new Map<string, ContactKey>();
  for (const { contactId, key } of found)
    if (key && !keys.has(contactId)) keys.set(contactId, deps.seal.openContactKey(account.tenantId, contactId, key));
  const work = new Work(deps, account, owners, named, keys);
  const resolved = senders.map((sender, i) => work.resolve(sender, lookups[i] ?? []));
  await work.store(tx);
  return resolved;
}

type Owner = { readonly identityId: string; readonly contactId: string };

function lookup(deps: Pick<Deps, "seal">, account: Account, address: Address): Lookup {
  const blindIndex = deps.seal.blindIndex(account.tenantId, address.kind, address.value);
  return { address, blindIndex, id: `${address.kind}|${blindIndex.toString("hex")}` };
}

async function findAll(tx: Tx, account: Account, lookups: readonly Lookup[]): Promise<KnownAddress[]> {
  const unique = [...new Map(lookups.map((l) => [l.id, l])).values()];
  return await findAddresses(
    tx,
    account.accountId,
    unique.map((l) => ({ kind: l.address.kind, blindIndex: l.blindIndex })),
  );
}

/** One batch: later senders see the contacts that earlier ones made. */
class Work {
  readonly #contacts: (NewContactRow & { key: ContactKey; wrapped: WrappedKey; name?: string })[] = [];
  readonly #addresses = new Map<string, NewAddressRow>();
  readonly #deps: Pick<Deps, "seal" | "ids" | "clock">;
  readonly #account: Account;
  readonly #owners: Map<string, Owner>;
  readonly #withBsuid: Set<string>;
  readonly #keys: Map<string, ContactKey>;

  constructor(
    deps: Pick<Deps, "seal" | "ids" | "clock">,
    account: Account,
    owners: Map<string, Owner>,
    withBsuid: Set<string>,
    keys: Map<string, ContactKey>,
  ) {
    this.#deps = deps;
    this.#account = account;
    this.#owners = owners;
    this.#withBsuid = withBsuid;
    this.#keys = keys;
  }

  resolve(sender: Sender & { entryPoint?: string }, lookups: readonly Lookup[]): ResolvedSender | undefined {
    if (lookups.length === 0) return undefined;
    const owner = this.#findOwner(lookups);
    const key = owner && this.#keys.get(owner.contactId);
    // An erased contact has no key any more: whoever writes again is a new contact.
    const who = owner && key ? { ...owner, key, fresh: false } : this.#create(sender);
    for (const [rank, l] of lookups.entries()) this.#claim(l, who, rank);
    return who;
  }

  #findOwner(lookups: readonly Lookup[]): Owner | undefined {
    for (const l of lookups) {
      const owner = this.#owners.get(l.id);
      if (!owner) continue;
      const bsuidIsNew = lookups.some((other) => other.address.kind === "bsuid" && !this.#owners.has(other.id));
      if (l.address.kind === "phone" && bsuidIsNew && this.#withBsuid.has(owner.identityId)) continue;
      return owner;
    }
    return undefined;
  }

  #create(sender: Sender & { entryPoint?: string }): ResolvedSender {
    const { seal, ids } = this.#deps;
    const { tenantId, accountId, kind } = this.#account;
    const contactId = ids.uuid();
    const identityId = ids.uuid();
    const { key, wrapped } = seal.newContactKey(tenantId, contactId);
    this.#keys.set(contactId, key);
    const name = seenName(sender.profileName) || (sender.username && `@${sender.username}`);
    const reach = sender.givenReach?.trim();
    this.#contacts.push({
      contactId,
      identityId,
      accountId,
      channelKind: kind,
      sealedProfileName: name ? seal.forContact(tenantId, key, places.profileName(identityId), name) : null,
      sealedGivenReach: reach ? seal.forContact(tenantId, key, places.givenReach(identityId), reach) : null,
      entryPoint: sender.entryPoint ?? null,
      key,
      wrapped,
      ...(name ? { name } : {}),
    });
    return { identityId, contactId, key, fresh: true };
  }

  #claim(l: Lookup, who: ResolvedSender, rank: number): void {
    if (l.address.kind === "bsuid") this.#withBsuid.add(who.identityId);
    if (this.#owners.get(l.id)?.identityId === who.identityId) return;
    this.#owners.set(l.id, { identityId: who.identityId, contactId: who.contactId });
    const { tenantId, accountId } = this.#account;
    this.#addresses.set(l.id, {
      accountId,
      kind: l.address.kind,
      blindIndex: l.blindIndex,
      identityId: who.identityId,
      sealedValue: this.#deps.seal.forContact(
        tenantId,
        who.key,
        places.address(who.identityId, l.address.kind),
        l.address.value,
      ),
      rank,
    });
  }

  async store(tx: Tx): Promise<void> {
    const { tenantId } = this.#account;
    const at = this.#deps.clock.now();
    await insertContacts(tx, tenantId, this.#contacts, at);
    await insertWrappedKeys(tx, tenantId, this.#contacts);
    await insertIdentities(tx, tenantId, this.#contacts, at);
    await putAddresses(tx, tenantId, [...this.#addresses.values()]);
    const names = this.#contacts.filter((c) => c.name !== undefined);
    await putSearchNames(
      tx,
      tenantId,
      names.map((c) => ({ contactId: c.contactId, name: foldName(c.name ?? "") })),
    );
  }
}
