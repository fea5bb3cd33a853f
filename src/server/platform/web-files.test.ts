import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

test("a start without the built pages says in one line what to run, and touches nothing", () => {
  const here = join(import.meta.dirname, "../../..");
  const clone = mkdtempSync(join(tmpdir(), "werkbote-unbuilt-"));
  try {
    for (const name of ["src", "db", "node_modules", "package.json"]) symlinkSync(join(here, name), join(clone, name));
    const data = join(clone, "data");
    const args = ["--preserve-symlinks", "--preserve-symlinks-main", join(clone, "src/cli.ts"), "start"];
    const done = spawnSync(process.execPath, args, {
      env: { PATH: process.env.PATH, WERKBOTE_DATA: data, PORT: "0" },
      encoding: "utf8",
      timeout: 60_000,
    });
    expect([done.status, done.stdout, done.stderr]).toEqual([
      1,
      "",
      "Die Seiten für den Browser sind noch nicht gebaut (dist/web fehlt). Bitte mit npm start starten: das baut sie.\n",
    ]);
    expect(readdirSync(clone)).not.toContain("data");
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});
