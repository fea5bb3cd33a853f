import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inject } from "vitest";
import type { Role } from "../../src/contract/access.ts";
import { compileCache } from "../support/compile-cache.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const root = join(import.meta.dirname, "../..");

/** What `--demo-info` writes, as far as the stories need it. */
export interface DemoInfo {
  readonly baseUrl: string;
  readonly simulatorUrl: string;
  readonly customerPageUrl: string;
  readonly apiToken: string;
  readonly whatsapp: { readonly phoneNumberId: string; readonly wabaId: string };
  readonly signIn: Readonly<Record<Role, string>>;
}

declare module "vitest" {
  interface ProvidedContext {
    /** A data folder with the demo in it, stopped in order; see prepare-demo.ts. */
    demoFolder: string;
  }
}

interface Start {
  readonly env?: Readonly<Record<string, string>>;
  readonly from?: string;
  /** Instead of the source: the same in a few files, which starts in half the time. */
  readonly program?: string;
}

/** The real program as a process of its own, on ports of its own and on a folder of its own, empty or a copy. */
async function start<T>(
  args: (dir: string) => string[],
  ready: (dir: string, printed: string) => T | undefined,
  { env: more = {}, from, program = join(root, "src/cli.ts") }: Start = {},
) {
  const dir = scratchFolder("story");
  const data = join(dir, "data");
  if (from === undefined) mkdirSync(data);
  // cp keeps whose each file is: as root the database's files belong to another user.
  else execFileSync("cp", ["-a", from, data]);
  const { DATABASE_URL: _, WERKBOTE_URL: __, NODE_OPTIONS: ___, ...env } = process.env;
  const child = spawn(process.execPath, [program, "start", ...args(dir)], {
    cwd: root,
    env: { ...env, ...compileCache, ...more, WERKBOTE_DATA: data, PORT: "0" },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const stop = async (keep = false): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGTERM")) await gone;
    if (!keep) rmSync(dir, { recursive: true, force: true });
  };
  for (const until = Date.now() + 120_000; child.exitCode === null && Date.now() < until; await wait(50)) {
    const value = ready(dir, printed);
    if (value !== undefined) return { value, data, stop };
  }
  await stop();
  throw new Error(`The server does not start:\n${printed}`);
}

function buildIfStale(): void {
  const built = spawnSync(process.execPath, [join(root, "build.ts"), "--if-stale"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
}

/** The demo: Brandt Haustechnik, and the simulator as its customers' phones. `more` sets what it is started with. */
export function startDemo(more: Readonly<Record<string, string>> = {}) {
  return runDemo({ env: more, from: inject("demoFolder"), program: inject("program") });
}

/** The same from a copy of `from`, as after a restart, or from nothing. */
export async function runDemo(
  options: Start = {},
): Promise<{ readonly info: DemoInfo; readonly data: string; stop(keep?: boolean): Promise<void> }> {
  // Before the first story; what comes after finds it built.
  if (options.from === undefined) buildIfStale();
  const file = (dir: string) => join(dir, "info.json");
  const { value, data, stop } = await start<DemoInfo>(
    (dir) => ["--demo", "--demo-info", file(dir)],
    (dir, printed) => {
      const complete = printed.includes("anmelden als Inhaber") && existsSync(file(dir));
      return complete ? JSON.parse(readFileSync(file(dir), "utf8")) : undefined;
    },
    options,
  );
  return { info: value, data, stop };
}

/** An empty house, its tables made: nobody is entered yet, and the owner's first link is printed. */
export async function startEmpty(): Promise<{ readonly firstLink: string; stop(): Promise<void> }> {
  const { value, stop } = await start(
    () => [],
    (_dir, printed) => /http\S+\/einrichten#\S+(?=\s)/.exec(printed)?.[0],
    { from: inject("migratedFolder"), program: inject("program") },
  );
  return { firstLink: value, stop };
}
