import type { Deps } from "../platform/deps.ts";
import { loadHosts } from "./tenant.store.ts";

/**
 * The business whoever sits at the machine means, by its name ("" = the one that has none yet).
 * @returns a German sentence that lists the businesses when it is none or several
 */
export async function findBusiness(
  deps: Pick<Deps, "db">,
  name: string,
): Promise<{ readonly tenantId: string; readonly host: string | null } | string> {
  const businesses = await loadHosts(deps.db.outside);
  const [found, ...more] = businesses.filter((row) => row.name === name);
  if (found && more.length === 0) return found;
  const list = businesses.map((row) => `${called(row)} (${row.host ?? "ohne eigenen Host"})`).join(", ");
  const what = found ? "Mehrere Betriebe heißen so" : "Einen Betrieb mit diesem Namen gibt es nicht";
  return `${what}. Hier gibt es: ${list || "keinen"}.`;
}

/** How a business is called in a sentence; one that was not set up yet has no name. */
export const called = ({ name }: { readonly name: string }) => `„${name}“${name === "" ? ", noch ohne Namen" : ""}`;
