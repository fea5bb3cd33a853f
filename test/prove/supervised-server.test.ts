import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../support/scratch-folder.ts";
import { SupervisedServer } from "./supervised-server.ts";

const program = `
  const { writeFileSync } = require("node:fs");
  process.stdout.write("serves\\n");
  writeFileSync(process.env.SAID, "");
  setInterval(() => {}, 60_000);`;

test("what one that was struck had still said is not taken for the next one's word", async () => {
  const dir = scratchFolder("supervised");
  writeFileSync(join(dir, "program.cjs"), program);
  const said = () => join(dir, `said-${server.starts}`);
  const served: Promise<number>[] = [];
  const server: SupervisedServer = new SupervisedServer({
    args: [join(dir, "program.cjs")],
    readyLine: "serves",
    logFile: join(dir, "log"),
    env: () => {
      if (server.starts === 2) queueMicrotask(strikeUnread);
      return { SAID: said() };
    },
  });
  /** It has said its line, and nobody here has come to read it. */
  function strikeUnread() {
    const still = new Int32Array(new SharedArrayBuffer(4));
    while (!existsSync(said())) Atomics.wait(still, 0, 0, 1);
    server.kill();
    served.push(server.whenReady().then(() => server.starts));
  }
  try {
    await server.start();
    server.kill();
    await expect.poll(() => served.length).toBe(1);
    expect(await served[0]).toBe(3);
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true });
  }
});
