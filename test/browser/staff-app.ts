import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import { extname, join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Role } from "../../src/server/platform/caller.ts";
import { buildTestApp, type TestApp } from "../support/build-app.ts";
import { openBrowser } from "./people.ts";

const root = join(import.meta.dirname, "../..");
const built = join(root, "dist/web");
const types: Record<string, string> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
// The house's own policy, so that a script or style it would refuse is refused here too.
const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; " +
  "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'";

/** The staff app as built, in front of the real server; each door belongs to one member. */
export interface StaffApp {
  readonly app: TestApp;
  /** Opens a browser window for a member, at a time of day that stands with the server's. */
  open(who: Role, path: string, options?: BrowserContextOptions): Promise<Page>;
  stop(): Promise<void>;
}

export async function openStaffApp(): Promise<StaffApp> {
  const done = spawnSync(process.execPath, [join(root, "build.ts"), "--if-stale"], { cwd: root, encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  const app = await buildTestApp();
  const house = await app.http.listen({ host: "127.0.0.1", port: 0 });
  const browser = await openBrowser();
  const doors: Server[] = [];
  return {
    app,
    async open(who, path, options = {}) {
      const { token } = await createToken(app.deps, await app.firm.callerOf(who), "Browser im Test");
      const target = { house, host: app.firm.host, token };
      const door = createServer((incoming, outgoing) => serve(target, incoming, outgoing));
      await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
      doors.push(door);
      const address = door.address();
      if (address === null || typeof address === "string") throw new Error("no port");
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: "de-DE",
        reducedMotion: "reduce",
        serviceWorkers: "block",
        bypassCSP: options.bypassCSP ?? false,
        ...options,
      });
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${address.port}${path}`);
      return page;
    },
    async stop() {
      await browser.close();
      for (const door of doors) door.closeAllConnections();
      await Promise.all(doors.map((door) => new Promise((resolve) => door.close(resolve))));
      await app.stop();
    },
  };
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
  const file = join(built, name);
  const known = name !== "/" && file.startsWith(built) && existsSync(file);
  outgoing.setHeader("content-security-policy", contentPolicy);
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
