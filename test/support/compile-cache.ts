import { join } from "node:path";

/**
 * For processes a test starts: what Node made of the TypeScript files is kept between starts, as `bin/werkbote.mjs`
 * does for the program. Half of a start is that work, and F02 alone starts the server eleven times.
 */
export const compileCache = { NODE_COMPILE_CACHE: join(import.meta.dirname, "../../.runtime/compile-cache") };
