import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { BrowserContextOptions, Locator, Page, ViewportSize } from "playwright-core";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Role } from "../../src/server/platform/caller.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { borrowBrowser, giveBack } from "./browsers.ts";
import { desk, patience } from "./people.ts";

const root = join(import.meta.dirname, "../..");
const built = join(root, "dist/web");
const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
/** Between two stories a window stands here: at the same door, but not in the app. */
const emptyPage = "/leer";
/** Here the app rests between two stories: nothing of a customer is read or heard. */
const restingPlace = { path: "/einstellungen", heading: "Dieses Gerät" };
// The house's own policy, so that a script or style it would refuse is refused here too.
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; " +
  "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'";

/** The staff app as built, in front of the real server; each door belongs to one member. */
export interface StaffApp {
  readonly app: TestApp;
  /** Opens a browser window for a member, or one like it that another story has left. */
  open(who: Role, path: string, options?: BrowserContextOptions): Promise<Page>;
  /**
   * Leaves a window to the stories that follow, empty: half of what a new one costs. A story that set its clock, its
   * rights, its colours or a script of its own closes its window instead, as nobody takes that out again.
   */
  leave(page: Page): Promise<void>;
  /**
   * Goes on in a window that rests, within the app, as somebody does who has it open all day: a fifth of the work of
   * `open`, and without the first load. Where none rests it opens one.
   */
  goOn(who: Role, path: string, options?: BrowserContextOptions): Promise<Page>;
  /** Leaves a window to the stories that follow with the app open in it, where no customer is. */
  rest(page: Page): Promise<void>;
  stop(): Promise<void>;
}

/** What it hands out was built before the first story, where it was stale (`prepare-demo.ts`). */
export async function openStaffApp(): Promise<StaffApp> {
  const app = await buildTestApp();
  const house = await app.http.listen({ host: "127.0.0.1", port: 0 });
  const browser = await borrowBrowser();
  const doors: Server[] = [];
  const left = new Map<string, Page[]>();
  const resting = new Map<string, Page[]>();
  const kinds = new WeakMap<Page, string>();
  const openDoor = async (who: Role): Promise<string> => {
    const { token } = await createToken(app.deps, await app.firm.callerOf(who), "Browser im Test");
    const target = { house, host: app.firm.host, token };
    const door = createServer((incoming, outgoing) => serve(target, incoming, outgoing));
    await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
    doors.push(door);
    const address = door.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    return `http://127.0.0.1:${address.port}`;
  };
  const open = async (who: Role, path: string, options: BrowserContextOptions = {}): Promise<Page> => {
    const kind = JSON.stringify([who, options]);
    const known = left.get(kind)?.pop();
    const rested = known ? undefined : resting.get(kind)?.pop();
    if (rested) await empty(rested);
    const page = known ?? rested;
    if (page) {
      await page.goto(new URL(path, page.url()).href);
      return page;
    }
    const origin = await openDoor(who);
    const context = await browser.newContext({
      ...desk,
      reducedMotion: "reduce",
      serviceWorkers: "block",
      bypassCSP: options.bypassCSP ?? false,
      ...options,
    });
    await context.addInitScript(setClock, app.clock.now().getTime() - Date.now());
    context.setDefaultTimeout(patience);
    const made = await context.newPage();
    kinds.set(made, kind);
    await made.goto(`${origin}${path}`);
    return made;
  };
  /** As it came: what was listened to, held back or set is taken out; whose window it is. */
  const hushed = async (page: Page): Promise<string> => {
    const kind = kinds.get(page);
    if (kind === undefined) throw new Error("not a window of this house");
    const { viewport }: BrowserContextOptions = { ...desk, ...JSON.parse(kind)[1] };
    await hush(page, viewport ?? { width: 1440, height: 900 });
    return kind;
  };
  const lay = (page: Page, kind: string, pages: Map<string, Page[]>) =>
    pages.set(kind, [...(pages.get(kind) ?? []), page]);
  return {
    app,
    open,
    async leave(page) {
      const kind = await hushed(page);
      await empty(page);
      lay(page, kind, left);
    },
    async goOn(who, path, options = {}) {
      const page = resting.get(JSON.stringify([who, options]))?.pop();
      if (!page) return await open(who, path, options);
      await stepTo(page, path);
      return page;
    },
    async rest(page) {
      const kind = await hushed(page);
      await stepTo(page, restingPlace.path);
      await page.locator("h1", { hasText: restingPlace.heading }).waitFor({ state: "attached" });
      lay(page, kind, resting);
    },
    async stop() {
      await giveBack(browser);
      for (const door of doors) door.closeAllConnections();
      await Promise.all(doors.map((door) => new Promise((resolve) => door.close(resolve))));
      await app.stop();
    },
  };
}

/** Goes on within the app, without a load: until the heading of the other page stands there. */
export async function walkTo(page: Page, path: string): Promise<void> {
  const before = (await page.locator("h1").first().textContent())?.trim() ?? "";
  await stepTo(page, path);
  await page.locator("h1", { hasNotText: before }).first().waitFor();
}

/** The same, and waits for nothing: on a phone the heading before may be one that is hidden now. */
export async function stepTo(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
}

/** Opens everything that can be unfolded: each time the first that is shut, as an open one is none of them any more. */
export async function unfoldAll(within: Page | Locator): Promise<void> {
  const shut = within.locator("details:not([open]) > summary").filter({ visible: true });
  while ((await shut.count()) > 0) await shut.first().click();
}

/**
 * Leaves, stays when asked, and tells what was asked. The page itself sets off: closed from outside, Chromium may go
 * before its browser half has heard that the page listens.
 */
export async function leaveAndStay(page: Page): Promise<string> {
  const asked = page.waitForEvent("dialog");
  const leaving = page.evaluate(() => location.reload());
  const dialog = await asked;
  await dialog.dismiss();
  await leaving;
  return dialog.type();
}

/** The page's clock goes on from where the house's stands, or what it shows would depend on the day the stories are run. */
function setClock(apart: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (real, given, made) => Reflect.construct(real, given.length === 0 ? [real.now() + apart] : given, made),
    get: (real, name) => (name === "now" ? () => real.now() + apart : Reflect.get(real, name)),
  });
}

/** From here on the page's clock is turned by hand. It goes on from where it stands; of itself it would leap to today. */
export async function takeClock(page: Page): Promise<void> {
  await page.clock.install({ time: await page.evaluate<number>("Date.now()") });
}

/** Takes out of a window what a story held back or listened to in it; its size and its pointer are as at first. */
async function hush(page: Page, viewport: ViewportSize): Promise<void> {
  const told = ["request", "response", "requestfinished", "requestfailed", "download", "dialog", "console"] as const;
  for (const event of [...told, "pageerror", "popup", "filechooser"] as const)
    await page.removeAllListeners(event, { behavior: "ignoreErrors" });
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  await page.emulateMedia({ media: null });
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  if (width !== viewport.width || height !== viewport.height) await page.setViewportSize(viewport);
  await page.mouse.move(0, 0);
}

/** And what the app kept there. */
async function empty(page: Page): Promise<void> {
  await page.goto(new URL(emptyPage, page.url()).href);
  await page.evaluate(async () => {
    const ours = [setTimeout, Date, fetch, document.hasFocus].every((one) => String(one).includes("[native code]"));
    if (!ours) throw new Error("a story that set its clock or a script of its own closes its window");
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases())
      await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name ?? ""), { onsuccess: done }));
  });
}

interface Target {
  readonly house: string;
  readonly host: string;
  readonly token: string;
}

function serve(target: Target, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const path = incoming.url ?? "/";
  if (path.startsWith("/api/")) {
    pass(target, incoming, outgoing);
    return;
  }
  const name = path.split("?")[0] ?? "/";
  if (name === emptyPage) {
    outgoing.setHeader("content-type", "text/html").end();
    return;
  }
  const file = join(built, name);
  const known = name !== "/" && file.startsWith(built) && existsSync(file);
  outgoing.setHeader("content-security-policy", contentPolicy);
  if (known && name.startsWith("/assets/")) outgoing.setHeader("cache-control", "public, max-age=31536000, immutable");
  outgoing.setHeader("content-type", known ? (types[extname(file)] ?? "text/html") : "text/html; charset=utf-8");
  outgoing.end(readFileSync(known ? file : join(built, "index.html")));
}

/** Hands a request on in the member's name; how one signs in is another story. */
function pass(target: Target, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { origin: _origin, cookie: _cookie, ...kept } = incoming.headers;
  const url = new URL(incoming.url ?? "/", target.house);
  const headers = { ...kept, host: target.host, authorization: `Bearer ${target.token}` };
  const onward = request(url, { method: incoming.method ?? "GET", headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on("error", () => outgoing.destroy());
  outgoing.on("close", () => onward.destroy());
  incoming.pipe(onward);
}
