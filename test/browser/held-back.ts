import type { Page, Route } from "playwright-core";

/** The first answer to `path` is read at once, and arrives after `go`. */
export async function heldBack(page: Page, path: RegExp): Promise<{ read: Promise<void>; go: () => void }> {
  const [read, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const late = async (route: Route) => {
    const response = await route.fetch();
    read.resolve();
    await held.promise;
    await route.fulfill({ response });
  };
  await page.route(path, late, { times: 1 });
  return { read: read.promise, go: held.resolve };
}

/** The first request to `path` does not get through, as when the net is gone for a moment. */
export async function lostOnce(page: Page, path: RegExp): Promise<void> {
  await page.route(path, (route) => route.abort(), { times: 1 });
}
