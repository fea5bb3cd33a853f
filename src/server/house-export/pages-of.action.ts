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

/**
 * Pages that are walked through several times. Where there is one only, as nearly always, it is read once; of more than
 * one each is read anew, so that no more than a page is held.
 * @param size of a page that is full: after one that is not none follows
 */
export function readOnce<T>(read: () => AsyncGenerator<T[]>, size: number): () => AsyncGenerator<T[]> {
  let only: T[] | undefined;
  return async function* () {
    if (only !== undefined) {
      yield only;
      return;
    }
    let nth = 0;
    for await (const items of read()) {
      if (nth === 0 && items.length < size) only = items;
      nth += 1;
      yield items;
    }
  };
}
