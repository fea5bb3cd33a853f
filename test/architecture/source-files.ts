import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import ts from "typescript";

/** The repository as the tests of the house read it. Paths are relative to its root, with forward slashes. */
export const root = join(import.meta.dirname, "../..");

const notOurs = new Set(["node_modules", ".runtime", ".svelte-check", ".git", "data", "dist", "coverage", "pictures"]);

export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** What is below `folders` (or in the whole repository) and matches. */
export function pathsBelow(folders: readonly string[], matching: RegExp): string[] {
  return folders
    .flatMap((folder) => walk(join(root, folder)))
    .map((absolute) => relative(root, absolute).split(sep).join("/"))
    .filter((path) => matching.test(path));
}

/** The same with what stands in the files. */
export function filesBelow(folders: readonly string[], matching: RegExp): SourceFile[] {
  return pathsBelow(folders, matching).map(read);
}

function walk(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isFile()) return [folder];
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (notOurs.has(entry.name)) return [];
    return entry.isDirectory() ? walk(path) : [path];
  });
}

/** Nobody changes the repository under test: each file is read once, whoever asks. */
const known = new Map<string, SourceFile>();

function read(path: string): SourceFile {
  const file = known.get(path) ?? { path, text: readFileSync(join(root, path), "utf8") };
  known.set(path, file);
  return file;
}

/**
 * The files worth parsing: what is looked for in the syntax must stand in the text first. `pattern` may find too much,
 * never too little; without it most of the time goes into parsing thousands of files that hold nothing of the kind.
 */
export function filesWith(files: readonly SourceFile[], pattern: RegExp): SourceFile[] {
  return files.filter((file) => pattern.test(file.text));
}

/** Calls `visit` for every node of a TypeScript file; comments are not among them. */
export function visitNodes(file: SourceFile, visit: (node: ts.Node, source: ts.SourceFile) => void): void {
  const options = { languageVersion: ts.ScriptTarget.ES2024, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const source = ts.createSourceFile(file.path, scriptOf(file), options, true);
  const walkNode = (node: ts.Node): void => {
    visit(node, source);
    ts.forEachChild(node, walkNode);
  };
  walkNode(source);
}

/** Of a Svelte file only its scripts, with the other lines left empty so that line numbers stay true. */
function scriptOf(file: SourceFile): string {
  if (!file.path.endsWith(".svelte")) return file.text;
  let inside = false;
  return file.text
    .split("\n")
    .map((line) => {
      if (/^<script\b/.test(line)) inside = true;
      else if (/^<\/script>/.test(line)) inside = false;
      else return inside ? line : "";
      return "";
    })
    .join("\n");
}

/** `src/server/x.ts:12`, as an editor opens it. */
export function place(file: SourceFile, source: ts.SourceFile, node: ts.Node): string {
  return `${file.path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** `src/server/x.ts:12` for every line that matches. */
export function linesMatching(files: readonly SourceFile[], pattern: RegExp): string[] {
  // Most files hold no such line; over the whole text that is seen at once, and then `^` and `$` mean lines too.
  const anywhere = new RegExp(pattern.source, `${pattern.flags}m`);
  return filesWith(files, anywhere).flatMap((file) =>
    file.text.split("\n").flatMap((line, i) => (pattern.test(line) ? [`${file.path}:${i + 1} ${line.trim()}`] : [])),
  );
}
