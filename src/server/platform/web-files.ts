import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { App } from "./http.ts";
import { Problem } from "./problem.ts";

const folder = join(import.meta.dirname, "../../../dist/web");
const year = 31_536_000;

/**
 * Before anything is opened: without a build there is nothing to show.
 * @throws one clear line that says what to run
 */
export function assertWebFiles(): void {
  if (!existsSync(join(folder, "index.html")))
    throw new Error(
      "Die Seiten für den Browser sind noch nicht gebaut (dist/web fehlt). Bitte mit npm start starten: das baut sie.",
    );
}

/**
 * Serves the staff app: files with a hash in their name for a year, index.html fresh, and index.html for every
 * address that the app's own router knows. What was built is listed once, and nothing else can be reached (V42). One
 * route for all: with one for each of the hundreds of files the router was a tenth of a start.
 */
export function webFiles(app: App): void {
  const index = readFileSync(join(folder, "index.html"), "utf8");
  const files = new Set(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => !/\.(br|gz)$/.test(name) && statSync(join(folder, name)).isFile())
      .map((name) => name.replaceAll("\\", "/")),
  );
  app.register(fastifyStatic, {
    root: folder,
    serve: false,
    // The build laid every text beside itself as .br and .gz (build.ts).
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header("cache-control", /[/\\]assets[/\\]/.test(path) ? `public, max-age=${year}, immutable` : "no-cache");
    },
  });
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
    const [path = ""] = request.url.slice(1).split(/[?#]/);
    if (files.has(path)) return reply.sendFile(path);
    const [first = ""] = path.split("/");
    if (path !== "" && !page.has(first)) throw new Problem("not-found");
    return reply.header("cache-control", "no-cache").type("text/html; charset=utf-8").send(index);
  });
}
