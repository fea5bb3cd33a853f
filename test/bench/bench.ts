import { rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { startEmbeddedPostgres } from "../../src/server/platform/postgres.ts";
import { scratchFolder } from "../support/scratch-folder.ts";
import { measureAccept } from "./accept.ts";
import { measureBundles } from "./bundles.ts";
import { type Business, type FakeGraph, prepareBusiness, startFakeGraph, startServer, stopServer } from "./business.ts";
import { measureClassifier } from "./classifier.ts";
import { measureFirstVisit } from "./first-visit.ts";
import { measureIngest } from "./ingest.ts";
import { measureMachine } from "./machine.ts";
import { pssOf } from "./memory.ts";
import { measureOpening } from "./opening.ts";
import { measureOutbox } from "./outbox.ts";
import { atReferencePace } from "./reference-pace.ts";
import { measureReply } from "./reply.ts";
import { measureRoom } from "./room.ts";
import { measureRoster } from "./roster.ts";
import { measureStarts } from "./starts.ts";
import { measureFanOut, measureStream } from "./stream.ts";

/**
 * npm run bench: what the main job costs, against a bare baseline in the same run, because machines differ and
 * drift. Prints a table and writes bench-result.json. `--quick` shortens every part, `--roster` measures the roster alone.
 */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What we aim for; absent = shown only. */
  readonly aim?: { readonly atLeast?: number; readonly atMost?: number };
}

// What the collector of this process takes is no part of what is measured.
setFlagsFromString("--heap-growing-percent=300");

const quick = process.argv.includes("--quick");
const rosterAlone = process.argv.includes("--roster");
const scratch = scratchFolder("bench", "disk");
const port = 18_900;
const figures: Figure[] = [];
const add = (some: readonly Figure[]) => {
  for (const figure of some) {
    figures.push(figure);
    process.stdout.write(`${line(figure)}\n`);
  }
};

function line({ name, value, unit, aim }: Figure): string {
  const goal =
    aim?.atLeast !== undefined ? `at least ${aim.atLeast}` : aim?.atMost !== undefined ? `at most ${aim.atMost}` : "";
  const met = aim === undefined ? "" : reached({ name, value, unit, aim }) ? "met" : "MISSED";
  return `${name.padEnd(58)} ${value.toFixed(value < 100 ? 2 : 0).padStart(10)} ${unit.padEnd(8)} ${goal.padEnd(14)} ${met}`;
}

function reached({ value, aim }: Figure): boolean {
  return (aim?.atLeast === undefined || value >= aim.atLeast) && (aim?.atMost === undefined || value <= aim.atMost);
}

async function withServer(
  work: (business: Business, databaseUrl: string, graph: FakeGraph) => Promise<void>,
): Promise<void> {
  const postgres = await startEmbeddedPostgres(join(scratch, "pg"), () => {});
  const graph = await startFakeGraph();
  try {
    const business = await prepareBusiness(postgres.url, join(scratch, "data"), graph, port);
    const env = {
      WERKBOTE_DATA: business.dataDir,
      PORT: String(port),
      DATABASE_URL: postgres.url,
      WERKBOTE_ALLOW_PRIVATE: `127.0.0.1:${graph.port}`,
    };
    const server = await startServer(env);
    try {
      await work(business, postgres.url, graph);
    } finally {
      await stopServer(server);
    }
  } finally {
    graph.close();
    await postgres.stop();
  }
}

process.stdout.write(`${cpus().length} cores, Node ${process.versions.node}${quick ? ", quick" : ""}\n`);
try {
  if (!rosterAlone) add([...measureBundles(), ...measureClassifier()]);
  await withServer(async (business, databaseUrl, graph) => {
    if (rosterAlone)
      return add([...(await measureRoster(business, quick)), ...(await measureOpening(business, quick))]);
    add(await measureMachine(quick));
    add(await measureStream(business, databaseUrl, quick));
    add(await measureFanOut(business, quick));
    add(await measureFirstVisit(business, quick));
    add(await measureRoom(business, quick));
    add(await measureRoster(business, quick));
    add(await measureOpening(business, quick));
    add(await measureAccept(business, databaseUrl, quick));
    add(await measureIngest(business, databaseUrl, quick));
    add(await measureReply(business, graph, quick));
    add(await measureOutbox(business));
  });
  if (!rosterAlone) add(await measureStarts(join(scratch, "starts"), port, (pid) => pssOf(pid)));
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
const missed = figures.filter((figure) => !reached(figure));
writeFileSync(
  "bench-result.json",
  `${JSON.stringify({ node: process.versions.node, cores: cpus().length, quick, figures }, null, 2)}\n`,
);
const paced = atReferencePace(figures);
if (paced !== undefined) {
  process.stdout.write(`\nThis machine goes at ${paced.pace.toFixed(2)} of the pace the aims were written for.\n`);
  process.stdout.write("Missed here, and what it would be at that pace (a reckoning, nothing that was seen):\n");
  for (const figure of missed) {
    const there = paced.figureOf(figure);
    if (there !== undefined) process.stdout.write(`${line(there)}\n`);
  }
  process.stdout.write("\n");
}
process.stdout.write(`${figures.length - missed.length} of ${figures.length} figures within their aims\n`);
