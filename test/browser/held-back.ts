import type { Page, Route } from "playwright-core";

/**
 * The first answer to `path` is read at once, and arrives after `go`.
 * @param method where the page may read what is changed at the same address
 */
export async function heldBack(
  page: Page,
  path: RegExp,
  method?: "PATCH" | "PUT" | "DELETE",
): Promise<{ read: Promise<void>; go: () => void }> {
  const [read, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let isFirst = true;
  const late = async (route: Route) => {
    if (!isFirst || (method !== undefined && route.request().method() !== method)) return await route.fallback();
    isFirst = false;
    const response = await route.fetch();
    read.resolve();
    await held.promise;
    await route.fulfill({ response });
  };
  await page.route(path, late);
  return { read: read.promise, go: held.resolve };
}

/** The first request to `path` does not get through, as when the net is gone for a moment. */
export async function lostOnce(page: Page, path: RegExp): Promise<void> {
  await page.route(path, (route) => route.abort(), { times: 1 });
}
