import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, inject, test } from "vitest";
import { forgetCluster } from "../../src/server/platform/postgres/cluster-place.ts";
import { compileCache, roomAtOnce } from "../support/compile-cache.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

function settings(dataDir: string) {
  const { DATABASE_URL: _, ...rest } = process.env;
  return { ...rest, ...compileCache, WERKBOTE_DATA: dataDir, PORT: "0" };
}
const call = [roomAtOnce, inject("program"), "start"];
const begin = (dataDir: string) =>
  spawn(process.execPath, call, { env: settings(dataDir), stdio: ["ignore", "pipe", "pipe"] });
/** What is said of one migration. */
const step = /Datenbank: (\d{4})-[a-z-]+\.sql\n/;
const clusterOf = (dataDir: string) => resolve(dataDir, readFileSync(join(dataDir, "cluster-place"), "utf8").trim());

/** Ends in the middle of bringing the database up to date. @returns number of the first and the last step that was said */
async function stopInTheMiddle(dataDir: string, signal: "SIGTERM" | "SIGHUP"): Promise<readonly number[]> {
  const server = begin(dataDir);
  try {
    const out = text(server.stdout);
    let said = "";
    server.stderr.on("data", (chunk: Buffer) => {
      const known = said.length;
      said += chunk;
      if (step.test(said) && !step.test(said.slice(0, known))) server.kill(signal);
    });
    const [code] = await once(server, "close");
    expect([code, await out]).toEqual([0, ""]);
    expect(said).toMatch(/\nDer Start wurde abgebrochen\. Der nächste macht dort weiter\.\n$/);
    const cluster = clusterOf(dataDir);
    expect(existsSync(join(cluster, "PG_VERSION"))).toBe(true);
    expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
    return [...said.matchAll(new RegExp(step, "g"))].map(([, number]) => Number(number));
  } finally {
    server.kill("SIGKILL");
  }
}

test("a start that is stopped or loses its PostgreSQL in the middle leaves none behind, and the next goes on there", async () => {
  const dir = scratchFolder("given-up");
  const dataDir = join(dir, "data");
  let server: ReturnType<typeof begin> | undefined;
  try {
    const first = await stopInTheMiddle(dataDir, "SIGTERM");
    const second = await stopInTheMiddle(dataDir, "SIGHUP");
    server = begin(dataDir);
    let [said, out, killed] = ["", "", false];
    server.stderr.on("data", (chunk: Buffer) => {
      said += chunk;
      if (killed || !step.test(said)) return;
      killed = true;
      process.kill(Number(readFileSync(join(clusterOf(dataDir), "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    });
    server.stdout.on("data", (chunk: Buffer) => {
      out += chunk;
      if (out.includes("#")) server?.kill("SIGTERM");
    });
    const [code] = await once(server, "close");
    expect([code, killed]).toEqual([0, true]);
    expect(out).toMatch(/^Werkbote läuft: /);
    const third = [...said.matchAll(new RegExp(step, "g"))].map(([, number]) => Number(number));
    expect(first[0]).toBe(1);
    expect(second[0]).toBeGreaterThanOrEqual(first.at(-1) ?? 0);
    expect(third[0]).toBeGreaterThanOrEqual(second.at(-1) ?? 0);
  } finally {
    server?.kill("SIGKILL");
    forgetCluster(dataDir);
    rmSync(dir, { recursive: true, force: true });
  }
});

/** Ctrl-C near the end of making the database. @returns nothing when that went by between two looks */
async function interrupted(dataDir: string): Promise<{ said: string; code: number | null } | undefined> {
  // A terminal tells everybody in the group, PostgreSQL's program as well.
  const server = spawn(process.execPath, call, {
    env: settings(dataDir),
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  const made = () => {
    const cluster = existsSync(join(dataDir, "cluster-place")) ? clusterOf(dataDir) : undefined;
    const fresh = cluster && readdirSync(dirname(cluster)).find((name) => name.startsWith(`${basename(cluster)}.new-`));
    if (fresh !== undefined && existsSync(join(dirname(`${cluster}`), fresh, "base/4"))) return "in the middle";
    return cluster !== undefined && existsSync(join(cluster, "PG_VERSION")) ? "missed" : undefined;
  };
  try {
    const [said, closed] = [text(server.stderr), once(server, "close")];
    let moment: ReturnType<typeof made>;
    await expect.poll(() => (moment = made()), { timeout: 60_000, interval: 5 }).toBeDefined();
    process.kill(-(server.pid ?? 0), "SIGINT");
    const [code] = await closed;
    return moment === "missed" ? undefined : { said: await said, code };
  } finally {
    server.kill("SIGKILL");
  }
}

test("Ctrl-C while the database is being made is a start that is given up, and the next one makes it", async () => {
  const dir = scratchFolder("interrupted");
  const dataDir = join(dir, "data");
  try {
    let end: Awaited<ReturnType<typeof interrupted>>;
    while (!end) {
      forgetCluster(dataDir);
      rmSync(dataDir, { recursive: true, force: true });
      end = await interrupted(dataDir);
    }
    expect(end.said).toMatch(
      /^Datenbank wird angelegt in .* …\nDer Start wurde abgebrochen\. Der nächste macht dort weiter\.\n$/,
    );
    expect(end.code).toBe(0);
  } finally {
    forgetCluster(dataDir);
    rmSync(dir, { recursive: true, force: true });
  }
});

test.skipIf(!existsSync("/dev/full"))(
  "a full disk below the log does not end the server",
  async () => {
    const dir = scratchFolder("full-log");
    const dataDir = join(dir, "data");
    execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
    const full = openSync("/dev/full", "w");
    const server = spawn(process.execPath, call, { env: settings(dataDir), stdio: ["ignore", "pipe", full] });
    closeSync(full);
    try {
      let out = "";
      server.stdout?.on("data", (chunk: Buffer) => {
        out += chunk;
        if (out.includes("#")) server.kill("SIGTERM");
      });
      const [code] = await once(server, "close");
      expect([code, out]).toEqual([0, expect.stringMatching(/^Werkbote läuft: /)]);
    } finally {
      server.kill("SIGKILL");
      forgetCluster(dataDir);
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);
