#!/usr/bin/env node
// Everything that must hold besides the tests: types, lint, the walls between folders, dead code, generated files.
// Runs all of them even if one fails, so that one run shows everything there is to mend.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { ready, root, say } from "./ready.mjs";

const node = ready({ bundles: false });
const tool = (path) => join(root, "node_modules", path);
/** What was found last time, so that a second run looks at what changed only; a fresh clone has none. */
const types = (config) => [
  tool("typescript/bin/tsc"),
  ...["-p", config, "--incremental", "--tsBuildInfoFile", `node_modules/.cache/${config}.tsbuildinfo`],
];
const colours = process.stdout.isTTY ? [] : ["--colors=off"];

const steps = [
  ["types: server", ...types("tsconfig.json")],
  ["types: pure files", ...types("tsconfig.pure.json")],
  ["types: browser stories", ...types("tsconfig.browser.json")],
  ["types: browser", tool("svelte-check/bin/svelte-check"), "--tsconfig", "tsconfig.web.json", "--fail-on-warnings"],
  ["format and lint", tool("@biomejs/biome/bin/biome"), "ci", ...colours, "--max-diagnostics=100", "."],
  ["walls between folders", tool("dependency-cruiser/bin/dependency-cruiser.mjs"), ...cruise()],
  ["dead code", tool("knip/bin/knip.js"), "--no-progress"],
  ["generated files", join(root, "db/generate.ts"), "--check"],
];

function cruise() {
  return ["--config", ".dependency-cruiser.mjs", "--output-type", "err-long", "src", "simulator"];
}

// Tools that start `node` themselves must get the same one.
const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ""}` };
const failed = [];
for (const [name, ...args] of steps) {
  const started = Date.now();
  say(`\n── ${name}`);
  const done = spawnSync(node, args, { cwd: root, stdio: "inherit", env });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (done.status !== 0) failed.push(name);
  say(done.status === 0 ? `   fine (${seconds} s)` : `   FAILED (${seconds} s)`);
}
say(failed.length === 0 ? "\nAll checks hold." : `\nChecks failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
