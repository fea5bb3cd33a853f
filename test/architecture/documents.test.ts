import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesBelow, pathsBelow, root } from "./source-files.ts";

/** Documents name files and settings; both must exist, or a reader looks for what is gone. */
const documents = filesBelow(["README.md", "CONTRIBUTING.md", "docs", "simulator"], /[.]md$/);
const known = pathsBelow(["src", "db", "generate", "test", "simulator", "bin"], /./);
const files = [...known, ...pathsBelow(["docs", "README.md", "CONTRIBUTING.md", "build.ts", "vite.config.ts"], /./)];
const names = new Set(files.map((path) => basename(path)));

describe("the documents", () => {
  it("name only files that exist", () => {
    const gone = documents.flatMap((document) =>
      [...document.text.matchAll(/`([\w./-]+[.](?:ts|mjs|svelte|sql))`/g)]
        .map(([, name = ""]) => name)
        // "x.store.ts" and "do-something.action.ts" stand for every file of their kind.
        .filter((name) => !/^(x[.]|do-something[.])/.test(name))
        .filter((name) => (name.includes("/") ? !known.some((path) => path.endsWith(name)) : !names.has(name)))
        .filter((name) => !existsSync(join(root, name)))
        .map((name) => `${document.path}: ${name}`),
    );
    expect(gone).toEqual([]);
  });

  it("and so do the comments in the code", () => {
    const code = filesBelow(["src", "simulator", "db", "generate", "bin"], /[.](ts|mjs|js|svelte)$/);
    const gone = code.flatMap(({ path, text }) =>
      [...text.matchAll(/\/[*][\s\S]*?[*]\/|(?<!:)\/\/[^\n]*/g)]
        .flatMap(([comment]) => [...comment.matchAll(/(?<![\w./-])(?:[.]\/)?([\w][\w./-]*[.](?:ts|mjs|svelte|md))\b/g)])
        .map(([, name = ""]) => name)
        .filter((name) => (name.includes("/") ? !files.some((file) => file.endsWith(name)) : !names.has(name)))
        .map((name) => `${path}: ${name}`),
    );
    expect(gone).toEqual([]);
  });

  it("link only to what is there", () => {
    const broken = documents.flatMap((document) =>
      [...document.text.matchAll(/[^!]\[[^\]]+\]\(([^)#:]+)\)/g)]
        .map(([, target = ""]) => target)
        .filter((target) => !existsSync(join(root, dirname(document.path), target)))
        .map((target) => `${document.path}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it("lead through the app by the names its screens have", () => {
    const handbook = documents.find((d) => d.path === "docs/handbuch.md")?.text.replace(/\s+/g, " ") ?? "";
    const ways = [...handbook.matchAll(/[*]{2}((?:Einstellungen|Leute|Recht), [^*]+?)[.:]?[*]{2}/g)].map(
      ([, way = ""]) => way,
    );
    const words = new Set(
      filesBelow(["src/web"], /(^|[./])de[.]ts$/).flatMap(({ text }) =>
        [...text.matchAll(/"([^"]+)"/g)].map(([, word]) => word),
      ),
    );
    expect(ways.length).toBeGreaterThan(15);
    expect(ways.filter((way) => !way.split(", ").every((name) => words.has(name)))).toEqual([]);
  });

  it("say of every folder of the server what it is for", () => {
    const map = documents.find((d) => d.path === "docs/architecture.md")?.text ?? "";
    const folders = new Set(known.flatMap((path) => /^src\/server\/([^/]+)\//.exec(path)?.[1] ?? []));
    expect(folders.size).toBeGreaterThan(40);
    expect([...folders].filter((name) => !map.includes(`\`${name}/\``) && !map.includes(`/${name}/\``))).toEqual([]);
  });

  it("list every setting there is, and none that is not", () => {
    const config = filesBelow(["src"], /^src\/config[.]ts$/)[0]?.text ?? "";
    const read = [...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
    const readme = documents.find((d) => d.path === "README.md")?.text ?? "";
    const listed = [...readme.matchAll(/^\| `([A-Z][A-Z_]+)` /gm)].map(([, name]) => name);
    expect(read.length).toBeGreaterThan(5);
    expect(listed.sort()).toEqual(read.sort());
  });
});
