import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
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
const clusterOf = (dataDir: string) => resolve(dataDir, readFileSync(join(dataDir, "cluster-place"), "utf8").trim());

test.each(["SIGTERM", "SIGHUP"] as const)(
  "%s in the middle of a start stops it there, leaves no PostgreSQL, and says that the next one goes on",
  async (signal) => {
    const dir = scratchFolder("given-up");
    const dataDir = join(dir, "data");
    const server = begin(dataDir);
    try {
      const out = text(server.stdout);
      let said = "";
      server.stderr.on("data", (chunk: Buffer) => {
        said += chunk;
        if (said.includes("Datenbank: 0003-")) server.kill(signal);
      });
      const [code] = await once(server, "close");
      expect([code, await out]).toEqual([0, ""]);
      expect(said).toMatch(/\nDer Start wurde abgebrochen\. Der nächste macht dort weiter\.\n$/);
      const newest = /(\d+)-[a-z-]+\.sql\nDer Start/.exec(said)?.[1];
      expect(Number(newest)).toBeLessThan(200);
      const cluster = clusterOf(dataDir);
      expect(existsSync(join(cluster, "PG_VERSION"))).toBe(true);
      expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
    } finally {
      server.kill("SIGKILL");
      forgetCluster(dataDir);
      rmSync(dir, { recursive: true, force: true });
    }
  },
  120_000,
);

test("a PostgreSQL that is killed in the middle of a start does not end it: it begins anew and comes up", async () => {
  const dir = scratchFolder("killed-under-it");
  const dataDir = join(dir, "data");
  const server = begin(dataDir);
  try {
    let killed = false;
    server.stderr.on("data", (chunk: Buffer) => {
      if (killed || !chunk.includes("Datenbank: 0003-")) return;
      killed = true;
      process.kill(Number(readFileSync(join(clusterOf(dataDir), "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    });
    let out = "";
    server.stdout.on("data", (chunk: Buffer) => {
      out += chunk;
      if (out.includes("#")) server.kill("SIGTERM");
    });
    const [code] = await once(server, "close");
    expect([code, killed]).toEqual([0, true]);
    expect(out).toMatch(/^Werkbote läuft: /);
  } finally {
    server.kill("SIGKILL");
    forgetCluster(dataDir);
    rmSync(dir, { recursive: true, force: true });
  }
}, 120_000);

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
