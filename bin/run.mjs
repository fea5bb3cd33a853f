#!/usr/bin/env node
// Runs one TypeScript program of the project with the right Node: node bin/run.mjs FILE [ARG …]
import { join } from "node:path";
import { handOver, ready, root } from "./ready.mjs";

const [file, ...args] = process.argv.slice(2);
if (!file) throw new Error("Which file?");
handOver(await ready(), [join(root, file), ...args]);
