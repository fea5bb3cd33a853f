import { spawnSync } from "node:child_process";
import fs, { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendDurably, makeFolder, renameDurably, writeDurably } from "./durable-file.ts";
import { fileTrouble } from "./file-trouble.ts";

const place = () => mkdtempSync(join(tmpdir(), "werkbote-durable-"));

/** A disk that writes down what it was asked, and takes a few bytes at a time. */
function slowDisk(dir: string) {
  const asked: string[] = [];
  const open = new Map<number, string>();
  const named = (path: unknown) => String(path).replace(dir, "").replace(/^\//, "") || "folder";
  const disk = {
    ...fs,
    openSync: (path: string, flags: string, mode: number) => {
      const file = fs.openSync(path, flags, mode);
      open.set(file, named(path));
      return file;
    },
    writeSync: (file: number, bytes: Buffer) => {
      asked.push(`write ${open.get(file)}`);
      return fs.writeSync(file, bytes, 0, Math.min(bytes.length, 5));
    },
    fsyncSync: (file: number) => {
      asked.push(`sync ${open.get(file)}`);
      fs.fsyncSync(file);
    },
    renameSync: (from: string, to: string) => {
      asked.push(`rename ${named(from)} to ${named(to)}`);
      fs.renameSync(from, to);
    },
  };
  return { asked, disk: disk as unknown as typeof fs };
}

test("a key is there after a power cut: the whole text, then its name, then the folder that knows the name", () => {
  const dir = place();
  const { asked, disk } = slowDisk(dir);
  const path = join(dir, "keyring.json");
  writeDurably(path, "Schlüsselbund", disk);
  expect(readFileSync(path, "utf8")).toBe("Schlüsselbund");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const writes = Array.from({ length: 3 }, () => "write keyring.json.new");
  expect(asked).toEqual([...writes, "sync keyring.json.new", "rename keyring.json.new to keyring.json", "sync folder"]);
});

test.each([["writeSync"], ["fsyncSync"]])(
  "a disk that is full at %s, which names no file, is told with the file's name",
  (call) => {
    const path = join(place(), "cluster-place");
    const refused = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", syscall: "write" });
    const full = {
      ...fs,
      [call]: () => {
        throw refused;
      },
    };
    const told = (work: () => void) => {
      try {
        work();
      } catch (error) {
        return fileTrouble(error);
      }
      return undefined;
    };
    expect(told(() => writeDurably(path, "x", full))).toContain(`${path}.new lässt sich nicht beschreiben`);
  },
);

test("a disk that fails leaves the old text as it was", () => {
  const dir = place();
  const path = join(dir, "keyring.json");
  writeDurably(path, "alt");
  const full = {
    ...fs,
    writeSync: () => {
      throw new Error("ENOSPC");
    },
  };
  expect(() => writeDurably(path, "neu", full)).toThrow("ENOSPC");
  expect(readFileSync(path, "utf8")).toBe("alt");
});

test("what was written piece by piece gets its name whole, in place of what had it", async () => {
  const dir = place();
  const path = join(dir, "archiv.age");
  writeFileSync(path, "alt");
  writeFileSync(`${path}.part`, "neu");
  await renameDurably(`${path}.part`, path);
  expect([readdirSync(dir), readFileSync(path, "utf8")]).toEqual([["archiv.age"], "neu"]);
});

test("an erasure's line is there after a power cut, the first one too: its bytes, then the folder that knows the file", () => {
  const dir = place();
  const { asked, disk } = slowDisk(dir);
  const path = join(dir, "erasures.jsonl");
  appendDurably(path, "eins\n", disk);
  appendDurably(path, "zwei\n", disk);
  expect(readFileSync(path, "utf8")).toBe("eins\nzwei\n");
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const one = ["write erasures.jsonl", "sync erasures.jsonl", "sync folder"];
  expect(asked).toEqual([...one, ...one]);
});

test("a photo's folder is there after a power cut: each that was made is known to the one above it", () => {
  const dir = place();
  const { asked, disk } = slowDisk(dir);
  const folder = (name: string) => join(dir, "attachments", "betrieb", name);
  makeFolder(folder("ab"), disk);
  expect(asked.splice(0)).toEqual(["sync folder", "sync attachments", "sync attachments/betrieb"]);
  makeFolder(folder("ab"), disk);
  expect(asked).toEqual([]);
  makeFolder(folder("cd"), disk);
  expect(asked).toEqual(["sync attachments/betrieb"]);
  expect(statSync(folder("cd")).mode & 0o777).toBe(0o700);
});

test.skipIf(!existsSync("/proc/self"))(
  "a folder that cannot be made, as where a disk was taken out, is refused at once",
  () => {
    const module = join(import.meta.dirname, "durable-file.ts");
    const program = `import { makeFolder } from ${JSON.stringify(module)}; makeFolder("/proc/werkbote/backups");`;
    const options = { encoding: "utf8", timeout: 30_000 } as const;
    const { stderr, signal } = spawnSync(process.execPath, ["--input-type=module", "-e", program], options);
    expect([signal, stderr]).toEqual([null, expect.stringContaining("ENOENT")]);
  },
);
