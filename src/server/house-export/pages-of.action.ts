import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { Item } from "./walk.ts";

const page = 200;

/** What has a number, page by page from `from` on; each page in a transaction of its own. */
export async function* pagesOf(
  { db }: Pick<Deps, "db">,
  tenantId: string,
  next: (tx: Tx, after: number, limit: number) => Promise<Item[]>,
  from = 0,
): AsyncGenerator<Item[]> {
  for (let after = from; ; ) {
    const items = await db.withTenant(tenantId, (tx) => next(tx, after, page));
    yield items;
    const last = items.at(-1);
    if (last === undefined || items.length < page) return;
    after = last.number;
  }
}
