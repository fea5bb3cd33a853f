import type { ConsentList } from "../../contract/consent.ts";
import { places } from "../contacts/identity.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { displayName, erasedName } from "../contacts/shown-name.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { can } from "../rights/can.ts";
import { loadRegister, loadSteps } from "./consent.store.ts";
import { readLife } from "./read-life.action.ts";
import { byUrgency, type Shelf, shelvesOf, showStanding } from "./show-standing.ts";

type Item = ConsentList["items"][number];

/** Nobody writes to an erased contact any more: their proof neither ends soon nor is it anything to use. */
const standingOf = (standing: ReturnType<typeof showStanding>, known: boolean) =>
  known ? standing : { ...standing, expiresAt: null, expiresSoon: false };

/**
 * Everybody who was ever asked or ever said something about advertising; what ends first stands first (AD-9). Names only
 * for those who may read conversations: the others get the proof.
 */
export async function listConsents(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  caller: Pick<Caller, "tenantId" | "role">,
  show: Shelf | "all",
): Promise<ConsentList> {
  const { tenantId } = caller;
  const mayKnow = can(caller, "read-conversations");
  const life = await readLife(tx, tenantId);
  const rows = await loadRegister(tx);
  const steps = await loadSteps(
    tx,
    rows.map(({ identityId }) => identityId),
  );
  const byIdentity = Map.groupBy(steps, ({ identityId }) => identityId);
  const keys = await openContactKeys(
    deps.seal,
    tx,
    tenantId,
    rows.map(({ contactId }) => contactId),
  );
  const items = rows.map((row): Item => {
    const key = keys.get(row.contactId);
    const open = (place: ReturnType<typeof places.name>, sealed: Uint8Array | null) =>
      mayKnow && key && sealed ? deps.seal.openForContact(tenantId, key, place, sealed).toString("utf8") : undefined;
    const names = {
      saved: open(places.name(row.contactId), row.sealedName),
      profile: open(places.profileName(row.identityId), row.sealedProfileName),
      phone: undefined,
    };
    const channel = row.channelKind as Item["channel"];
    return {
      identityId: row.identityId,
      contactId: row.contactId as Item["contactId"],
      conversationId: row.conversationId as Item["conversationId"],
      conversationNumber: row.conversationNumber,
      channel,
      name: key ? displayName(names, channel) : erasedName,
      erased: key === undefined,
      ...standingOf(showStanding(byIdentity.get(row.identityId) ?? [], deps.clock.now(), life), key !== undefined),
    };
  });
  const shelves = items.map(shelvesOf);
  const count = (shelf: Shelf) => shelves.filter((own) => own.includes(shelf)).length;
  return {
    items: items
      .filter((_, i) => show === "all" || shelves[i]?.includes(show))
      .sort((a, b) => Number(a.erased) - Number(b.erased) || byUrgency(a, b)),
    counts: {
      all: items.length,
      granted: count("granted"),
      ending: count("ending"),
      open: count("open"),
      ended: count("ended"),
    },
  };
}
