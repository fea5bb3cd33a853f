import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Role } from "../../src/contract/access.ts";
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

/** The real program as a process of its own, on a folder and on ports of its own. */
async function start<T>(
  args: (dir: string) => string[],
  ready: (dir: string, printed: string) => T | undefined,
  more: Readonly<Record<string, string>> = {},
) {
  const built = spawnSync(process.execPath, [join(root, "build.ts"), "--if-stale"], { cwd: root, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  const dir = scratchFolder("story");
  const { DATABASE_URL: _, WERKBOTE_URL: __, NODE_OPTIONS: ___, ...env } = process.env;
  const child = spawn(process.execPath, [join(root, "src/cli.ts"), "start", ...args(dir)], {
    cwd: root,
    env: { ...env, ...more, WERKBOTE_DATA: join(dir, "data"), PORT: "0" },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const stop = async (): Promise<void> => {
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.exitCode === null && child.kill("SIGTERM")) await gone;
    rmSync(dir, { recursive: true, force: true });
  };
  for (const until = Date.now() + 120_000; child.exitCode === null && Date.now() < until; await wait(50)) {
    const value = ready(dir, printed);
    if (value !== undefined) return { value, stop };
  }
  await stop();
  throw new Error(`The server does not start:\n${printed}`);
}

/** The demo: Brandt Haustechnik, and the simulator as its customers' phones. `more` sets what it is started with. */
export async function startDemo(
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly info: DemoInfo; stop(): Promise<void> }> {
  const file = (dir: string) => join(dir, "info.json");
  const { value, stop } = await start<DemoInfo>(
    (dir) => ["--demo", "--demo-info", file(dir)],
    (dir, printed) => {
      const complete = printed.includes("anmelden als owner") && existsSync(file(dir));
      return complete ? JSON.parse(readFileSync(file(dir), "utf8")) : undefined;
    },
    more,
  );
  return { info: value, stop };
}

/** An empty house: nobody is entered yet, and the owner's first link is printed. */
export async function startEmpty(): Promise<{ readonly firstLink: string; stop(): Promise<void> }> {
  const { value, stop } = await start(
    () => [],
    (_dir, printed) => /http\S+\/einrichten#\S+(?=\s)/.exec(printed)?.[0],
  );
  return { firstLink: value, stop };
}
