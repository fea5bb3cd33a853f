import { spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const full = "/dev/full";

test.skipIf(!existsSync(full))("a log whose disk is full loses lines, and whoever writes goes on", () => {
  const log = JSON.stringify(join(import.meta.dirname, "log.ts"));
  const code = `import { createLog } from ${log};
    const log = createLog({ level: "warn" });
    for (let i = 0; i < 50; i++) {
      log.warn("something happened");
      await new Promise((resolve) => setImmediate(resolve));
    }
    console.log("goes on");
    process.exit(0);`;
  const disk = openSync(full, "w");
  const { stdout, status } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", disk],
    timeout: 20_000,
  });
  closeSync(disk);
  expect([stdout, status]).toEqual(["goes on\n", 0]);
});
