import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const program = join(import.meta.dirname, "../../src/cli.ts");
const call = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: "utf8", input: "" });

test.each([
  ["an option that does not exist", ["start", "--prot", "80"]],
  ["a command without what it works on", ["policy", "explain"]],
])("%s is refused in German, with what there is", (_what, args) => {
  const { status, stdout, stderr } = call(...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Diesen Aufruf gibt es nicht\.\nwerkbote start /);
});

test("the help goes where it can be read on, and is no failure", () => {
  const { status, stdout, stderr } = call("--help");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("werkbote policy explain DATEI|-");
});
