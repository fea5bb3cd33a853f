import type { ContactView } from "../../contract/conversations.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { can } from "../rights/can.ts";
import type { ContactRow } from "./access-contact.action.ts";
import { loadContactConversations, loadIdentities } from "./contact.store.ts";
import { loadAddresses } from "./identity.store.ts";
import { places } from "./identity.ts";

type FirstId = NonNullable<ContactView["identities"][number]["firstInbound"]>["id"];
type IdentityOnly = Omit<ContactView["identities"][number], "advertising">;

/** What this folder knows of a contact: names, addresses, conversations. */
export async function showContact(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  row: ContactRow,
  key: ContactKey,
): Promise<Omit<ContactView, "identities" | "notices"> & { readonly identities: IdentityOnly[] }> {
  const { tenantId } = caller;
  const contactId = row.contact_id;
  return {
    id: contactId as ContactView["id"],
    name: openName(deps, tenantId, key, row),
    saved: row.saved_at !== null,
    savedReason: row.saved_reason,
    recipientType: row.recipient_type,
    employeeRelation: row.employee_relation,
    minor: row.age === "minor",
    openOrder: row.open_order,
    createdAt: row.created_at.toISOString(),
    identities: await showIdentities(deps, tx, tenantId, contactId, key),
    conversations: (await loadContactConversations(tx, contactId, can(caller, "read-reserved"))).map((c) => ({
      id: c.conversation_id as ContactView["conversations"][number]["id"],
      number: c.number,
      channel: c.channel_kind,
      state: c.state,
      lastActivityAt: c.last_activity_at.toISOString(),
    })),
  };
}

/** The name the team uses; null: none yet. */
export function openName(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey,
  { contact_id: contactId, sealed_name: sealed }: ContactRow,
): string | null {
  return sealed === null
    ? null
    : deps.seal.openForContact(tenantId, key, places.name(contactId), sealed).toString("utf8");
}

async function showIdentities(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  contactId: string,
  key: ContactKey,
): Promise<IdentityOnly[]> {
  const identities = await loadIdentities(tx, contactId);
  const addresses = await loadAddresses(
    tx,
    identities.map((i) => i.identity_id),
  );
  const open = (place: { table: string; row: string; column: string }, sealed: Uint8Array) =>
    deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8");
  return identities.map((i) => ({
    id: i.identity_id,
    channel: i.channel_kind,
    profileName: i.sealed_profile_name === null ? null : open(places.profileName(i.identity_id), i.sealed_profile_name),
    givenReach: i.sealed_given_reach === null ? null : open(places.givenReach(i.identity_id), i.sealed_given_reach),
    // A web-chat session is a secret of the visitor's browser, not an address to show.
    addresses: addresses
      .filter((a) => a.identityId === i.identity_id && a.kind !== "session")
      .map((a) => ({ kind: a.kind, value: open(places.address(i.identity_id, a.kind), a.sealedValue) })),
    inboundCount: i.inbound_count,
    lastInboundAt: i.last_inbound_at?.toISOString() ?? null,
    firstInbound:
      i.first_inbound_id === null || i.first_inbound_at === null
        ? null
        : { id: i.first_inbound_id as FirstId, at: i.first_inbound_at.toISOString() },
    entryPoint: i.entry_point,
  }));
}
