import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fileTrouble, programTrouble } from "./file-trouble.ts";

const refusal = (code: string) =>
  Object.assign(new Error(`${code}: no`), { code, syscall: "open", path: "/data/keys/root.key" });

test("what the operating system refuses is said in German, with the place and what to do", () => {
  expect(fileTrouble(refusal("EROFS"))).toMatch(/^\/data\/keys\/root\.key lässt sich nicht beschreiben: .* nur lesbar/);
  expect(fileTrouble(refusal("ENOSPC"), "/data")).toMatch(
    /^\/data lässt sich nicht beschreiben: .* voll\. Bitte Platz/,
  );
  expect(fileTrouble(Object.assign(new Error("no"), { code: "ENOSPC", syscall: "write" }))).toMatch(
    /^Eine Datei lässt sich nicht beschreiben: .* voll\./,
  );
  const real = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return fileTrouble(error);
    }
    return undefined;
  };
  expect(real(() => readFileSync("/nowhere/at/all"))).toMatch(/^\/nowhere\/at\/all gibt es nicht/);
  expect(real(() => writeFileSync(import.meta.dirname, ""))).toMatch(/files ist ein Ordner/);
  expect(real(() => mkdirSync(`${import.meta.filename}/x`))).toMatch(/ein Teil des Pfades ist eine Datei/);
});

test.each(["EACCES", "EPERM"])("what belongs to another user is not called a file where it is a folder: %s", (code) => {
  expect(fileTrouble(refusal(code), "/data")).toMatch(
    /^\/data darf dieser Benutzer nicht .*, dem das gehört, oder einen anderen Ordner angeben\.$/,
  );
});

test("what is no matter of files keeps its own words", () => {
  expect(fileTrouble(new Error("Der Hauptschlüssel ist beschädigt."))).toBeUndefined();
  expect(fileTrouble(refusal("EMFILE"))).toBeUndefined();
  expect(programTrouble("initdb: error: invalid locale name", "/data")).toBeUndefined();
});

test("a full disk is known by what initdb says of it", () => {
  const said = 'FATAL:  could not write to file "pg_wal/xlogtemp.27664": No space left on device';
  expect(programTrouble(said, "/data/postgres")).toMatch(/^\/data\/postgres lässt sich nicht beschreiben: .* voll\./);
  const halfWay = `FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 9
HINT:  Check free disk space.
PANIC:  cannot abort transaction 1, it was already committed`;
  expect(programTrouble(halfWay, "/data/postgres")).toMatch(
    /^\/data\/postgres lässt sich nicht beschreiben: .* voll\./,
  );
  const elsewhere = `LOG: starting\nFATAL:  could not write lock file "/tmp/w/.s.PGSQL.5432.lock": No space left on device`;
  expect(programTrouble(elsewhere, "Die Datenbank")).toMatch(/^\/tmp\/w\/\.s\.PGSQL\.5432\.lock lässt sich nicht/);
});

test.each([
  "Segmentation fault",
  "/opt/werkbote/bin/postgres: error while loading shared libraries: libicu.so.60: cannot open shared object file",
  "sh: 1: /opt/werkbote/bin/postgres: not found",
  "spawnSync /opt/werkbote/bin/initdb ENOENT",
])("a program that is not whole is no damaged database: %s", (said) => {
  expect(programTrouble(`${said}\nno data was returned`, "/data/postgres")).toMatch(
    /^das PostgreSQL, das mitkommt, ist beschädigt .* Bitte den Ordner node_modules löschen und noch einmal starten\.$/,
  );
});
