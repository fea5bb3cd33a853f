import { Worker } from "node:worker_threads";

export interface WorkerOptions {
  readonly script: URL;
  /** How long one file may take. */
  readonly patienceMs: number;
  /** How long the thread waits for another file before it ends; at rest there is none. */
  readonly idleMs: number;
}

/** Beyond this the thread ends without an answer; the bytes themselves lie outside and are not counted. */
const limits = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 32, stackSizeMb: 2 };

/**
 * Hands files to a thread of their own, one after the other: whatever a file is made to cost, the server answers
 * everybody else. The answer is undefined for a file that takes too long, needs too much memory or meets a mistake
 * of ours. It throws where the thread's program is not there.
 */
export function createApart<Answer>({
  script,
  patienceMs,
  idleMs,
}: WorkerOptions): (bytes: Uint8Array) => Promise<Answer | undefined> {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let line: Promise<unknown> = Promise.resolve();
  const unable = new WeakSet<Worker>();

  function start(): Worker {
    const started = new Worker(script, { resourceLimits: limits, stdout: true });
    // What a library prints about a file is not for our log; the answer says it.
    started.stdout.resume();
    // Without somebody who listens an error would end the server; whoever waits for the file hears of the end.
    started.on("error", (error) => {
      if (isProgramMissing(error)) unable.add(started);
    });
    started.once("exit", () => {
      if (worker === started) worker = undefined;
    });
    return started;
  }

  async function ask(bytes: Uint8Array): Promise<Answer | undefined> {
    clearTimeout(idle);
    worker ??= start();
    const asked = worker;
    asked.ref();
    const answer = await answerOf<Answer>(asked, bytes, patienceMs);
    if (answer === undefined) {
      worker = undefined;
      await asked.terminate();
      if (unable.has(asked)) throw new Error("the program of the thread is not there");
      return undefined;
    }
    asked.unref();
    idle = setTimeout(() => {
      worker = undefined;
      void asked.terminate();
    }, idleMs).unref();
    return answer;
  }

  return (bytes) => {
    const mine = line.then(() => ask(bytes));
    line = mine.catch(() => {});
    return mine;
  };
}

/**
 * Of a thread that could not even begin, because somebody is just fetching a new version and its packages are away. That
 * says nothing of the file, which is asked for again; refused, it would be lost.
 */
function isProgramMissing(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}

/** Undefined: the thread ended, or did not answer in time. */
function answerOf<Answer>(worker: Worker, bytes: Uint8Array, patienceMs: number): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: Answer) => {
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
