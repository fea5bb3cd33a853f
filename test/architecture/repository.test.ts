import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, filesWith, linesMatching, place, root, type SourceFile, visitNodes } from "./source-files.ts";

/** What must not stand anywhere in the repository. */
const textFile = /[.](ts|mjs|js|svelte|css|html|json|md|sql|yml|yaml|webmanifest)$|^[.]ci\/run$|^[.]npmrc$|^LICENSE$/;
const everything = filesBelow(["."], textFile).filter((f) => f.path !== "package-lock.json");
const self = "test/architecture/repository.test.ts";
const others = everything.filter((f) => f.path !== self);

/** "any" where a type may stand: behind a sign or one of these words, or first in its line; in a sentence it is a word. */
const anyType = /(?:^|[^\w\s]|\b(?:as|satisfies|extends|is|keyof|readonly|unique|infer|in|out))\s*\bany\b/m;

/** The files of ours a file imports, as absolute paths. */
function importedBy(file: SourceFile): string[] {
  const names = [...file.text.matchAll(/from "([.][^"]+)"/g)].map(([, name]) => name ?? "");
  return names.map((name) => join(root, dirname(file.path), name)).filter((path) => existsSync(path));
}

describe("the repository", () => {
  it("knows no machine it was written on", () => {
    expect(linesMatching(others, /(^|[\s"'`(=:])\/(work|farm|root|home|Users)\/\w/)).toEqual([]);
    expect(linesMatching(others, /registry[.]npmjs|registry[.]yarnpkg|npmmirror|artifactory|verdaccio/i)).toEqual([]);
    expect(linesMatching(others, /session transcript|co-authored-by/i)).toEqual([]);
  });

  it("fetches its parts from wherever npm is told to", () => {
    const lock = filesBelow(["package-lock.json"], /./);
    expect(lock.length).toBe(1);
    expect(linesMatching(lock, /"resolved": "https?:/)).toEqual([]);
  });

  it("leaves nothing for later without an issue", () => {
    expect(linesMatching(others, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
  });

  it("switches no test off and narrows none to one", () => {
    const tests = filesBelow(["src", "test", "simulator"], /[.](test|story|contract)[.]ts$/);
    expect(
      linesMatching(
        tests.filter((f) => f.path !== self),
        /\b(it|test|describe)[.](skip|only|todo|fails)\(/,
      ),
    ).toEqual([]);
  });

  it("has tests that can fail", () => {
    const tests = filesBelow(["src", "test", "simulator"], /[.](test|story)[.]ts$/);
    expect(tests.length).toBeGreaterThan(20);
    const expects = (path: string) => readFileSync(path, "utf8").includes("expect(");
    // Some hand a table to a file that brings the expectations: a channel's contract, the table of rules.
    const asked = tests.filter((f) => !expects(join(root, f.path)) && !importedBy(f).some(expects));
    expect(asked.map((f) => f.path)).toEqual([]);
  });

  it("switches no types off", () => {
    const code = others.filter((f) => /[.](ts|svelte)$/.test(f.path) && f.path !== "db/types.ts");
    expect(linesMatching(code, /@ts-(ignore|nocheck|expect-error)/)).toEqual([]);
    const any: string[] = [];
    for (const file of filesWith(code, anyType))
      visitNodes(file, (node, source) => {
        if (node.kind === ts.SyntaxKind.AnyKeyword) any.push(place(file, source, node));
      });
    expect(any).toEqual([]);
  });

  it("carries no secret", () => {
    const keys =
      /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bEAA[A-Za-z0-9]{40,}|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{30,}/;
    expect(linesMatching(others, keys)).toEqual([]);
  });
});
