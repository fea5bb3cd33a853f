import ts from "typescript";
import { describe, expect, it } from "vitest";
import { filesBelow, place, type SourceFile, visitNodes } from "./source-files.ts";

/** Sizes, folders and names: what keeps a file readable in five minutes. */
const files = filesBelow(["src", "simulator", "db", "generate", "bin", "test", "build.ts"], /[.](ts|mjs|js|svelte)$/);
const linesOf = (text: string) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
const code = files.map(({ path, text }) => ({ path, lines: linesOf(text) }));
const isTest = (path: string) => /[.](test|contract|story)[.]ts$|^test\/|^simulator\/test\//.test(path);
const isExempt = (path: string) => /^db\/types[.]ts$|\/i18n\/|\/fixtures\//.test(path);

/** One text from the first line to the last; cut in two it would be harder to read. */
const oneText = /^src\/server\/house-export\/readme[.]ts:/;

/** `src/server/x.ts:12 70 lines` for each function that is longer than `most`. */
function longFunctions(file: SourceFile, most: number): string[] {
  const long: string[] = [];
  visitNodes(file, (node, source) => {
    if (!ts.isFunctionLike(node) || node.end - node.pos <= most) return;
    const lineAt = (position: number) => source.getLineAndCharacterOfPosition(position).line;
    const lines = lineAt(node.end) - lineAt(node.getStart(source)) + 1;
    if (lines > most) long.push(`${place(file, source, node)} ${lines} lines`);
  });
  return long;
}

describe("the shape of the house", () => {
  it("keeps every function of the program within 60 lines", () => {
    const programs = files.filter(({ path, text }) => !isTest(path) && !isExempt(path) && linesOf(text) > 60);
    const long = programs.flatMap((file) => longFunctions(file, 60)).filter((where) => !oneText.test(where));
    expect(long).toEqual([]);
  });

  it("keeps every file of the program within 300 lines", () => {
    const long = code.filter((f) => !isTest(f.path) && !isExempt(f.path) && f.lines > 300);
    expect(long.map((f) => `${f.path}: ${f.lines}`)).toEqual([]);
  });

  it("keeps every test file within 500 lines", () => {
    const long = code.filter((f) => isTest(f.path) && !isExempt(f.path) && f.lines > 500);
    expect(long.map((f) => `${f.path}: ${f.lines}`)).toEqual([]);
  });

  it("keeps the wiring within 200 lines and the start within 80", () => {
    const limits: Record<string, number> = { "src/app.ts": 200, "src/main.ts": 80 };
    const long = code.filter((f) => f.lines > (limits[f.path] ?? Number.POSITIVE_INFINITY));
    expect(long.map((f) => `${f.path}: ${f.lines}`)).toEqual([]);
  });

  it("has no barrels: one imports the file that holds the thing", () => {
    expect(code.map((f) => f.path).filter((path) => /(^|\/)index[.](ts|js|mjs)$/.test(path))).toEqual([]);
  });

  it("has no folders named for nothing", () => {
    const vague = /(^|\/)(utils?|helpers?|common|services?|managers?|shared|misc|lib)\//;
    expect(code.map((f) => f.path).filter((path) => vague.test(path))).toEqual([]);
  });

  it("goes at most four folders deep below src/", () => {
    const deep = code.filter((f) => f.path.startsWith("src/") && f.path.split("/").length - 2 > 4);
    expect(deep.map((f) => f.path)).toEqual([]);
  });

  it("writes the kind of a server file in its name", () => {
    const kinds = /^[^.]+([.](store|action|routes|job|adapter|contract)|([.][a-z-]+)*[.]test)?[.]ts$/;
    const odd = code.filter((f) => f.path.startsWith("src/server/") && !kinds.test(f.path.split("/").at(-1) ?? ""));
    expect(odd.map((f) => f.path)).toEqual([]);
  });

  it("loads own code of the server late in one place, which the start sees to: a new version may lie over it by then", () => {
    const server = files.filter(({ path }) => path.startsWith("src/server/") && !isTest(path));
    const late = server.filter(({ text }) => /\bimport\(["'`][.]/.test(text));
    expect(late.map(({ path }) => path)).toEqual(["src/server/platform/documents/document-pdf.ts"]);
    expect(files.find(({ path }) => path === "src/commands/start.ts")?.text).toContain("loadDrawing()");
  });
});
