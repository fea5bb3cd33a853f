import type { ConversationRow } from "../../contract/conversations.ts";
import type { ShownName } from "../../contract/words.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { loadContact, loadIdentities } from "./contact.store.ts";
import { loadAddresses } from "./identity.store.ts";
import { places } from "./identity.ts";
import { displayName } from "./shown-name.ts";

type Channel = ConversationRow["channel"];

/** With whom a letter was exchanged. */
export interface Party {
  readonly name: string | null;
  readonly profileNames: readonly string[];
  /** The way they came first. */
  readonly channel: Channel;
  readonly addresses: readonly { readonly kind: string; readonly value: string }[];
}

/** Name and addresses of a contact as they are known today. */
export async function readParty(
  { seal }: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  key: ContactKey,
): Promise<Party> {
  const open = (place: Parameters<typeof seal.openForContact>[2], sealed: Uint8Array) =>
    seal.openForContact(tenantId, key, place, sealed).toString("utf8");
  const contact = await loadContact(tx, contactId);
  const identities = await loadIdentities(tx, contactId);
  const addresses = await loadAddresses(
    tx,
    identities.map((i) => i.identity_id),
  );
  return {
    name: contact?.sealed_name ? open(places.name(contactId), contact.sealed_name) : null,
    profileNames: identities.flatMap((i) =>
      i.sealed_profile_name === null ? [] : [open(places.profileName(i.identity_id), i.sealed_profile_name)],
    ),
    channel: identities[0]?.channel_kind ?? "webchat",
    // A web-chat session is a secret of the visitor's browser, not an address.
    addresses: addresses
      .filter(({ kind }) => kind !== "session")
      .map((a) => ({ kind: a.kind, value: open(places.address(a.identityId, a.kind), a.sealedValue) })),
  };
}

/** What a member calls the contact: the saved name, else the profile's, else a number or address to write to. */
export function partyName({ name, profileNames, addresses, channel }: Party): ShownName {
  // An identity of a platform ("DE.17…") is no name anybody knows.
  const reach = addresses.find(({ kind }) => kind === "phone" || kind === "email")?.value;
  return displayName({ saved: name ?? undefined, profile: profileNames[0], phone: reach }, channel);
}
