import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { testDeps } from "../../../../test/support/database.ts";
import { scratchFolder } from "../../../../test/support/scratch-folder.ts";
import { securedHttp } from "../../../../test/support/secured-http.ts";
import { webFiles } from "./web-files.ts";

test("a start without the built pages says in one line what to run, and touches nothing", () => {
  const here = join(import.meta.dirname, "../../../..");
  const clone = mkdtempSync(join(tmpdir(), "werkbote-unbuilt-"));
  try {
    // The program in a few files knows by name where its source lies.
    const program = dirname(inject("program"));
    for (const name of readdirSync(program))
      writeFileSync(join(clone, name), readFileSync(join(program, name), "utf8").replaceAll(`${here}/`, `${clone}/`));
    for (const name of ["node_modules", "package.json"]) symlinkSync(join(here, name), join(clone, name));
    const data = join(clone, "data");
    const args = [join(clone, basename(inject("program"))), "start"];
    const done = spawnSync(process.execPath, args, {
      env: { PATH: process.env.PATH, WERKBOTE_DATA: data, PORT: "0" },
      encoding: "utf8",
      timeout: 60_000,
    });
    expect([done.status, done.stdout, done.stderr]).toEqual([
      1,
      "",
      "Die Seiten für den Browser fehlen (dist/web). Bitte mit npm start starten: das baut sie.\n",
    ]);
    expect(readdirSync(clone)).not.toContain("data");
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
});

test("the app is at its own addresses and at no others", async () => {
  const t = await testDeps();
  const http = await securedHttp(t.deps, async () => t.tenantId);
  webFiles(http);
  const statusOf = async (url: string) => [url, (await http.inject({ url })).statusCode];
  for (const url of ["/", "/?x=1", "/posteingang", "/recht/vertraege"]) expect(await statusOf(url)).toEqual([url, 200]);
  for (const url of ["//evil.example/x", "//", "/wp-admin", "/assets/../../package.json"])
    expect(await statusOf(url)).toEqual([url, 404]);
  await http.close();
  await t.close();
});

test("whoever builds a new version while this one runs takes nothing away from those who visit it", async () => {
  const t = await testDeps();
  const http = await securedHttp(t.deps, async () => t.tenantId);
  const from = scratchFolder("built");
  const build = (hash: string) => {
    rmSync(from, { recursive: true });
    mkdirSync(join(from, "assets"), { recursive: true });
    writeFileSync(join(from, "index.html"), `<script src="/assets/door-${hash}.js"></script>`);
    writeFileSync(join(from, "files.json"), `["/assets/door-${hash}.js"]`);
    writeFileSync(join(from, `assets/door-${hash}.js`), `open("${hash}")`);
    writeFileSync(join(from, `assets/door-${hash}.js.gz`), gzipSync(`open("${hash}")`));
  };
  build("old");
  webFiles(http, from);
  const get = async (url: string, headers = {}) => await http.inject({ url, headers });
  await get("/");
  build("new");
  expect((await get("/posteingang")).body).toContain("door-old.js");
  expect((await get("/files.json")).json()).toEqual(["/assets/door-old.js"]);
  expect((await get("/assets/door-old.js")).body).toBe('open("old")');
  const packed = await get("/assets/door-old.js", { "accept-encoding": "gzip, deflate, br" });
  expect(packed.headers).toMatchObject({
    "content-encoding": "gzip",
    "content-type": "text/javascript; charset=utf-8",
  });
  expect(packed.rawPayload).toEqual(gzipSync('open("old")'));
  expect((await get("/assets/door-new.js")).statusCode).toBe(404);
  await http.close();
  await t.close();
  rmSync(from, { recursive: true });
});

test("a file that may change is asked for again and sent only when it did", async () => {
  const t = await testDeps();
  const http = await securedHttp(t.deps, async () => t.tenantId);
  webFiles(http);
  const { headers } = await http.inject({ url: "/icon.svg" });
  expect(headers["cache-control"]).toBe("no-cache");
  const again = await http.inject({ url: "/icon.svg", headers: { "if-none-match": headers.etag } });
  expect([again.statusCode, again.body]).toEqual([304, ""]);
  await http.close();
  await t.close();
});
