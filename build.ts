/**
 * Builds the browser parts: the staff app (src/web -> dist/web) and the customer page's script and style
 * (src/customer -> dist/customer). The server itself is not built. Prints what each file costs over the wire.
 */
import { existsSync } from "node:fs";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip, gzipSync } from "node:zlib";
import sharp from "sharp";
import { build } from "vite";

const root = import.meta.dirname;
const staff = join(root, "dist/web");
const customer = join(root, "dist/customer");

/** Phones want pixels: what the manifest and the pushes name, drawn from the one icon. */
const icons = [
  ["icon.svg", "icon-192.png", 192],
  ["icon.svg", "icon-512.png", 512],
  ["icon-maskable.svg", "icon-maskable-192.png", 192],
  ["icon-maskable.svg", "icon-maskable-512.png", 512],
  ["icon-maskable.svg", "apple-touch-icon.png", 180],
  ["badge.svg", "badge-96.png", 96],
] as const;

/** All files below a folder, as paths. */
async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Is anything below `folders` newer than the built file? */
async function isStale(built: string, sources: readonly string[]): Promise<boolean> {
  if (!existsSync(built)) return true;
  const builtAt = (await stat(built)).mtimeMs;
  for (const source of sources) {
    if (!existsSync(source)) continue;
    const files = (await stat(source)).isDirectory() ? await filesBelow(source) : [source];
    for (const file of files) if ((await stat(file)).mtimeMs > builtAt) return true;
  }
  return false;
}

async function buildStaff(): Promise<void> {
  await build({ root: join(root, "src/web"), configFile: join(root, "vite.config.ts"), logLevel: "warn" });
  for (const [from, to, size] of icons) {
    const picture = sharp(join(root, "src/web/public", from), { density: 600 }).resize(size, size);
    await picture.png().toFile(join(staff, to));
  }
  // What the service worker keeps, so that every part of the app opens without a net.
  const parts = (await readdir(join(staff, "assets"))).filter((name) => /\.(js|css|woff2)$/.test(name));
  await writeFile(join(staff, "files.json"), JSON.stringify(parts.map((name) => `/assets/${name}`)));
}

/**
 * Lays each text beside itself in the two ways browsers unpack, so that the server only picks: a phone in a cellar
 * loads the app with a third of the bytes.
 */
async function compressStaff(): Promise<void> {
  const ways = [["br", promisify(brotliCompress)] as const, ["gz", promisify(gzip)] as const];
  const texts = (await filesBelow(staff)).filter((file) => /\.(js|css|svg|json|webmanifest)$/.test(file));
  await Promise.all(
    texts.map(async (file) => {
      const bytes = await readFile(file);
      for (const [ending, compress] of ways) await writeFile(`${file}.${ending}`, await compress(bytes));
    }),
  );
}

/** The customer page is written by the server; only its script and style are built, with a manifest to find them. */
async function buildCustomer(): Promise<void> {
  const folder = join(root, "src/customer");
  if (!existsSync(folder)) return;
  const names = await readdir(folder);
  const input = names.filter((name) => name === "customer.ts" || name === "main.ts" || name === "customer.css");
  if (input.length === 0) return;
  await build({
    root: folder,
    configFile: false,
    logLevel: "warn",
    base: "/k/assets/",
    publicDir: false,
    build: {
      outDir: customer,
      emptyOutDir: true,
      manifest: "manifest.json",
      assetsInlineLimit: 0,
      modulePreload: false,
      target: "es2022",
      rolldownOptions: { input: input.map((name) => join(folder, name)) },
    },
  });
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** One line per file with its size over the wire. */
async function report(folder: string, title: string): Promise<void> {
  if (!existsSync(folder)) return;
  const lines: string[] = [];
  for (const file of (await filesBelow(folder)).sort()) {
    if (!/\.(js|css)$/.test(file)) continue;
    const bytes = await readFile(file);
    lines.push(`  ${kilobytes(gzipSync(bytes).length).padStart(9)}  ${relative(folder, file)}`);
  }
  process.stdout.write(`${title} (gzip)\n${lines.join("\n")}\n`);
}

const onlyIfStale = process.argv.includes("--if-stale");
const sources = ["src/web", "src/customer", "src/contract", "vite.config.ts", "build.ts", "package.json"];
const stale = await isStale(
  join(staff, "index.html"),
  sources.map((source) => join(root, source)),
);
if (!onlyIfStale || stale) {
  await buildCustomer();
  await buildStaff();
  await compressStaff();
  await report(customer, "customer page");
  await report(staff, "staff app");
}
