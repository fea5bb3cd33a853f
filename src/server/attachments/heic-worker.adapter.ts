import { createRequire } from "node:module";
import { parentPort } from "node:worker_threads";
import { maxPixels } from "./media-types.ts";

// The thread of develop-heic.adapter.ts: a HEIC comes in, its pixels go out, or nothing.

/** What of the library is used; it brings no types for it. */
interface HeifPicture {
  is_primary(): boolean;
  get_width(): number;
  get_height(): number;
  display(empty: Pixels, done: (shown: Pixels | null) => void): void;
  free(): void;
}
interface Library {
  readonly HeifDecoder: new () => { decode(bytes: Uint8Array): readonly HeifPicture[] };
}

/** What the decoder asks for beyond this it does not get: a file that lies about its size ends in an error of its own. */
const maxBytes = 768 * 1024 * 1024;
interface Memory {
  readonly buffer: { readonly byteLength: number };
  grow(pages: number): number;
}
const memory = (Reflect.get(globalThis, "WebAssembly") as { readonly Memory: { readonly prototype: Memory } }).Memory
  .prototype;
const { grow } = memory;
memory.grow = function (pages) {
  if (this.buffer.byteLength + pages * 65_536 > maxBytes) throw new RangeError("too much memory for one picture");
  return grow.call(this, pages);
};
const { HeifDecoder } = createRequire(import.meta.url)("libheif-js/wasm-bundle.js") as Library;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha; upright. */
  readonly data: Uint8ClampedArray;
}
/** `null`: a picture that cannot be read or is too large. */
export type HeicAnswer = Pixels | null;

parentPort?.on("message", (bytes: Uint8Array) => {
  void pixelsOf(bytes).then((pixels) =>
    parentPort?.postMessage(pixels, pixels ? [pixels.data.buffer as ArrayBuffer] : []),
  );
});

async function pixelsOf(bytes: Uint8Array): Promise<HeicAnswer> {
  try {
    const pictures = new HeifDecoder().decode(bytes);
    const picture = pictures.find((one) => one.is_primary()) ?? pictures[0];
    if (picture === undefined) return null;
    const [width, height] = [picture.get_width(), picture.get_height()];
    const shown =
      width * height > maxPixels
        ? null
        : await new Promise<Pixels | null>((resolve) =>
            picture.display({ width, height, data: new Uint8ClampedArray(width * height * 4) }, resolve),
          );
    for (const one of pictures) one.free();
    return shown;
  } catch {
    return null;
  }
}
