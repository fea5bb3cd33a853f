import { execFileSync } from "node:child_process";
import fs, {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { WrongSetting } from "../wrong-setting.ts";
import { lockDataFolder } from "./data-folder.ts";

const scratch = mkdtempSync(join(tmpdir(), "werkbote-lock-"));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test("a folder that is not there is made with those above it, and is for one process", async () => {
  const dir = join(scratch, "a", "b", "c");
  const release = await lockDataFolder(dir);
  expect(release).toBeTypeOf("function");
  expect([statSync(dir).mode & 0o777, readdirSync(dir)]).toEqual([0o750, []]);
  expect(await lockDataFolder(dir)).toBeUndefined();
  release?.();
});

test("a start that came to nothing takes the folder along that it made, and no other", async () => {
  const dir = join(scratch, "typo", "data");
  (await lockDataFolder(dir))?.();
  expect(existsSync(join(scratch, "typo"))).toBe(false);
  mkdirSync(join(scratch, "theirs"));
  (await lockDataFolder(join(scratch, "theirs")))?.();
  const begun = await lockDataFolder(join(scratch, "theirs", "data"));
  mkdirSync(join(scratch, "theirs", "data", "keys"));
  begun?.();
  expect(existsSync(join(scratch, "theirs", "data", "keys"))).toBe(true);
  (await lockDataFolder(join(scratch, "theirs", "data")))?.();
  expect(readdirSync(join(scratch, "theirs"))).toEqual(["data"]);
});

test.skipIf(process.getuid?.() !== 0)("what root makes in the folder of a service belongs to the service", () => {
  const shared = mkdtempSync("/tmp/werkbote-its-user-");
  const nobody = Number(execFileSync("id", ["-u", "nobody"], { encoding: "utf8" }));
  const madeBy = (name: string, folderOf: number, keysOf?: number): number => {
    const dir = join(shared, name);
    mkdirSync(join(dir, "keys"), { recursive: true });
    chownSync(dir, folderOf, folderOf);
    if (keysOf === undefined) rmSync(join(dir, "keys"), { recursive: true });
    else chownSync(join(dir, "keys"), keysOf, keysOf);
    const module = join(import.meta.dirname, "data-folder.ts");
    const become = keysOf === undefined ? "becomeOwnerOfEmpty" : "becomeItsOwner";
    const work = `import { ${become} } from ${JSON.stringify(module)};
      ${become}(${JSON.stringify(dir)}); (await import("node:fs")).writeFileSync("made", "");`;
    execFileSync(process.execPath, ["--input-type=module", "-e", work], { cwd: dir });
    return statSync(join(dir, "made")).uid;
  };
  try {
    fs.chmodSync(shared, 0o755);
    expect(madeBy("service", 54_321, 54_321)).toBe(54_321);
    expect(madeBy("roots", 0, 0)).toBe(0);
    // Root itself runs there, in a folder somebody made for it.
    expect(madeBy("mixed", 54_321, 0)).toBe(0);
    // A restore: nothing lies there yet, and a number without a name can run no PostgreSQL.
    expect(madeBy("empty", nobody)).toBe(nobody);
    expect(madeBy("nameless", 54_321)).toBe(0);
  } finally {
    rmSync(shared, { recursive: true });
  }
});

test("a folder that was made is there after a power cut, and so are those above it", async () => {
  const synced: string[] = [];
  const names = new Map<number, string>();
  const disk = {
    ...fs,
    openSync: (path: string, flags: string) => {
      const file = fs.openSync(path, flags);
      names.set(file, relative(scratch, path));
      return file;
    },
    fsyncSync: (file: number) => void synced.push(names.get(file) ?? "?"),
  };
  (await lockDataFolder(join(scratch, "new", "data"), disk as unknown as typeof fs))?.();
  expect(synced).toEqual(["", "new"]);
});

test.skipIf(!existsSync("/proc/self"))("where nothing can be made, one line says so, and at once", async () => {
  const line =
    /^WERKBOTE_DATA: \/proc(\/werkbote\/x)? lässt sich nicht als Ordner benutzen: .* Bitte einen anderen Ordner angeben\.$/;
  await expect(lockDataFolder("/proc/werkbote/x")).rejects.toThrow(line);
  await expect(lockDataFolder("/proc")).rejects.toThrow(line);
  await expect(lockDataFolder("/proc")).rejects.toThrow(WrongSetting);
});

test("a file in the folder's place, or on the way to it, is named", async () => {
  writeFileSync(join(scratch, "file"), "");
  for (const path of ["file", "file/data"])
    await expect(lockDataFolder(join(scratch, path))).rejects.toThrow(/ein Teil des Pfades ist eine Datei/);
});

test("a full disk is no wrong setting: the same start goes on when there is room", async () => {
  const full = () => {
    throw Object.assign(new Error("full"), { code: "ENOSPC", syscall: "mkdir" });
  };
  const refused = lockDataFolder(join(scratch, "full"), { ...fs, fsyncSync: full });
  await expect(refused).rejects.toThrow(/WERKBOTE_DATA: .*der Datenträger ist voll/);
  await expect(refused).rejects.not.toBeInstanceOf(WrongSetting);
});

test.skipIf(process.getuid?.() === 0)("a folder that may only be read is refused before anything begins", async () => {
  const dir = join(scratch, "locked");
  mkdirSync(dir, { mode: 0o500 });
  await expect(lockDataFolder(dir)).rejects.toThrow(`WERKBOTE_DATA: ${dir} darf dieser Benutzer nicht benutzen.`);
});
