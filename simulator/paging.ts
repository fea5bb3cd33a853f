import type { JsonObject } from "./json.ts";

/** One page of a list, with Meta's cursors: `next` only when there is more, no `paging` at all when nothing is there. */
export function pageOf<T>(
  all: readonly T[],
  query: { limit?: string; after?: string },
  url: string,
): { page: T[]; paging?: JsonObject } {
  const start = query.after === undefined ? 0 : Number(Buffer.from(query.after, "base64url").toString()) + 1;
  const limit = Math.min(Math.max(Number(query.limit ?? 25) || 25, 1), 1000);
  const page = all.slice(start, start + limit);
  if (page.length === 0) return { page };
  const cursor = (index: number) => Buffer.from(String(index)).toString("base64url");
  const after = cursor(start + page.length - 1);
  const next = new URL(url);
  next.searchParams.set("after", after);
  const more = start + limit < all.length ? { next: next.href } : {};
  return { page, paging: { cursors: { before: cursor(start), after }, ...more } };
}
