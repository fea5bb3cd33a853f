import type { z } from "zod";
import { ConsentList, type ConsentsQuery } from "../../contract/consent.ts";
import { places } from "../contacts/identity.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { displayName, erasedName } from "../contacts/shown-name.ts";
import type { Caller } from "../platform/caller.ts";
import { readCursor, writeCursor } from "../platform/db/page-cursor.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadAllSteps, loadRegister, loadRegistered, type RegisterRow } from "./consent.store.ts";
import { readLife } from "./read-life.action.ts";
import { byUrgency, type Shelf, shelvesOf, showStanding } from "./show-standing.ts";

type Item = ConsentList["items"][number];
const Entry = ConsentList.shape.items.element.pick({
  identityId: true,
  erased: true,
  state: true,
  since: true,
  expiresAt: true,
});
/** Where one stands in the list: what it is sorted by, and the identity, so that no two stand at the same place. */
type Entry = z.infer<typeof Entry>;
const inOrder = (a: Entry, b: Entry): number =>
  Number(a.erased) - Number(b.erased) || byUrgency(a, b) || a.identityId.localeCompare(b.identityId);

/** Nobody writes to an erased contact any more: their proof neither ends soon nor is it anything to use. */
const standingOf = (standing: ReturnType<typeof showStanding>, erased: boolean) =>
  erased ? { ...standing, expiresAt: null, expiresSoon: false } : standing;

/**
 * A page of everybody who was ever asked or ever said something about advertising; what ends first stands first (AD-9).
 * Names only for those who may read conversations: the others get the proof. Where somebody stands is reckoned for all,
 * because it decides on which page; the seals of this page only are opened. Without a limit it is everybody.
 */
export async function listConsents(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "role">,
  { show = "all", cursor, limit = Number.POSITIVE_INFINITY }: Partial<z.output<typeof ConsentsQuery>> = {},
): Promise<ConsentList> {
  const now = deps.clock.now();
  const life = await readLife(tx, caller.tenantId);
  const steps = Map.groupBy(await loadAllSteps(tx), ({ identityId }) => identityId);
  const all = (await loadRegister(tx)).map(({ identityId, erased }) => ({
    identityId,
    erased,
    ...standingOf(showStanding(steps.get(identityId) ?? [], now, life), erased),
  }));
  const shelves = all.map(shelvesOf);
  const count = (shelf: Shelf) => shelves.filter((own) => own.includes(shelf)).length;
  const from = readCursor(Entry, cursor);
  const rest = all
    .filter((one, i) => (show === "all" || shelves[i]?.includes(show)) && (!from || inOrder(one, from) > 0))
    .sort(inOrder);
  const page = rest.slice(0, limit);
  const last = rest.length > limit ? page.at(-1) : undefined;
  const shown = await namesOf(
    deps,
    tx,
    caller,
    page.map(({ identityId }) => identityId),
  );
  return {
    items: page.flatMap((one) => {
      const row = shown.get(one.identityId);
      return row ? [{ ...row, ...one }] : [];
    }),
    nextCursor: last ? writeCursor(Entry.parse(last)) : null,
    counts: {
      all: all.length,
      granted: count("granted"),
      ending: count("ending"),
      open: count("open"),
      ended: count("ended"),
    },
  };
}

async function namesOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "role">,
  identityIds: readonly string[],
): Promise<Map<string, Pick<Item, "contactId" | "conversationId" | "conversationNumber" | "channel" | "name">>> {
  const { tenantId } = caller;
  const mayKnow = can(caller, "read-conversations");
  const rows = await loadRegistered(tx, identityIds);
  const contactIds = rows.map(({ contactId }) => contactId);
  const keys = await openContactKeys(deps.seal, tx, tenantId, contactIds);
  const nameOf = (row: RegisterRow): Item["name"] => {
    const key = keys.get(row.contactId);
    if (!key) return erasedName;
    const open = (place: ReturnType<typeof places.name>, sealed: Uint8Array | null) =>
      mayKnow && sealed ? deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8") : undefined;
    const saved = open(places.name(row.contactId), row.sealedName);
    const profile = open(places.profileName(row.identityId), row.sealedProfileName);
    return displayName({ saved, profile, phone: undefined }, row.channelKind);
  };
  return new Map(
    rows.map((row) => [
      row.identityId,
      {
        contactId: row.contactId as Item["contactId"],
        conversationId: row.conversationId as Item["conversationId"],
        conversationNumber: row.conversationNumber,
        channel: row.channelKind,
        name: nameOf(row),
      },
    ]),
  );
}
