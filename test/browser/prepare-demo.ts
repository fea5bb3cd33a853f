import { rmSync } from "node:fs";
import { dirname } from "node:path";
import type { TestProject } from "vitest/node";
import { runDemo } from "./running.ts";

/**
 * The demo is filled once a run, and each story goes on from a copy of its folder, as after a restart: two seconds of
 * work instead of six. That a demo begins from nothing is seen here.
 */
export default async function prepareDemo(project: TestProject): Promise<() => void> {
  const { data, stop } = await runDemo();
  await stop(true);
  project.provide("demoFolder", data);
  return () => rmSync(dirname(data), { recursive: true, force: true });
}
