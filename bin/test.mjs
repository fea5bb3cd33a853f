#!/usr/bin/env node
// npm test: makes the clone runnable, runs every test, then the stories in a real browser.
// npm test -- PATH [vitest options]: only these.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { ready, root, say } from "./ready.mjs";

const args = process.argv.slice(2);
const paths = args.filter((arg) => existsSync(join(root, arg)) || /^(src|test|simulator)\//.test(arg));
const inBrowser = (path) => path.replace(/^\.\//, "").startsWith("test/browser");
const wanted = {
  plain: paths.length === 0 || paths.some((path) => !inBrowser(path)),
  browser: paths.length === 0 ? args.length === 0 : paths.some(inBrowser),
};

const node = await ready();
// On its way while the other tests run: a fresh machine waits for the net then, not for us.
const browser = wanted.browser ? bringBrowser() : {};
const scratch = mkdtempSync(join(tmpdir(), "werkbote-npm-test-"));
const sum = { passed: 0, failed: 0, skipped: 0 };
const notes = [];
const failures = [];
try {
  if (wanted.plain) runVitest("vitest.config.ts", process.env);
  if (wanted.browser) runBrowserStories(await browser);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.join("\n")}\n`);
const skipped = sum.skipped === 0 ? "" : `, ${sum.skipped} skipped`;
const summary = [`${sum.passed} passed, ${sum.failed} failed${skipped}`, ...notes].join("; ");
if (process.env.WERKBOTE_TEST_SUMMARY) writeFileSync(process.env.WERKBOTE_TEST_SUMMARY, `${summary}\n`);
process.stdout.write(`\n${summary}\n`);
process.exitCode = sum.failed === 0 && notes.length === 0 ? 0 : 1;

/** One run of vitest; its own report goes to the terminal, its counts come from its JSON report. */
function runVitest(config, env) {
  const report = join(scratch, `${config}.json`);
  const done = spawnSync(
    node,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--config",
      config,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...args,
    ],
    {
      cwd: root,
      stdio: "inherit",
      // Tests that start `node` themselves must get the same one.
      env: { ...env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` },
    },
  );
  const failedBefore = sum.failed;
  count(report);
  if (done.status !== 0 && sum.failed === failedBefore) notes.push(`vitest ended with an error (${config})`);
}

function count(report) {
  if (!existsSync(report)) return;
  const result = JSON.parse(readFileSync(report, "utf8"));
  sum.passed += result.numPassedTests;
  sum.failed += result.numFailedTests;
  sum.skipped += result.numPendingTests + (result.numTodoTests ?? 0);
  // A file that cannot even be loaded has no tests to count, and is a failure all the same.
  sum.failed += result.testResults.filter((f) => f.status === "failed" && f.assertionResults.length === 0).length;
  failures.push(...result.testResults.flatMap(failuresOf));
}

/** What failed in one file, and the first lines of why: the end of a long log is what one gets to see. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(root, name);
  const why = (text) => (text ?? "").split("\n").slice(0, 6).join("\n    ").slice(0, 1_000);
  if (status === "failed" && assertionResults.length === 0) return [`- ${file}\n    ${why(message)}`];
  return assertionResults
    .filter((test) => test.status === "failed")
    .map((test) => `- ${file} > ${test.fullName}\n    ${why(test.failureMessages[0])}`);
}

function runBrowserStories({ chromium, shell, note }) {
  // Where there is no shell, the whole Chromium does the same more slowly.
  if (chromium) runVitest("vitest.browser.config.ts", { ...process.env, CHROMIUM: chromium, CHROMIUM_SHELL: shell });
  else if (note) notes.push(note);
}

/** The Chromium that is there, or the one that is being installed; without one, what the closing line says of it. */
async function bringBrowser() {
  if (process.env.WERKBOTE_TEST_BROWSER === "0") {
    say("Die Geschichten im Browser laufen nicht (WERKBOTE_TEST_BROWSER=0).");
    return {};
  }
  if (!findChromium() || !findShell()) await installChromium();
  const chromium = findChromium();
  if (chromium) return { chromium, shell: findShell() ?? chromium };
  say(
    "Kein Chromium gefunden: bitte installieren (Debian: apt-get install chromium) oder CHROMIUM=/pfad/zu/chrome setzen. " +
      "Ohne Browser geht es mit WERKBOTE_TEST_BROWSER=0.",
  );
  return { note: "browser stories not run: no Chromium" };
}

function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  return findProgram(process.env.CHROMIUM, names, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
}

/** Chromium's headless shell: of the one named in CHROMIUM, or else Debian's, which goes with Debian's Chromium. */
function findShell() {
  if (process.env.CHROMIUM && !process.env.CHROMIUM_SHELL) return process.env.CHROMIUM;
  return findProgram(process.env.CHROMIUM_SHELL, ["chromium-headless-shell"]);
}

function findProgram(given, names, ...more) {
  if (given && existsSync(given)) return given;
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const programs = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...programs, ...more].find((path) => existsSync(path) && answers(path));
}

/** Ubuntu's chromium-browser may be an empty shell that only asks for snap: it must say its version. */
function answers(path) {
  return spawnSync(path, ["--version"], { encoding: "utf8", timeout: 20_000 }).status === 0;
}

/** Debian's packages, as root. One that the system does not have leaves the other. */
async function installChromium() {
  if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return;
  say("Chromium wird für die Geschichten im Browser geholt (apt-get) …");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const install = "apt-get -qq install -y --no-install-recommends";
  // One process for all, because nobody here is awake between them: the other tests hold this one.
  const steps = `apt-get -qq update; ${install} chromium fonts-liberation; exec ${install} chromium-headless-shell`;
  const done = spawn("sh", ["-c", steps], { stdio: "ignore", env });
  await new Promise((resolve) => done.once("close", resolve));
}
