import type { EntrySources } from "../../contract/entry-sources.ts";
import { loadAccounts } from "../channels/load-accounts.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { loadMonths, loadSources } from "./entry-source.store.ts";
import { entryLink } from "./entry-source.ts";

const shownMonths = 12;

/** Every code with its addresses and what came of it; where most came from stands first. */
export async function showEntrySources(deps: Pick<Deps, "publicUrl">, tx: Tx, tenantId: string): Promise<EntrySources> {
  const accounts = (await loadAccounts(tx)).filter(({ state }) => state === "live");
  const months = Map.groupBy(await loadMonths(tx), ({ id }) => id);
  const items = (await loadSources(tx)).map((source) => {
    const own = months.get(source.id) ?? [];
    return {
      id: source.id,
      name: source.name,
      tag: source.tag,
      createdAt: source.createdAt.toISOString(),
      total: own.reduce((sum, { conversations }) => sum + conversations, 0),
      months: own
        .slice(0, shownMonths)
        .map(({ month, conversations }) => ({ month: month.slice(0, 7), conversations })),
      codes: accounts.map((account) => ({
        accountId: account.id,
        channel: account.kind,
        label: account.label,
        link: entryLink(account, deps.publicUrl(tenantId), source),
      })),
    };
  });
  return { items: items.toSorted((a, b) => b.total - a.total || a.name.localeCompare(b.name, "de")) };
}
