// What `ready.mjs` has others do: it runs npm and Node to their end, and says why a step came to nothing.
import { spawn } from "node:child_process";
import { accessSync, constants, mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const runtime = join(root, ".runtime");

/** One line of progress for the person at the terminal. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

export function fail(line) {
  say(line);
  process.exit(1);
}

export const ends = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a program to its end. Told to stop meanwhile, it stops the program first: left behind, it would work on in the
 * folder the next start works in. npm goes on to the end of its step and clears up; told twice, it ends at once.
 */
export async function run(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
  const leash = endWithUs(child);
  let told;
  const stop = (signal) => {
    if (!told) say("Wird abgebrochen …");
    told = signal;
    child.kill(signal);
  };
  for (const signal of ends) process.on(signal, stop);
  const done = { status: null, signal: null, stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"])
    child[stream].setEncoding("utf8").on("data", (text) => {
      done[stream] += text;
    });
  await new Promise((resolve) => {
    child.on("error", (error) => fail(`Das Programm ${command} lässt sich nicht starten: ${error.message}`));
    child.on("close", (status, signal) => {
      Object.assign(done, { status, signal });
      resolve();
    });
  });
  leash?.kill();
  if (told) fail("Abgebrochen. Der nächste Start macht dort weiter.");
  for (const signal of ends) process.off(signal, stop);
  return done;
}

/**
 * Nobody is asked when this process is killed outright. The shell beside it holds the other end of a pipe: when that
 * closes, it ends the program. What npm leaves half done the next start begins anew.
 */
export function endWithUs({ pid }, signal = "KILL") {
  if (pid === undefined || process.platform === "win32") return undefined;
  const end = `read -r _; kill -${signal} "$0"`;
  const leash = spawn("/bin/sh", ["-c", end, `${pid}`], { stdio: ["pipe", "ignore", "ignore"], detached: true });
  leash.on("error", () => {});
  leash.stdin.on("error", () => {});
  leash.unref();
  return leash;
}

/** Ends the start because a step came to nothing. Whoever was killed says nothing, and has no line to npm to check. */
export function failAt(step, { signal, stdout, stderr }, otherwise) {
  if (signal === "SIGKILL")
    fail(
      `${step}: das System hat das Programm dafür beendet, meist weil der Arbeitsspeicher nicht reicht. Bitte 1 GB frei machen oder auslagern lassen (Swap) und noch einmal starten.`,
    );
  if (signal)
    fail(
      `${step}: das Programm dafür ist abgestürzt (${signal}). Bitte den Ordner node_modules löschen und noch einmal starten.`,
    );
  fail(`${step}${otherwise}\n${stdout}\n${stderr}`);
}

export function npm(args) {
  const script = process.env.npm_execpath;
  const env = { ...process.env, ...npmCache() };
  return script?.endsWith("js")
    ? run(process.execPath, [script, ...args], { env })
    : run(process.platform === "win32" ? "npm.cmd" : "npm", args, { env, shell: process.platform === "win32" });
}

/** npm keeps at home what it fetched, and fetches nothing where it cannot: a service's user often has no home. */
function npmCache() {
  try {
    const usual = process.env.npm_config_cache ?? join(homedir(), ".npm");
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return {};
  } catch {
    return { npm_config_cache: join(runtime, "npm-cache") };
  }
}
