import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { compileCache, roomAtOnce } from "../support/compile-cache.ts";

export interface ServerOptions {
  /** Program and its arguments. */
  readonly args: readonly string[];
  /** Its variables; asked at each start. */
  readonly env: () => Readonly<Record<string, string>>;
  /** What the program prints when it serves. */
  readonly readyLine: string;
  /** Where its standard error goes. */
  readonly logFile: string;
}

/** A database is back long before that: it is the program that is broken. */
const mostFailedStarts = 40;

/** A server process that is killed without warning and started again at once, as an init system does. */
export class SupervisedServer {
  readonly #options: ServerOptions;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #stopping = false;
  #striking = false;
  #waiting: { go: () => void; giveUp: (error: Error) => void }[] = [];
  /** Failed starts since it last served. */
  #inARow = 0;
  #onStart: (() => void) | undefined;
  ready = false;
  starts = 0;
  /** When the last start began. */
  startedAt = 0;
  kills = 0;
  /** Starts that gave up by themselves, because the database was just away. */
  failedStarts = 0;
  /** Ends by itself while serving: a defect. */
  selfExits = 0;

  constructor(options: ServerOptions) {
    this.#options = options;
    this.#log = createWriteStream(options.logFile, { flags: "a" });
  }

  async start(): Promise<void> {
    this.#spawn();
    await this.whenReady();
  }

  async whenReady(): Promise<void> {
    if (this.ready || this.#stopping) return;
    await new Promise<void>((go, giveUp) => this.#waiting.push({ go, giveUp }));
  }

  /** SIGKILL now. */
  kill(): void {
    if (this.#child?.exitCode !== null || this.#child.signalCode !== null) return;
    this.#striking = true;
    this.ready = false;
    this.kills++;
    this.#child.kill("SIGKILL");
  }

  /** SIGKILL so many milliseconds after the next start began. */
  killNextStart(afterMs: number): void {
    this.#onStart = () => {
      setTimeout(() => this.kill(), afterMs).unref();
    };
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { go } of this.#waiting.splice(0)) go();
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      await gone;
    }
    this.#log.end();
  }

  #spawn(): void {
    this.starts++;
    this.startedAt = Date.now();
    this.ready = false;
    const child = spawn(process.execPath, [roomAtOnce, ...this.#options.args], {
      env: { PATH: process.env.PATH ?? "", ...compileCache, ...this.#options.env() },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    child.stderr.pipe(this.#log, { end: false });
    child.stdout.on("data", (chunk: Buffer) => {
      // What one that is struck had still said says nothing of the next, and may be read when that has begun.
      if (this.#striking || child.signalCode !== null || child.exitCode !== null) return;
      if (!chunk.toString("utf8").includes(this.#options.readyLine)) return;
      this.ready = true;
      this.#inARow = 0;
      for (const { go } of this.#waiting.splice(0)) go();
    });
    child.once("exit", () => this.#exited());
    const strike = this.#onStart;
    this.#onStart = undefined;
    strike?.();
  }

  #exited(): void {
    if (this.#stopping) return;
    if (!this.#striking) {
      if (this.ready) this.selfExits++;
      else this.failedStarts++;
      this.#inARow++;
    }
    if (this.#inARow > mostFailedStarts) {
      const error = new Error(`the server does not start; see ${this.#options.logFile}`);
      for (const { giveUp } of this.#waiting.splice(0)) giveUp(error);
      return;
    }
    this.#striking = false;
    this.ready = false;
    // At once; after a start that failed by itself a moment later, as every init system does.
    setTimeout(() => this.#stopping || this.#spawn(), this.failedStarts > 0 ? 50 : 0);
  }
}
