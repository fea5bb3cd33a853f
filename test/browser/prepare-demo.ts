import { rmSync } from "node:fs";
import { dirname } from "node:path";
import type { TestProject } from "vitest/node";
import prepareTests from "../support/global-setup.ts";
import { runDemo } from "./running.ts";

/** What every test needs and the demo know nothing of each other: both are made ready at once. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const [endTests, endDemo] = await Promise.all([prepareTests(project), prepareDemo(project)]);
  return async () => {
    endDemo();
    await endTests();
  };
}

/**
 * The demo is filled once a run, and each story goes on from a copy of its folder, as after a restart: two seconds of
 * work instead of six. That a demo begins from nothing is seen here.
 */
async function prepareDemo(project: TestProject): Promise<() => void> {
  const { data, stop } = await runDemo();
  await stop(true);
  project.provide("demoFolder", data);
  return () => rmSync(dirname(data), { recursive: true, force: true });
}
