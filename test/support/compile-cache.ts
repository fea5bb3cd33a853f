import { join } from "node:path";

/**
 * For processes a test starts: what Node made of the TypeScript files is kept between starts, as `bin/werkbote.mjs`
 * does for the program. Half of a start is that work, and F02 alone starts the server eleven times.
 */
export const compileCache = { NODE_COMPILE_CACHE: join(import.meta.dirname, "../../.runtime/compile-cache") };

/**
 * V8 begins with a megabyte for young objects and copies what lives each time it is full. The program makes dozens of
 * them while it starts, nearly all to stay: with room for them at once a start is a tenth of its work less.
 */
export const roomAtOnce = "--min-semi-space-size=64";
