import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { App } from "../http.ts";
import { Problem } from "../problem.ts";

const folder = join(import.meta.dirname, "../../../../dist/web");
const year = 31_536_000;

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** The two ways in which the build laid every text beside itself (build.ts), the smaller one first. */
const ways = [
  { ending: ".br", encoding: "br" },
  { ending: ".gz", encoding: "gzip" },
] as const;

/**
 * Before anything is opened: without a build there is nothing to show.
 * @throws one clear line that says what to run
 */
export function assertWebFiles(): void {
  if (!existsSync(join(folder, "index.html")))
    throw new Error("Die Seiten für den Browser fehlen (dist/web). Bitte mit npm start starten: das baut sie.");
}

/** Everything that was built, by its path. */
function readBuilt(from: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(from, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(from.length + 1).replaceAll("\\", "/"), readFileSync(path)];
    }),
  );
}

/** Blanks are cut off piece by piece: looked for by a pattern, a header full of them would hold everybody up (V49). */
export const namesIn = (header: string): readonly string[] => header.split(",").map((name) => name.trim());

/**
 * Serves the staff app: files with a hash in their name for a year, all others fresh, and index.html for every address
 * that the app's own router knows. All is read once, and nothing else can be reached (V42): who fetches a new version
 * while the old one runs has its pages built over these, and a page of the one with parts of the other shows nothing.
 * One route for all: with one for each of the hundreds of files the router was a tenth of a start.
 */
export function webFiles(app: App, from: string = folder): void {
  const built = readBuilt(from);
  const page = new Set([
    "anmelden",
    "geraet",
    "demo",
    "einrichten",
    "posteingang",
    "heute",
    "krankmeldung",
    "wartet",
    "team",
    "plan",
    "projekte",
    "kontakte",
    "mehr",
    "teilen",
    "ohne-netz",
    "einstellungen",
    "recht",
    "datenschutz-center",
  ]);
  app.get("/*", async (request, reply) => {
    const [asked = ""] = request.url.slice(1).split(/[?#]/);
    const path = page.has(asked.split("/")[0] ?? "") || asked === "" ? "index.html" : asked;
    const type = types[extname(path)];
    const plain = built.get(path);
    if (plain === undefined || type === undefined) throw new Problem("not-found");
    // As browsers write it; whoever weighs the ways against each other gets the file as it is.
    const accepted = namesIn(String(request.headers["accept-encoding"]));
    const way = ways.find(({ ending, encoding }) => accepted.includes(encoding) && built.has(path + ending));
    reply.type(type).header("vary", "accept-encoding");
    if (way) reply.header("content-encoding", way.encoding);
    const bytes = (way && built.get(path + way.ending)) ?? plain;
    if (path.startsWith("assets/"))
      return reply.header("cache-control", `public, max-age=${year}, immutable`).send(bytes);
    const mark = `"${createHash("sha256").update(bytes).digest("base64url")}"`;
    reply.headers({ "cache-control": "no-cache", etag: mark });
    return request.headers["if-none-match"] === mark ? reply.code(304).send() : reply.send(bytes);
  });
}
