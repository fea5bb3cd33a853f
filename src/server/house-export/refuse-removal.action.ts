import { listPeople } from "../members/list-people.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { listTenants } from "../tenants/list-tenants.action.ts";
import { loadExports, loadParts } from "./house-export.store.ts";

/** An export that was fetched longer ago than this is not what the business has today. */
const freshMs = 30 * day;

/**
 * Why a business may not be taken out of this installation: its own people have not taken their data along (Art. 28(3) g), or
 * nobody would be left. @param confirmed whoever sits at the machine named the business once more. @returns a German sentence
 */
export async function refuseRemoval(
  deps: Pick<Deps, "db" | "clock">,
  business: { readonly tenantId: string; readonly host: string | null },
  confirmed: boolean,
): Promise<string | undefined> {
  if ((await listTenants(deps)).length === 1)
    return "Das ist der einzige Betrieb hier. Wer ganz aufhört, löscht den Datenordner und die Sicherungen.";
  if (business.host === null)
    return "Dieser Betrieb hat die Adresse der Installation. Geben Sie ihm erst einen eigenen Host (werkbote tenant host NAME HOST).";
  if (confirmed || (await wasNeverEntered(deps, business.tenantId))) return undefined;
  if (await isHandedOver(deps, business.tenantId)) return undefined;
  return "Der Betrieb hat seinen Export (Einstellungen, Alles mitnehmen) in den letzten 30 Tagen nicht ganz abgeholt. Wer trotzdem löscht, nennt ihn mit --yes noch einmal.";
}

/** Nobody ever came in by the owner's link: there is nothing to take along, and nobody who could fetch it. */
async function wasNeverEntered(deps: Pick<Deps, "db" | "clock">, tenantId: string): Promise<boolean> {
  return await deps.db.withTenant(tenantId, async (tx) => (await listPeople(deps, tx)).length === 0);
}

/** The newest export is ready and every part of it was fetched. */
async function isHandedOver(deps: Pick<Deps, "db" | "clock">, tenantId: string): Promise<boolean> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const [newest] = await loadExports(tx, 1);
    if (!newest?.finishedAt || newest.finishedAt < after(deps.clock.now(), -freshMs)) return false;
    const parts = await loadParts(tx, [newest.exportId]);
    return parts.length > 0 && parts.every(({ fetchedAt }) => fetchedAt !== null);
  });
}
