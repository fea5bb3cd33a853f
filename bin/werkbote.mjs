#!/usr/bin/env node
// The `werkbote` command: makes the clone runnable, then hands over to src/cli.ts.
import { join } from "node:path";
import { handOver, isStart, ready, root, serverFlags } from "./ready.mjs";

const starts = isStart(process.argv.slice(2));
const node = await ready({ bundles: starts });
// Node keeps what it made of the TypeScript files: the second start is half the work of the first.
const kept = { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, ".runtime", "compile-cache") };
const flags = starts ? serverFlags : [];
handOver(node, [...flags, join(root, "src", "cli.ts"), ...process.argv.slice(2)], kept);
