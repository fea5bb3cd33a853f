import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PageAssets } from "./frame-view.ts";

const folder = join(import.meta.dirname, "../../../dist/customer");
const manifestSchema = z.record(z.string(), z.object({ file: z.string().regex(/^assets\/[\w.-]+\.(js|css)$/) }));

/** The built script and style of the customer page, held in memory: a handful of small files. */
export interface CustomerAssets {
  readonly page: PageAssets;
  /** By file name; undefined for anything that was not built. No path of a request ever reaches the disk (V42). */
  file(name: string): { readonly bytes: Buffer; readonly type: string } | undefined;
}

/** Reads what the build left; without a build the page comes plain, and works. */
export async function loadAssets(): Promise<CustomerAssets> {
  const text = await readFile(join(folder, "manifest.json"), "utf8").catch(() => "{}");
  const manifest = manifestSchema.parse(JSON.parse(text));
  const files = new Map<string, { bytes: Buffer; type: string }>();
  const keep = async (source: string): Promise<string | undefined> => {
    const built = manifest[source]?.file;
    if (built === undefined) return undefined;
    const type = built.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8";
    const name = built.slice("assets/".length);
    files.set(name, { bytes: await readFile(join(folder, built)), type });
    return `/k/assets/${name}`;
  };
  const page = { css: await keep("customer.css"), js: await keep("main.ts") };
  const file = (name: string) => files.get(name);
  const styles = page.css && file(page.css.slice("/k/assets/".length))?.bytes.toString("utf8");
  return { page: { ...page, sheet: styles ? sheetOf(styles) : undefined }, file };
}

const sheetOf = (text: string) => ({ text, source: `'sha256-${createHash("sha256").update(text).digest("base64")}'` });
