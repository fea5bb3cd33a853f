import type { Browser, Page } from "playwright-core";
import { openBrowser, openShell } from "./people.ts";
import { atWorkersEnd } from "./worker-end.ts";

/**
 * One Chromium goes through all stories of a worker: to launch one is half a second of work, and there are forty. Each
 * story makes contexts of its own in it, and they end with the story: nothing of one is seen by the next.
 */
let here: { readonly browser: Browser; readonly kind: string } | undefined;

/** How long the contexts of a story may take to close; a Chromium that takes longer hangs, and the next story gets a new one. */
const patience = 20_000;

/** The worker's Chromium. Where other switches are wanted, or where it is gone, a new one takes its place. */
export const borrowBrowser = (...switches: string[]): Promise<Browser> =>
  borrow(switches.join(" "), () => openShell(...switches));

/** The same with the window around it, for what only that one does: notifications, a store that is thrown away. */
export const borrowWholeBrowser = (): Promise<Browser> => borrow("whole", () => openBrowser());

async function borrow(kind: string, open: () => Promise<Browser>): Promise<Browser> {
  if (here?.kind === kind && here.browser.isConnected()) return here.browser;
  await end();
  const browser = await open();
  here = { browser, kind };
  atWorkersEnd(end);
  return browser;
}

/** For pages that axe goes over a few times only: what V8 would compile anew for them costs more than it gives. */
export const borrowForAxe = (): Promise<Browser> =>
  borrowBrowser("--js-flags=--invocation-count-for-maglev=4000 --invocation-count-for-turbofan=20000");

/** What a story has open in it just now. */
export const borrowedPages = (): Page[] => here?.browser.contexts().flatMap((context) => context.pages()) ?? [];

/** Closes everything the story opened in it, and leaves it to the next story. */
export async function giveBack(browser: Browser | undefined): Promise<void> {
  if (!browser?.isConnected()) return;
  const closed = Promise.all(browser.contexts().map((context) => context.close()));
  if ((await within(closed)) || here?.browser !== browser) return;
  await end();
}

/** Waits for it no longer than for the contexts: one that hangs goes with the worker, which holds the other end of its pipe. */
async function end(): Promise<void> {
  const ending = here?.browser;
  here = undefined;
  if (ending?.isConnected()) await within(ending.close());
}

/** @returns whether it was done in time, and without an error */
async function within(work: Promise<unknown>): Promise<boolean> {
  const done = work.then(
    () => true,
    () => false,
  );
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, patience, false)));
  return await Promise.race([done, late]).finally(() => clearTimeout(timer));
}
