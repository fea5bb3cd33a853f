import { z } from "zod";
import type { ContactsPage, ContactsQuery } from "../../contract/conversations.ts";
import { PointInTime } from "../../contract/values.ts";
import type { Caller } from "../platform/caller.ts";
import { readCursor, writeCursor } from "../platform/db/page-cursor.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { can } from "../rights/can.ts";
import {
  type ContactCursor,
  type ContactFilter,
  type ContactListRow,
  countContacts,
  type ListedIdentity,
  loadContactPage,
  loadIdentitiesOf,
} from "./contact-list.store.ts";
import { contactSearchOf } from "./contact-search.ts";
import { foldedWords, places } from "./identity.ts";
import { openContactKeys } from "./open-contact-keys.action.ts";
import { phonesOf } from "./phones-of.action.ts";
import { channelsNamed, displayName } from "./shown-name.ts";

type Shown = ContactsPage["items"][number];
const Cursor = z.object({ at: PointInTime, id: z.uuid() });

/** One page of everybody who wrote to the business; only the seals of this page are opened. */
export async function listContacts(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  { q, cursor, limit }: z.output<typeof ContactsQuery>,
): Promise<ContactsPage> {
  const { tenantId } = caller;
  const reserved = can(caller, "read-reserved");
  const filter = filterOf(deps, tenantId, q);
  const rows = await loadContactPage(tx, reserved, filter, readCursor(Cursor, cursor), limit + 1);
  const page = rows.slice(0, limit);
  const ids = page.map((row) => row.contact_id);
  const keys = await openContactKeys(deps.seal, tx, tenantId, ids);
  const identities = await loadIdentitiesOf(tx, ids);
  const phones = await phonesOf(deps, tx, tenantId, keys, identities);
  const items = page.flatMap((row) => {
    const key = keys.get(row.contact_id);
    const own = identities.filter((i) => i.contactId === row.contact_id);
    return key ? [show(deps, tenantId, key, row, own, phones)] : [];
  });
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    items,
    nextCursor: last ? writeCursor(placeOf(last)) : null,
    total: await countContacts(tx, reserved, filter),
  };
}

function filterOf(deps: Pick<Deps, "seal">, tenantId: string, typed: string | undefined): ContactFilter | undefined {
  const search = contactSearchOf(typed);
  if (search === undefined) return undefined;
  return {
    words: search.words,
    nameless: channelsNamed(foldedWords(typed ?? "").join(" ")),
    addresses: search.addresses.map(({ kind, value }) => deps.seal.blindIndex(tenantId, kind, value)),
  };
}

function show(
  deps: Pick<Deps, "seal">,
  tenantId: string,
  key: ContactKey,
  row: ContactListRow,
  identities: readonly ListedIdentity[],
  phones: ReadonlyMap<string, string>,
): Shown {
  const open = (place: { table: string; row: string; column: string }, sealed: Uint8Array | null) =>
    sealed === null ? undefined : deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8");
  const named = identities.find((i) => i.sealedProfileName !== null);
  const channels = identities.map((i) => ({
    channel: i.channel as Shown["channels"][number]["channel"],
    phone: phones.get(i.identityId) ?? null,
  }));
  const names = {
    saved: open(places.name(row.contact_id), row.sealed_name),
    profile: named && open(places.profileName(named.identityId), named.sealedProfileName),
    phone: channels.find((c) => c.phone !== null)?.phone ?? undefined,
  };
  return {
    id: row.contact_id as Shown["id"],
    name: displayName(names, channels[0]?.channel ?? "whatsapp"),
    saved: row.saved,
    openOrder: row.open_order,
    channels,
    lastInboundAt: row.last_inbound_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

const placeOf = (row: ContactListRow): ContactCursor => ({
  at: (row.last_inbound_at ?? row.created_at).toISOString(),
  id: row.contact_id,
});
