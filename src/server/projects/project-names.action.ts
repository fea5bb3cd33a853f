import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadProjects } from "./project.store.ts";
import { openCards } from "./project-card.action.ts";

/** What projects are called; their rooms bear these names and keep none of their own. */
export async function projectNames(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  projectIds: readonly string[],
): Promise<Map<string, string>> {
  const cards = await openCards(deps, tx, tenantId, await loadProjects(tx, [...new Set(projectIds)]));
  return new Map([...cards].map(([id, card]) => [id, card.name]));
}
