import { createApart, type WorkerOptions } from "./apart.adapter.ts";
import { packing } from "./packing.adapter.ts";
import { startsWith } from "./strip/byte-view.ts";
import { stripMetadata } from "./strip/strip-metadata.ts";
import { type StripOutcome, unsupported } from "./strip/strip-outcome.ts";
import { isPdf } from "./strip/strip-pdf.ts";

/** What the thread answers; the bytes only when they are others than before. */
export interface StripAnswer extends Pick<StripOutcome, "kind" | "removedTags"> {
  readonly bytes?: Uint8Array;
}

const usual: WorkerOptions = {
  script: new URL("./strip-worker.adapter.ts", import.meta.url),
  patienceMs: 30_000,
  idleMs: 20_000,
};

/** A picture of this size is cleaned in a few milliseconds, whatever it is made of; a thread needs longer to start. */
const smallBytes = 256_000;

/**
 * Takes metadata out of files (`stripMetadata`) in a thread of their own. A file that gets no answer there is
 * `unsupported`. Small pictures are cleaned at once.
 */
export function createStripper(options: Partial<WorkerOptions> = {}): (bytes: Uint8Array) => Promise<StripOutcome> {
  const ask = createApart<StripAnswer>({ ...usual, ...options });
  return async (bytes) => {
    // What is packed in a PDF or an office file may be much larger than the file.
    const isPacked = isPdf(bytes) || startsWith(bytes, "PK");
    if (bytes.length < smallBytes && !isPacked) return stripMetadata(bytes, packing);
    const answer = await ask(bytes);
    return answer === undefined ? unsupported(bytes) : { bytes, ...answer };
  };
}

/** The one of this server. */
export const stripApart = createStripper();
