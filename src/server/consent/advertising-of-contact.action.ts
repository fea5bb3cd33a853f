import type { ContactView } from "../../contract/conversations.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadConsentSteps } from "./consent.store.ts";
import { consentStanding } from "./consent.ts";
import { readLife } from "./read-life.action.ts";

/** How each address of a contact stands to adverts. */
export async function advertisingOfContact(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  tenantId: string,
  contactId: string,
): Promise<(identityId: string) => ContactView["identities"][number]["advertising"]> {
  const steps = await loadConsentSteps(tx, contactId);
  const life = await readLife(tx, tenantId);
  return (identityId) =>
    consentStanding(
      steps.filter((s) => s.identity_id === identityId).map((s) => ({ state: s.state, at: s.at })),
      deps.clock.now(),
      life,
    ).state;
}
