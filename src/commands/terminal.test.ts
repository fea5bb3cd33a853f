import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { explainAnswers } from "../server/consent/explain.ts";
import { Problem } from "../server/platform/problem.ts";
import { classifyLines, explainCases } from "../server/policy/explain.ts";
import { readJson, readText, whyItFailed } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "cases-"));
const file = (text: string | Buffer): string => {
  const path = join(folder, "cases.json");
  writeFileSync(path, text);
  return path;
};

test("a reader that leaves early is no trouble, a full disk is", () => {
  const fails = (code: string) => process.stdout.emit("error", Object.assign(new Error(code), { code }));
  expect(() => fails("EPIPE")).not.toThrow();
  expect(() => fails("ENOSPC")).toThrow("ENOSPC");
});

test("a mistake of ours that no request and no job stands for ends the server in two lines, and quotes nobody (V62)", () => {
  const module = (path: string) => JSON.stringify(join(import.meta.dirname, path));
  const program = `
    import { createLog } from ${module("../server/platform/log.ts")};
    import { endOnBug } from ${module("terminal.ts")};
    endOnBug(createLog({ level: "warn" }));
    const bug = (code) => Object.assign(new TypeError("Familie Huber\\n    at 0151"), { code, detail: "Gasgeruch" });
    Promise.reject(bug("23505"));
    setImmediate(() => { throw bug("later"); });`;
  const options = { encoding: "utf8", timeout: 30_000 } as const;
  const { stderr, status } = spawnSync(process.execPath, ["--input-type=module", "-e", program], options);
  expect([status, stderr]).toEqual([1, expect.not.stringMatching(/Huber|0151|Gasgeruch/)]);
  const lines = stderr.trimEnd().split("\n");
  expect(lines).toHaveLength(2);
  expect(lines).toContainEqual(expect.stringMatching(/^Werkbote endet wegen eines Fehlers im Programm/));
  const told = JSON.parse(lines.find((line) => line.startsWith("{")) ?? "{}");
  expect(told).toMatchObject({ event: "server ends over a bug", error: "TypeError", errorCode: "23505" });
});

test("a refusal that ends a command is said in its sentence", async () => {
  expect(await whyItFailed(new Problem("no-room"))).toBe(new Problem("no-room").toJson().title);
  const detail = { de: "Dafür ist es zu früh.", en: "It is too early for that." };
  expect(await whyItFailed(new Problem("bad-input", { detail }))).toBe(detail.de);
  expect(await whyItFailed(new Error("So geht es nicht."))).toBe("So geht es nicht.");
});

describe("cases in a file", () => {
  it("may stand in a list or one a line, with the mark an editor puts in front", () => {
    const one = '{"id":"a","given":{},"when":"send"}';
    expect(readJson(file(`\ufeff[${one}]`))).toHaveLength(1);
    expect(readJson(file(`${one}\n\n${one}\r\n`))).toHaveLength(2);
    expect(readText(file("\ufeffGuten Tag"))).toBe("Guten Tag");
  });

  it.each(["latin1", "utf16le"] as const)("are not guessed where they were saved as %s", (encoding) => {
    const text = Buffer.from('\ufeff{"text":"20 % Nachlass für Grüße"}', encoding);
    expect(() => readText(file(text))).toThrow(/ist nicht als UTF-8 gespeichert/);
  });

  it("are not guessed where UTF-16 left its mark out", () => {
    expect(() => readText(file(Buffer.from('{"text":"Hallo"}\n', "utf16le")))).toThrow(
      /ist nicht als UTF-8 gespeichert/,
    );
  });

  it.each(["", "{", "kein JSON\nauch nicht", '[\n{"when":"send"},\n{"when":"send"}\n]]', '{\n"when":\n{}\n'])(
    "that are none end with one line: %j",
    (text) => {
      expect(() => readJson(file(text))).toThrow(/steht kein gültiges JSON\.$/);
    },
  );

  it.each([
    [
      "in the middle",
      '{"when":"send"}\n\n{"when":\n{"when":"send"}',
      [undefined, /^Fall 2: Hier steht kein JSON/, undefined],
    ],
    ["at the head", 'kaputt\n{"when":"send"}\n', [/^Fall 1: Hier steht kein JSON/, undefined]],
  ])("are answered around a line that is broken %s", (_where, text, problems) => {
    const answers = explainCases(readJson(file(text)));
    expect(answers.map(({ problem }) => problem)).toEqual(problems.map((said) => said && expect.stringMatching(said)));
    expect(answers.every(({ verdict }) => verdict === "deny")).toBe(true);
  });

  it.each(["", "\n\n", "[]"])("that hold nothing have no answer: %j", (text) => {
    expect([classifyLines(text), explainAnswers(text)]).toEqual([[], []]);
  });

  it("tell beside their answers what was overlooked, by number and with the name that was meant", () => {
    const noticed: string[] = [];
    const slips = [
      { given: {}, when: "send" },
      { given: { chanel: "sms", dpfValid: "true" }, when: "send" },
      { when: "sned" },
    ];
    explainCases(slips, (line) => noticed.push(line));
    expect(noticed).toEqual([
      expect.stringMatching(/^Fall 2: .*„chanel“.*„channel“\.$/),
      expect.stringMatching(/^Fall 2: .*„dpfValid“.*true oder false\.$/),
      expect.stringMatching(/^Fall 3: .*„send“\.$/),
    ]);
  });

  it.each(["null", "5", '"send"'])("are an object or a list, %s is neither", (text) => {
    expect(() => explainCases(readJson(file(text)))).toThrow("Darin steht kein Fall");
  });
});
