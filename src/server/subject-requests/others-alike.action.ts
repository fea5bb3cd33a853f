import type { ContactsPage } from "../../contract/conversations.ts";
import type { RequestDetail } from "../../contract/subject-requests.ts";
import { addressesOf } from "../contacts/addresses-of.action.ts";
import { foldedWords, places } from "../contacts/identity.ts";
import { listContacts } from "../contacts/list-contacts.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { can } from "../rights/can.ts";
import type { RequestRecord } from "./subject-request.store.ts";

type Found = ContactsPage["items"][number];

/** More than these are no help to anybody who looks through them. */
const most = 5;

/**
 * Other contacts that may be the person who asks: of the same name, or with the same number or address. Everybody who
 * writes on another channel is somebody new, and a right is about all that is held of a person. Only people can tell.
 */
export async function othersAlike(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Caller,
  row: RequestRecord,
  key: ContactKey,
): Promise<RequestDetail["alike"]> {
  if (!can(caller, "read-conversations")) return [];
  const { names, reaches } = await ownOf(deps, tx, caller.tenantId, row, key);
  const search = async (q: string): Promise<readonly Found[]> =>
    (await listContacts(deps, tx, caller, { q, limit: 4 * most })).items;
  const found = new Map<string, Found>();
  for (const reach of reaches) for (const one of await search(reach)) found.set(one.id, one);
  for (const name of names) {
    const words = foldedWords(name);
    for (const one of words.length === 0 ? [] : await search(name)) {
      const theirs = typeof one.name === "string" ? foldedWords(one.name) : [];
      if (words.every((word) => theirs.includes(word))) found.set(one.id, one);
    }
  }
  found.delete(row.contact_id);
  return [...found.values()]
    .slice(0, most)
    .map(({ id, name, channels }) => ({ contactId: id, name, channels: channels.map(({ channel }) => channel) }));
}

/** By what the person who asks is known here, and may be known elsewhere. */
async function ownOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  row: RequestRecord,
  key: ContactKey,
): Promise<{ names: string[]; reaches: string[] }> {
  const open = (place: Parameters<Deps["seal"]["openForContact"]>[2], sealed: Uint8Array | null) =>
    sealed === null ? [] : [deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8")];
  const addresses = await addressesOf(deps, tx, tenantId, row.identity_id, key);
  const names = [
    ...open(places.name(row.contact_id), row.sealed_name),
    ...open(places.profileName(row.identity_id), row.sealed_profile_name),
  ];
  const reaches = [
    ...addresses.filter(({ kind }) => kind === "phone" || kind === "email").map(({ value }) => value),
    ...open(places.givenReach(row.identity_id), row.sealed_given_reach),
  ];
  return { names: [...new Set(names)], reaches };
}
