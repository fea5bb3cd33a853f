import { rmSync } from "node:fs";
import { join } from "node:path";
import { scratchFolder } from "../support/scratch-folder.ts";
import { type Business, openBusiness } from "./business.ts";
import { CountingGraph, type Moods } from "./counting-graph.ts";
import { type CrashableDatabase, startCrashableDatabase } from "./crashable-database.ts";
import { freePort } from "./free-port.ts";
import { SupervisedServer } from "./supervised-server.ts";

/** Everything a run needs, opened in order and closed in reverse. */
export interface Stage {
  readonly database: CrashableDatabase;
  readonly business: Business;
  readonly server: SupervisedServer;
  readonly graph: CountingGraph;
  readonly origin: string;
  readonly ledgerFile: string;
}

/** What a run of many tests makes once for all of them; without it the program starts from its source, on nothing. */
export interface ReadyMade {
  /** Folder of a PostgreSQL that is migrated and stopped. */
  readonly database: string;
  /** The program in a few files; see program.ts. */
  readonly program: string;
}

export interface StageOptions {
  readonly seed: number;
  readonly moods: Moods;
  /** Where database and data lie; in memory unless said otherwise. */
  readonly where?: "memory" | "disk";
  readonly made?: ReadyMade | undefined;
  /** Further variables of the server. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A database, a business with an open number, a Graph API and the real server, for as long as `work` takes. */
export async function onStage<T>(options: StageOptions, work: (stage: Stage) => Promise<T>): Promise<T> {
  const { stage, close } = await openStage(options);
  try {
    return await work(stage);
  } finally {
    await close();
  }
}

/** The same, until it is closed. */
export async function openStage(options: StageOptions): Promise<{ stage: Stage; close(): Promise<void> }> {
  const dir = scratchFolder("prove", options.where);
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    return { stage: await setStage(dir, options, closers), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function setStage(
  dir: string,
  { seed, moods, made, env = {} }: StageOptions,
  closers: (() => unknown)[],
): Promise<Stage> {
  const database = await startCrashableDatabase(join(dir, "database"), made?.database);
  closers.push(() => database.stop());
  const graph = new CountingGraph(seed, moods);
  const { baseUrl, host } = await graph.listen();
  closers.push(() => graph.close());
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const data = join(dir, "data");
  const business = await openBusiness(database.url, data, origin, baseUrl);
  closers.push(() => business.close());
  const server = new SupervisedServer({
    args: [made?.program ?? join(import.meta.dirname, "../../src/cli.ts"), "start"],
    env: () => ({
      WERKBOTE_DATA: data,
      PORT: String(port),
      DATABASE_URL: database.url,
      WERKBOTE_ALLOW_PRIVATE: host,
      WERKBOTE_LOG: "error",
      ...env,
    }),
    readyLine: "Werkbote läuft",
    logFile: process.env.PROVE_SERVER_LOG ?? join(dir, "server.log"),
  });
  await server.start();
  closers.push(() => server.stop());
  return { database, business, server, graph, origin, ledgerFile: join(dir, "ledger") };
}
