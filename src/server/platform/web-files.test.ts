import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testDeps } from "../../../test/support/database.ts";
import { buildHttp } from "./http.ts";
import { webFiles } from "./web-files.ts";

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

test("the app is at its own addresses and at no others", async () => {
  const t = await testDeps();
  const http = await buildHttp(t.deps, async () => t.tenantId);
  webFiles(http);
  const statusOf = async (url: string) => [url, (await http.inject({ url })).statusCode];
  for (const url of ["/", "/?x=1", "/posteingang", "/recht/vertraege"]) expect(await statusOf(url)).toEqual([url, 200]);
  for (const url of ["//evil.example/x", "//", "/wp-admin", "/assets/../../package.json"])
    expect(await statusOf(url)).toEqual([url, 404]);
  await http.close();
  await t.close();
});
