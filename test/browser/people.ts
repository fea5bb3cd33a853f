import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** Debian's Chromium, or the one named in CHROMIUM; without one the stories are skipped. */
const whole = process.env.CHROMIUM ?? "/usr/bin/chromium";
/** The same engine without the window around it, for what needs none (docs/decisions/0052). */
const shell = process.env.CHROMIUM_SHELL ?? whole;
export const noBrowser = !existsSync(whole);

/**
 * What Chromium leaves out. Its address bar draws two hidden pages of its own for every window, a second of work each,
 * which nobody sees in a story. The last list given counts alone: the rest are Playwright's own.
 */
const leftOut = `WebUIOmniboxPopup,WebUIOmniboxAimPopup,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,PaintHolding,\
AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,ThirdPartyStoragePartitioning,\
AvoidCorsURLLoaderRestartOnRedirect,MediaRouter,LensOverlay,OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,\
PreconnectToSearch`;

/** The whole Chromium, which asks nobody outside anything by itself. Stories borrow theirs (`browsers.ts`). */
export const openBrowser = (...more: string[]): Promise<Browser> => launch(whole, more);

/** Chromium's headless shell where there is one, the whole Chromium where not. */
export const openShell = (...more: string[]): Promise<Browser> => launch(shell, more);

function launch(executablePath: string, more: readonly string[]): Promise<Browser> {
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", `--disable-features=${leftOut}`, ...quiet, ...more],
  });
}

/** How long a page may take for one thing before the story fails at this thing: a story has five minutes for all. */
export const patience = 30_000;

/** For looks that are themselves work, into a store or through a list: it holds up what one waits for. */
export const calmly = { timeout: patience, interval: 250 };

export const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, locale: "de-DE" };
export const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  hasTouch: true,
  isMobile: true,
  locale: "de-DE",
};

/** What a page did that nobody wants: requests to other hosts, errors in scripts. */
export interface Watched {
  readonly page: Page;
  readonly foreign: string[];
  readonly errors: string[];
}

/** For stories of an app that opens without a net: the others have no service worker, which costs a second a sign-in. */
export const keepsApp: BrowserContextOptions = { serviceWorkers: "allow" };

/** A person at a browser of their own. */
export async function person(
  browser: Browser,
  options: BrowserContextOptions,
  hosts: readonly string[],
): Promise<Watched> {
  const context = await browser.newContext({ timezoneId: "Europe/Berlin", serviceWorkers: "block", ...options });
  const watched: Watched = { page: await context.newPage(), foreign: [], errors: [] };
  context.on("request", (request) => {
    const url = new URL(request.url());
    const inside = ["data:", "blob:"].includes(url.protocol) || hosts.includes(url.host);
    if (!inside) watched.foreign.push(request.url());
  });
  context.on("weberror", (error) => watched.errors.push(error.error().message));
  context.setDefaultTimeout(patience);
  return watched;
}

/** The headless shell forbids notifications once and for all; with this a page sees a browser that asks first. */
export async function asksFirst(page: Page): Promise<Page> {
  await page.addInitScript("Object.defineProperty(Notification, 'permission', { get: () => 'default' })");
  return page;
}

/** Signs in by a link of the demo and stands in the inbox, at one of its lists. */
export async function signIn(page: Page, link: string, list = ""): Promise<void> {
  await signInAt(page, link, `/posteingang${list}`);
  await page.getByRole("searchbox", { name: "Name oder Text suchen" }).waitFor();
}

/** Signs in and goes on to `path` without a look at the first page; "/" is where the app begins for this person. */
export async function signInAt(page: Page, link: string, path: string): Promise<void> {
  const url = new URL(link);
  url.searchParams.set("weiter", path);
  await page.goto(url.href);
  await page.waitForURL((now) =>
    path === "/" ? !now.pathname.startsWith("/demo/") : now.pathname + now.search === path,
  );
}

/** A story that fails leaves a picture of every page in STORY_PICTURES, if that folder is named. */
export async function picture(browser: Browser, name: string): Promise<void> {
  const dir = process.env.STORY_PICTURES;
  if (dir === undefined) return;
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: `${dir}/${name.replace(/\W+/g, "-").slice(0, 40)}-${index}.png` });
}

/** One grey dot. */
export const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==",
  "base64",
);

/** What Wiedervorlage calls the next day on which somebody is there: which of them depends on the day it is. */
export const nextDay = /Morgen früh|Nächster Arbeitstag|Montag/;
