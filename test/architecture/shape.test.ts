import { describe, expect, it } from "vitest";
import { filesBelow } from "./source-files.ts";

/** Sizes, folders and names: what keeps a file readable in five minutes. */
const code = filesBelow(["src", "simulator", "db", "bin", "test", "build.ts"], /[.](ts|mjs|js|svelte)$/).map(
  ({ path, text }) => ({ path, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) }),
);
const isTest = (path: string) => /[.](test|contract|story)[.]ts$|^test\/|^simulator\/test\//.test(path);
const isExempt = (path: string) => /^db\/types[.]ts$|\/i18n\/|\/fixtures\//.test(path);

describe("the shape of the house", () => {
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
});
