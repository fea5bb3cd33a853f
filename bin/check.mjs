#!/usr/bin/env node
// Everything that must hold besides the tests: types, lint, the walls between folders, dead code, generated files.
// Runs all of them even if one fails, so that one run shows everything there is to mend.
import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { ready, root, say } from "./ready.mjs";

const node = await ready({ bundles: false });
const tool = (path) => join(root, "node_modules", path);
/**
 * The native TypeScript does it in a third of the work, with one checker: several do part of it twice. What was found
 * last time is kept, so that a second run looks at what changed only; a fresh clone has none.
 */
const types = (config) => [
  tool("@typescript/native/bin/tsc"),
  ...["-p", config, "--checkers", "1"],
  ...["--incremental", "--tsBuildInfoFile", `node_modules/.cache/${config}.tsbuildinfo`],
];
const colours = process.stdout.isTTY ? [] : ["--colors=off"];

/**
 * It writes the components as TypeScript for the native checker, and never removes one: what was renamed since the last
 * run would still be found by whoever imports it.
 */
rmSync(join(root, ".svelte-check"), { recursive: true, force: true });
const components = ["--tsconfig", "tsconfig.web.json", "--tsgo", "--fail-on-warnings"];

/** The longest first, so that no core waits for it at the end. */
const steps = [
  ["types: browser", tool("svelte-check/bin/svelte-check"), ...components],
  ["types: server", ...types("tsconfig.json")],
  ["types: browser stories", ...types("tsconfig.browser.json")],
  ["types: pure files", ...types("tsconfig.pure.json")],
  ["format and lint", tool("@biomejs/biome/bin/biome"), "ci", ...colours, "--max-diagnostics=100", "."],
  ["walls between folders", tool("dependency-cruiser/bin/dependency-cruiser.mjs"), ...cruise()],
  ["dead code", tool("knip/bin/knip.js"), "--no-progress"],
  ["generated files", join(root, "generate/generate.ts"), "--check"],
];

function cruise() {
  return ["--config", ".dependency-cruiser.mjs", "--output-type", "err-long", "src", "simulator"];
}

// Tools that start `node` themselves must get the same one.
const env = { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ""}` };
const failed = [];
const waiting = [...steps];
// Each works on one core. What a step says is shown in one piece when it ends, so that no two mix.
await Promise.all(Array.from({ length: availableParallelism() }, workOff));
say(failed.length === 0 ? "\nAll checks hold." : `\nChecks failed: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function workOff() {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const [name, ...args] = step;
    const started = Date.now();
    const { code, said } = await run(args);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    if (code !== 0) failed.push(name);
    say(`\n── ${name}\n${said}   ${code === 0 ? "fine" : "FAILED"} (${seconds} s)`);
  }
}

function run(args) {
  const child = spawn(node, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], env });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve({ code: 1, said: `${error.message}\n` }));
    child.on("close", (code) => resolve({ code, said }));
  });
}
