import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import pg from "pg";
import { afterEach, expect, inject, test, vi } from "vitest";
import { scratchFolder } from "../../../test/support/scratch-folder.ts";
import { stopLeftOver } from "./postgres/left-over.ts";
import { makeCluster } from "./postgres/make-cluster.ts";
import { findPlaces } from "./postgres/postgres-places.ts";
import { type EmbeddedPostgres, keeper, runningPostgres, startEmbeddedPostgres } from "./postgres.ts";

/** What a start finds on the disk, and whom it leaves alone. */

const isRoot = process.getuid?.() === 0;
const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function folder(): string {
  const dir = scratchFolder("places");
  cleanUp.push(() => rmSync(dir, { recursive: true, force: true }));
  return join(dir, "data");
}

/** A data folder with a database in which something stands. */
async function withDatabase(dataDir = folder()): Promise<string> {
  mkdirSync(dirname(dataDir), { recursive: true });
  execFileSync("cp", ["-a", inject("migratedFolder"), dataDir]);
  return dataDir;
}

async function started(dataDir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(dataDir, () => {}, { fsync: "off" });
  let running = true;
  const stop = async (patienceMs?: number) => {
    if (running) await postgres.stop(patienceMs);
    running = false;
  };
  cleanUp.push(stop);
  return { ...postgres, stop };
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
const tables = (url: string) => ask(url, "SELECT 1 FROM pg_class WHERE relname = 'tenant'");
const postmaster = (cluster: string) => readFileSync(join(cluster, "postmaster.pid"), "utf8").split("\n");

/** A program that goes on until it is told to end, by a user PostgreSQL could send a signal to. */
async function bystander(): Promise<ChildProcess> {
  const owner = isRoot ? { uid: Number(idOf("-u")), gid: Number(idOf("-g")) } : {};
  const child = spawn("/bin/sleep", ["600"], { stdio: "ignore", cwd: "/", ...owner });
  await once(child, "spawn");
  cleanUp.push(() => child.kill("SIGKILL"));
  return child;
}
const idOf = (what: string) => {
  const user = /^postgres:/m.test(readFileSync("/etc/passwd", "utf8")) ? "postgres" : "nobody";
  return execFileSync("id", [what, user], { encoding: "utf8" });
};

test("a database whose keys are gone is not asked in vain, and gets no new ones", async () => {
  const dataDir = await withDatabase();
  const passwordFile = join(dataDir, "keys", "postgres.password");
  rmSync(passwordFile);
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow("ihre Schlüssel fehlen");
  expect(existsSync(passwordFile)).toBe(false);
  writeFileSync(passwordFile, "");
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow("ihre Schlüssel fehlen");
});

test("keys that cannot be read are not gone: what the system says of the file ends the start", async () => {
  const dataDir = await withDatabase();
  rmSync(join(dataDir, "keys"), { recursive: true });
  writeFileSync(join(dataDir, "keys"), "");
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow("ENOTDIR");
});

test("the keys of a business without its database end the start, and no empty one is made", async () => {
  const dataDir = await withDatabase();
  await (await started(dataDir)).stop();
  writeFileSync(join(dataDir, "keys", "root.key"), "a key");
  rmSync(join(dataDir, "postgres"), { recursive: true });
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow(
    `liegen die Schlüssel eines Betriebs, aber seine Datenbank fehlt (${join(dataDir, "postgres")})`,
  );
  // As on a new machine to which only this folder came.
  const apart = join(dirname(dataDir), "apart");
  writeFileSync(join(dataDir, "cluster-place"), apart);
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow(`seine Datenbank fehlt (${apart})`);
  expect([existsSync(apart), existsSync(join(dataDir, "postgres"))]).toEqual([false, false]);
});

test("a database apart is found by the folder's note of it, and in the folder when it was moved there", async () => {
  const dataDir = await withDatabase();
  const apart = join(dirname(dataDir), "apart");
  renameSync(join(dataDir, "postgres"), apart);
  writeFileSync(join(dataDir, "cluster-place"), apart);
  const first = await started(dataDir);
  expect(await tables(first.url)).toHaveLength(1);
  await first.stop();
  renameSync(apart, join(dataDir, "postgres"));
  const second = await started(dataDir);
  expect(await tables(second.url)).toHaveLength(1);
  expect(readFileSync(join(dataDir, "cluster-place"), "utf8")).toBe("postgres\n");
});

test("two databases and no note of which: the start names both and takes neither", async () => {
  const dataDir = await withDatabase();
  const apart = join(dirname(dataDir), "apart");
  execFileSync("cp", ["-a", join(dataDir, "postgres"), apart]);
  rmSync(join(dataDir, "cluster-place"), { force: true });
  writeFileSync(join(dataDir, "cluster-id"), relativeToOutside(apart));
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow(
    `Zu ${dataDir} gibt es zwei Datenbanken: ${join(dataDir, "postgres")} `,
  );
  writeFileSync(join(dataDir, "cluster-place"), "postgres");
  expect(await tables((await started(dataDir)).url)).toHaveLength(1);
});
/** As a name below /var/lib/werkbote, where the id of a folder without a note leads. */
const relativeToOutside = (path: string) => `../../..${path}`;

test.skipIf(!isRoot)(
  "a database in the folder is found when its user may no longer walk there, and says so",
  async () => {
    const dataDir = await withDatabase();
    writeFileSync(join(dataDir, "cluster-id"), "0123456789abcdef");
    chmodSync(dataDir, 0o750);
    await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow(`chmod o+x ${dataDir} –`);
    expect(existsSync("/var/lib/werkbote/0123456789abcdef")).toBe(false);
    chmodSync(dataDir, 0o751);
    expect(await tables((await started(dataDir)).url)).toHaveLength(1);
  },
);

test.skipIf(!isRoot)(
  "where PostgreSQL's user cannot walk into a new folder, the folder notes where the database is",
  async () => {
    const dataDir = folder();
    mkdirSync(dataDir, { mode: 0o750 });
    const said: string[] = [];
    const first = await startEmbeddedPostgres(dataDir, (line) => said.push(line));
    cleanUp.push(() => first.stop());
    const cluster = readFileSync(join(dataDir, "cluster-place"), "utf8").trim();
    cleanUp.push(() => [cluster, `${cluster}.folder`].map((path) => rmSync(path, { recursive: true, force: true })));
    await ask(first.url, "CREATE TABLE tenant ()");
    await first.stop();
    expect(said).toEqual([`Datenbank wird angelegt in ${cluster} …`]);
    // Open to all since; the database stays where it is.
    chmodSync(dataDir, 0o755);
    const second = await started(dataDir);
    expect(await tables(second.url)).toHaveLength(1);
    await second.stop();
    const moved = `${dataDir}-moved`;
    renameSync(dataDir, moved);
    expect(await tables((await started(moved)).url)).toHaveLength(1);
  },
);

test("a database that is shut to the user it belongs to is not said to be another's", () => {
  const dataDir = folder();
  const module = JSON.stringify(join(import.meta.dirname, "postgres/cluster-place.ts"));
  // Root may look everywhere: the program becomes nobody before it looks.
  const work = `import { findCluster } from ${module}; import { chmodSync, chownSync, mkdirSync } from "node:fs";
    const dir = ${JSON.stringify(dataDir)}; const place = dir + "/postgres";
    mkdirSync(place + "/base/16384", { recursive: true });
    const said = () => { try { return findCluster(dir) } catch (error) { return error.message } };
    if (process.getuid() === 0) { chownSync(place, 54321, 54321); chmodSync(place, 0); process.setuid(54321); }
    else chmodSync(place, 0);
    console.log(said()); chmodSync(place, 0o700);`;
  const said = execFileSync(process.execPath, ["--input-type=module", "-e", work], { encoding: "utf8" });
  expect(said).toMatch(/gehört diesem Benutzer, aber .*[(]chmod -R u[+]rwX \S+postgres[)] und noch einmal starten/);
});

test("a copy of a folder whose database lies apart is told what it is, and leaves the running one alone", async () => {
  const dataDir = await withDatabase();
  const apart = join(dirname(dataDir), "apart");
  renameSync(join(dataDir, "postgres"), apart);
  writeFileSync(join(dataDir, "cluster-place"), apart);
  const { url } = await started(dataDir);
  const copy = `${dataDir}-copy`;
  execFileSync("cp", ["-a", dataDir, copy]);
  await expect(startEmbeddedPostgres(copy, () => {})).rejects.toThrow(`${copy} ist eine Kopie von ${dataDir};`);
  expect(await tables(url)).toHaveLength(1);
  // Two folders that claim it by turns come no further than the lock.
  writeFileSync(`${apart}.folder`, copy);
  await expect(startEmbeddedPostgres(copy, () => {})).rejects.toThrow(
    `Auf der Datenbank ${apart} läuft Werkbote schon`,
  );
  expect(await tables(url)).toHaveLength(1);
});

test("a copy made while the server runs is refused, and the running one goes on", async () => {
  const dataDir = await withDatabase();
  const { url } = await started(dataDir);
  const copy = `${dataDir}-copy`;
  execFileSync("cp", ["-a", dataDir, copy]);
  await expect(startEmbeddedPostgres(copy, () => {})).rejects.toThrow("gemacht bei laufendem Server");
  expect(await tables(url)).toHaveLength(1);
});

test("an initdb that was cut off is swept away, and the database is made", async () => {
  const dataDir = await withDatabase();
  const cluster = join(dataDir, "postgres");
  // What initdb has made by then: no control file, and none of the databases the server makes.
  for (const name of readdirSync(join(cluster, "base")).filter((one) => Number(one) >= 16_384))
    rmSync(join(cluster, "base", name), { recursive: true });
  rmSync(join(cluster, "global", "pg_control"));
  mkdirSync(`${cluster}.new-0011aabb`);
  // And where the power went, a file may be there without what was written into it.
  writeFileSync(join(dataDir, "keys", "postgres.password"), "");
  const { url } = await started(dataDir);
  expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(readdirSync(dataDir).filter((name) => name.startsWith("postgres."))).toEqual([]);
});

test("a folder in the database's place that is none is not removed", async () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, "postgres"), { recursive: true });
  chmodSync(dataDir, 0o755);
  writeFileSync(join(dataDir, "postgres", "notes.txt"), "mine");
  await expect(startEmbeddedPostgres(dataDir, () => {})).rejects.toThrow("ist belegt, aber keine Datenbank");
  expect(readFileSync(join(dataDir, "postgres", "notes.txt"), "utf8")).toBe("mine");
  expect(readdirSync(dataDir).filter((name) => name.startsWith("postgres."))).toEqual([]);
});

test("a PostgreSQL that does not come up is not left running", async () => {
  const dataDir = await withDatabase();
  const cluster = join(dataDir, "postgres");
  // It starts and answers, and nobody may in.
  writeFileSync(join(cluster, "pg_hba.conf"), "local werkbote werkbote scram-sha-256\n");
  await expect(startEmbeddedPostgres(dataDir, () => {}, {}, 300)).rejects.toThrow("PostgreSQL startet nicht");
  expect(existsSync(join(cluster, "postmaster.pid"))).toBe(false);
});

test("a PostgreSQL that does not hear yet when its server dies is asked to end once more", async () => {
  const deaf = `let asked = 0;
    process.on("SIGINT", () => { asked += 1; if (asked === 2) process.exit(0); });
    setInterval(() => {}, 60_000);
    console.log("there");`;
  const inHaste = keeper.replace("sleep 1 ", "sleep 0.1 ");
  // Asked without a pause it would do nothing but hear it.
  expect(inHaste).not.toBe(keeper);
  const kept = spawn("/bin/sh", ["-c", inHaste, "postgres", process.execPath, "-e", deaf], {
    stdio: ["pipe", "pipe", "ignore"],
    detached: true,
  });
  cleanUp.push(() => spawnSync("kill", ["-KILL", `-${kept.pid}`]));
  await once(kept.stdout, "data");
  const ended = once(kept, "exit");
  kept.stdin.end();
  expect(await ended).toEqual([0, null]);
});

test("a file of a PostgreSQL long gone, whose number another program has now, harms nobody", async () => {
  const dataDir = await withDatabase();
  const cluster = join(dataDir, "postgres");
  const other = await bystander();
  writeFileSync(join(cluster, "postmaster.pid"), `${other.pid}\n${cluster}\n1700000000\n5432\n/tmp\n\n`);
  const { url } = await started(dataDir);
  expect(await tables(url)).toHaveLength(1);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});

test("a PostgreSQL that outlived its server and its keeper is stopped, and the next one starts", async () => {
  const dataDir = await withDatabase();
  const cluster = join(dataDir, "postgres");
  const code = `const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, "postgres.ts"))});
    await startEmbeddedPostgres(${JSON.stringify(dataDir)}, () => {}); console.log("ready"); setInterval(() => {}, 1000)`;
  const server = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(server.stdout, "data");
  const left = Number(postmaster(cluster)[0]);
  cleanUp.push(() => spawnSync("kill", ["-KILL", String(left)]));
  const keeper = parentOf(left);
  server.kill("SIGSTOP");
  for (const pid of [keeper, ...childrenOf(keeper).filter((child) => child !== left)]) process.kill(pid, "SIGKILL");
  server.kill("SIGKILL");
  await once(server, "exit");
  expect(lives(left)).toBe(true);
  stopLeftOver(await findPlaces(dataDir));
  expect(lives(left)).toBe(false);
  // In order: the state in its control file (DB_SHUTDOWNED, behind the id and two versions) is the one of a shut down one.
  expect(readFileSync(join(cluster, "global", "pg_control")).readInt32LE(16)).toBe(1);
  expect(await tables((await started(dataDir)).url)).toHaveLength(1);
});
/** One that has ended and whose parent has not asked yet is no longer alive. */
const lives = (pid: number) =>
  /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim());
const listed = () =>
  execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
const childrenOf = (pid: number) => listed().flatMap(([one = 0, parent]) => (parent === pid ? [one] : []));
const parentOf = (pid: number) => listed().find(([one]) => one === pid)?.[1] ?? 0;

test("a PostgreSQL that cannot end in order, as on a full disk, holds up neither the end nor the next start", async () => {
  const dataDir = await withDatabase();
  const cluster = join(dataDir, "postgres");
  // Who writes the last checkpoint does not get on with it.
  const holdUp = () => {
    const main = Number(postmaster(cluster)[0]);
    const writer = childrenOf(main).find((pid) => nameOf(pid).includes("checkpointer")) ?? 0;
    process.kill(writer, "SIGSTOP");
    const goesOn = spawn("/bin/sh", ["-c", goOnWhenToldToEnd, "goes-on", String(writer)], { stdio: "ignore" });
    cleanUp.push(() => goesOn.kill("SIGKILL"));
    return main;
  };
  const first = await started(dataDir);
  const one = holdUp();
  await first.stop(200);
  expect(lives(one)).toBe(false);
  const { url } = await started(dataDir);
  const other = holdUp();
  stopLeftOver(await findPlaces(dataDir), 0);
  expect(lives(other)).toBe(false);
  await expect.poll(() => tables(url).catch(() => [])).toHaveLength(1);
});
/**
 * Who waits for room hears SIGQUIT, "end at once"; who was stopped hears nothing, and PostgreSQL gives such a one five
 * seconds. So it goes on when SIGQUIT waits for it, and not before. Where there is no /proc the test takes longer.
 */
const goOnWhenToldToEnd = `while [ -r "/proc/$1/status" ]; do
  grep -qiE '^(Shd|Sig)Pnd:.*[4567cdef]$' "/proc/$1/status" && exec kill -CONT "$1"; sleep 0.05; done`;
const nameOf = (pid: number) => spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout;

test("sockets lie beside the database, whichever /tmp a service has; none that a power cut left stands in the way", async () => {
  const dataDir = await withDatabase();
  const { sockets } = await findPlaces(dataDir);
  expect(sockets).toBe(join(dataDir, "postgres-sockets"));
  // Its number is another process's by now: to PostgreSQL one of its own that still runs.
  const { pid } = await bystander();
  writeFileSync(join(sockets, ".s.PGSQL.5432.lock"), `${pid}\n${dataDir}/postgres\n1\n5432\n${sockets}\n`);
  expect(await tables((await started(dataDir)).url)).toHaveLength(1);
  expect(await tables(runningPostgres(dataDir).url)).toHaveLength(1);
});

test("a folder for sockets that somebody else opened to everybody is shut before it is used", async () => {
  const dataDir = join(folder(), "x".repeat(90));
  const { sockets } = await findPlaces(dataDir);
  chmodSync(sockets, 0o777);
  cleanUp.push(() => rmSync(sockets, { recursive: true, force: true }));
  expect((await findPlaces(dataDir)).sockets).toBe(sockets);
  expect(statSync(sockets).mode & 0o777).toBe(0o700);
});

test("where their path is too long beside the database they lie in a temporary folder, and are found from another one", async () => {
  const dataDir = await withDatabase(join(folder(), "x".repeat(90)));
  const usual = process.env.TMPDIR;
  const restore = () => {
    if (usual === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = usual;
  };
  cleanUp.push(restore);
  process.env.TMPDIR = join(dirname(dataDir), "x".repeat(80));
  mkdirSync(process.env.TMPDIR);
  expect(await tables((await started(dataDir)).url)).toHaveLength(1);
  restore();
  expect(await tables(runningPostgres(dataDir).url)).toHaveLength(1);
  process.env.TMPDIR = join(dirname(dataDir), "short");
  expect(await tables(runningPostgres(dataDir).url)).toHaveLength(1);
  // It is gone, and nobody makes it: another user who runs PostgreSQL could not come in there.
  expect(dirname((await findPlaces(dataDir)).sockets)).toBe("/tmp");
  expect(existsSync(process.env.TMPDIR)).toBe(false);
});

test("where even the first password finds no place, it is said where", async () => {
  const places = await findPlaces(folder());
  const sockets = join(places.sockets, "gone");
  mkdirSync(dirname(places.cluster), { recursive: true });
  expect(() => makeCluster({ ...places, sockets }, "x")).toThrow(`${sockets}/first-password gibt es nicht.`);
});

test("a folder whose name a shell reads otherwise is named before anything is made in it", async () => {
  for (const name of ['Kunde "neu"', "Kunde $1", "a`b"]) {
    const cluster = join(dirname(folder()), name, "postgres");
    mkdirSync(dirname(cluster));
    const places = { ...(await findPlaces(folder())), cluster };
    expect(() => makeCluster(places, "x")).toThrow(
      /^Die Datenbank lässt sich in .* nicht anlegen: .* Zeichen .* umbenennen/,
    );
    expect(readdirSync(dirname(cluster))).toEqual([]);
  }
});

test("a PostgreSQL that is killed comes back, and what keeps it from coming back is said once", async () => {
  const dataDir = await withDatabase();
  const postgres = await started(dataDir);
  const cluster = join(dataDir, "postgres");
  const said: string[] = [];
  // What else the process may say, like a warning of Node, is not ours.
  const told = vi.spyOn(process.stderr, "write").mockImplementation((line) => {
    if (String(line).includes("PostgreSQL")) said.push(String(line));
    return true;
  });
  cleanUp.push(() => told.mockRestore());
  const control = join(cluster, "global", "pg_control");
  renameSync(control, `${control}.away`);
  process.kill(Number(postmaster(cluster)[0]), "SIGKILL");
  const once = [expect.stringMatching(/^PostgreSQL startet nicht: .+\nEin neuer Start ist nicht nötig: .+\n$/s)];
  await expect.poll(() => said).toEqual(once);
  renameSync(`${control}.away`, control);
  await expect.poll(() => tables(postgres.url).catch(() => [])).toHaveLength(1);
  expect(said).toEqual(once);
});
