import { Worker } from "node:worker_threads";
import { startsWith } from "./byte-view.ts";
import { stripMetadata } from "./strip-metadata.ts";
import { type StripOutcome, unsupported } from "./strip-outcome.ts";

/** What the thread answers; the bytes only when they are others than before. */
export interface StripAnswer extends Pick<StripOutcome, "kind" | "removedTags"> {
  readonly bytes?: Uint8Array;
}

export interface WorkerOptions {
  readonly script: URL;
  /** How long one file may take. */
  readonly patienceMs: number;
  /** How long the thread waits for another file before it ends; at rest there is none. */
  readonly idleMs: number;
}

const usual: WorkerOptions = {
  script: new URL("./strip-worker.adapter.ts", import.meta.url),
  patienceMs: 30_000,
  idleMs: 20_000,
};

/** A picture of this size is cleaned in a few milliseconds, whatever it is made of; a thread needs longer to start. */
const smallBytes = 256_000;

/** Beyond this the thread ends and the file is `unsupported`; the bytes themselves lie outside and are not counted. */
const limits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32, stackSizeMb: 2 };

/**
 * Takes metadata out of files (`stripMetadata`), one after the other, in a thread of their own: whatever a file is
 * made to cost, the server answers everybody else. A file that takes too long, needs too much memory or meets a
 * mistake of ours is `unsupported`. Small pictures are cleaned at once.
 */
export function createStripper(options: Partial<WorkerOptions> = {}): (bytes: Uint8Array) => Promise<StripOutcome> {
  const { script, patienceMs, idleMs } = { ...usual, ...options };
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let line: Promise<unknown> = Promise.resolve();

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: limits });
    // Without somebody who listens an error would end the server; whoever waits for the file hears of the end.
    started.on("error", () => {});
    started.once("exit", () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  async function ask(bytes: Uint8Array): Promise<StripOutcome> {
    clearTimeout(idle);
    worker ??= start();
    const asked = worker;
    asked.ref();
    const answer = await answerOf(asked, bytes, patienceMs);
    if (answer === undefined) {
      worker = undefined;
      await asked.terminate();
      return unsupported(bytes);
    }
    asked.unref();
    idle = setTimeout(() => {
      worker = undefined;
      void asked.terminate();
    }, idleMs).unref();
    return { bytes, ...answer };
  }

  return (bytes) => {
    // What is packed in a PDF may be much larger than the PDF.
    if (bytes.length < smallBytes && !startsWith(bytes, "%PDF-")) return Promise.resolve(stripMetadata(bytes));
    const mine = line.then(() => ask(bytes));
    line = mine.catch(() => {});
    return mine;
  };
}

/** Undefined: the thread ended, or did not answer in time. */
function answerOf(worker: Worker, bytes: Uint8Array, patienceMs: number): Promise<StripAnswer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: StripAnswer) => {
      clearTimeout(timer);
      worker.off("message", settle);
      worker.off("exit", gone);
      resolve(answer);
    };
    const gone = () => settle();
    const timer = setTimeout(gone, patienceMs);
    worker.on("message", settle);
    worker.on("exit", gone);
    // A copy that can be handed over: the caller still needs the bytes.
    const copy = new Uint8Array(bytes);
    worker.postMessage(copy, [copy.buffer]);
  });
}

/** The one of this server. */
export const stripApart = createStripper();
