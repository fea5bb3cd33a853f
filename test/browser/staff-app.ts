import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { BrowserContextOptions, Page, ViewportSize } from "playwright-core";
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
  stop(): Promise<void>;
}

/** What it hands out was built before the first story, where it was stale (`prepare-demo.ts`). */
export async function openStaffApp(): Promise<StaffApp> {
  const app = await buildTestApp();
  const house = await app.http.listen({ host: "127.0.0.1", port: 0 });
  const browser = await borrowBrowser();
  const doors: Server[] = [];
  const left = new Map<string, Page[]>();
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
  return {
    app,
    async open(who, path, options = {}) {
      const kind = JSON.stringify([who, options]);
      const known = left.get(kind)?.pop();
      if (known) {
        await known.goto(new URL(path, known.url()).href);
        return known;
      }
      const origin = await openDoor(who);
      const context = await browser.newContext({
        ...desk,
        reducedMotion: "reduce",
        serviceWorkers: "block",
        bypassCSP: options.bypassCSP ?? false,
        ...options,
      });
      context.setDefaultTimeout(patience);
      const page = await context.newPage();
      kinds.set(page, kind);
      await page.goto(`${origin}${path}`);
      return page;
    },
    async leave(page) {
      const kind = kinds.get(page);
      if (kind === undefined) throw new Error("not a window of this house");
      const { viewport }: BrowserContextOptions = { ...desk, ...JSON.parse(kind)[1] };
      await empty(page, viewport ?? { width: 1440, height: 900 });
      left.set(kind, [...(left.get(kind) ?? []), page]);
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
  await page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);
  await page.locator("h1", { hasNotText: before }).first().waitFor();
}

/** Takes out of a window what a story left in it: what it held back, what it listened to, what the app kept there. */
async function empty(page: Page, viewport: ViewportSize): Promise<void> {
  const told = ["request", "response", "requestfinished", "requestfailed", "download", "dialog", "console"] as const;
  for (const event of [...told, "pageerror", "popup", "filechooser"] as const)
    await page.removeAllListeners(event, { behavior: "ignoreErrors" });
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await page.context().setOffline(false);
  await page.goto(new URL(emptyPage, page.url()).href);
  await page.evaluate(async () => {
    const ours = [setTimeout, Date, fetch, document.hasFocus].every((one) => String(one).includes("[native code]"));
    if (!ours) throw new Error("a story that set its clock or a script of its own closes its window");
    localStorage.clear();
    sessionStorage.clear();
    for (const { name } of await indexedDB.databases())
      await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name ?? ""), { onsuccess: done }));
  });
  await page.emulateMedia({ media: null });
  await page.setViewportSize(viewport);
  await page.mouse.move(0, 0);
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
