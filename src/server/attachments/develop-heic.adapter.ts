import sharp from "sharp";
import { createApart } from "./apart.adapter.ts";
import type { HeicAnswer } from "./heic-worker.adapter.ts";

const ask = createApart<HeicAnswer>({
  script: new URL("./heic-worker.adapter.ts", import.meta.url),
  patienceMs: 20_000,
  idleMs: 20_000,
});

/**
 * The photo of an iPhone as a JPEG, upright and of the same size. The decoder is WebAssembly in a thread of its own:
 * a file that breaks it breaks nothing else (V45).
 * @returns undefined for one that cannot be read or is too large: it stays what it is, and a download
 */
export async function developHeic(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const pixels = await ask(bytes);
  if (!pixels) return undefined;
  const { width, height, data } = pixels;
  return await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .jpeg({ quality: 88 })
    .toBuffer();
}
