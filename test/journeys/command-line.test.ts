import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, inject, test } from "vitest";
import { isStart } from "../../bin/ready.mjs";
import { auditVerify } from "../../src/commands/audit-verify.ts";
import { backup } from "../../src/commands/backup.ts";
import { printSheet } from "../../src/commands/recovery-sheet.ts";
import { addTenant } from "../../src/commands/tenant-add.ts";
import { giveHost } from "../../src/commands/tenant-host.ts";
import { listBusinesses } from "../../src/commands/tenant-list.ts";
import { removeBusiness } from "../../src/commands/tenant-remove.ts";
import type { Call, Command } from "../../src/commands/terminal.ts";
import { lockDataFolder } from "../../src/server/platform/files/data-folder.ts";
import { Keyring } from "../../src/server/platform/keyring.ts";
import { called } from "../support/command.ts";
import { compileCache } from "../support/compile-cache.ts";
import { scratchFolder } from "../support/scratch-folder.ts";

const program = inject("program");
const kept: NodeJS.ProcessEnv = { ...process.env, ...compileCache };
const run = (args: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: string } = {}) =>
  spawnSync(process.execPath, [program, ...args], { encoding: "utf8", env: kept, ...options });
const call = (...args: string[]) => run(args, { input: "" });

test("a command that does not exist is refused in German, with what there is", () => {
  const { status, stdout, stderr } = call("tenant", "ad", "Kern", "--host", "kern.example");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(/^Diesen Aufruf gibt es nicht\.\nwerkbote start /);
});

test("only a start that is taken prepares the pages for the browser; one that is refused is refused at once", () => {
  const taken = ["start", "start --demo", "--demo start", "start --demo-info i.json", "start --demo-info=i.json"];
  const others = ["start --frob", "start --help", "start -h", "start now", "start --demo-info", "backup", ""];
  expect([...taken, ...others].filter((line) => isStart(line.split(" ")))).toEqual(taken);
});

test.each([
  ["an option that does not exist", ["start", "--prot", "80"], "Die Option --prot gibt es hier nicht."],
  [
    "an option of another command",
    ["tenant", "list", "--host", "kern.example"],
    "Die Option --host gibt es hier nicht.",
  ],
  ["a value twice", ["backup", "--to", "/a", "--to=/b"], "Die Option --to steht mehrmals da."],
  ["a value that is empty", ["backup", "--to", ""], "Die Option --to ist leer."],
  ["what it works on", ["policy", "explain"]],
  ["a second file where one is taken", ["policy", "classify", "-", "more.jsonl"]],
  ["a name in two words without quotes", ["tenant", "add", "Brandt", "Haustechnik", "--host", "b.example"]],
  ["the option it needs", ["tenant", "add", "Kern"]],
  ["the value of that option", ["tenant", "add", "Kern", "--host"]],
])(
  "a command that lacks or has too much, here %s, is shown how it goes, and no other",
  (_what, args, why = "Da fehlt etwas, oder es ist etwas zu viel.") => {
    const { status, stdout, stderr } = call(...args);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr.split("\n")).toEqual([
      `${why} So geht es:`,
      expect.stringMatching(`^werkbote ${args.slice(0, /^(start|backup)$/.test(args[0] ?? "") ? 1 : 2).join(" ")} `),
      "",
    ]);
  },
);

test("a reader that leaves early, as `head` does, makes no program fall over that still works", async () => {
  const terminal = JSON.stringify(join(import.meta.dirname, "../../src/commands/terminal.ts"));
  const work = `process.stdout.write("x", () => setImmediate(() => process.exit(7)))`;
  const code = `import { out } from ${terminal}; process.stdin.on("end", () => { out("x"); ${work}; }).resume();`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code]);
  const [said, ended] = [text(child.stderr), once(child, "exit")];
  child.stdout.destroy();
  child.stdin.end();
  expect([await ended, await said]).toEqual([[7, null], ""]);
});

test.each<[string, Command, Partial<Call>]>([
  ["tenant add", addTenant, { words: ["Kern"], options: { host: "https://kern.example" } }],
  ["tenant add", addTenant, { words: [" "], options: { host: "kern.example" } }],
  ["tenant host", giveHost, { words: ["Kern", "kern-.example"] }],
])(
  "%s: a host that is none, or no name, is refused in German, before anything is opened",
  async (_name, command, how) => {
    const { status, stdout, stderr } = await called(command, how, {});
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^(--host|HOST): (nur Kleinbuchstaben|ein Name aus Teilen)|^NAME: fehlt/);
  },
);

test("a business is removed only by the name that was said twice, when it is said twice", async () => {
  const { status, stdout, stderr } = await called(removeBusiness, { words: ["Kern"], options: { yes: "Brandt" } }, {});
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toBe("--yes nennt einen anderen Betrieb. Es wurde nichts gelöscht.\n");
});

test("in a folder in which nothing lies a command says so and does nothing, so that a backup can still be restored there", async () => {
  const dir = scratchFolder("nothing");
  const WERKBOTE_DATA = join(dir, "data");
  const env = { ...kept, WERKBOTE_DATA, DATABASE_URL: undefined };
  const line = `In ${WERKBOTE_DATA} liegt noch kein Betrieb.`;
  // Nor does one that was mistyped come about by it.
  const left = () => readdirSync(dir);
  const { status, stdout, stderr } = run(["tenant", "list"], { env });
  expect([status, stdout, stderr, left()]).toEqual([1, "", `${line}\n`, []]);
  for (const [command, words] of [
    [auditVerify, []],
    [giveHost, ["Kern", "kern.example"]],
    [printSheet, []],
  ] as const) {
    await expect(called(command, { words }, env)).rejects.toThrow(new Error(line));
    expect(left()).toEqual([]);
  }
  // Of a database whose keys were lost nobody hears that there is no business.
  mkdirSync(join(WERKBOTE_DATA, "postgres", "base", "16384"), { recursive: true });
  await expect(called(printSheet, {}, env)).rejects.toThrow("Datenbank, aber ihre Schlüssel fehlen");
  rmSync(dir, { recursive: true });
});

test("the recovery sheet is for its owner alone, also where it goes into a file that was there", async () => {
  const dir = scratchFolder("sheet");
  Keyring.create(join(dir, "keys"), randomUUID());
  const to = join(dir, "blatt.pdf");
  writeFileSync(to, "x".repeat(200_000), { mode: 0o644 });
  const { status, stderr } = await called(printSheet, { options: { to } }, { WERKBOTE_DATA: dir });
  expect([status, stderr]).toEqual([
    0,
    "Im Protokoll der Betriebe steht dieser Druck nicht: Der Server läuft nicht.\n",
  ]);
  expect((statSync(to).mode & 0o777).toString(8)).toBe("600");
  expect(readFileSync(to, "latin1")).toMatch(/^%PDF-[\s\S]*%%EOF\s*$/);
  const paper = await called(printSheet, { options: { to: join(dir, "blatt.txt") } }, { WERKBOTE_DATA: dir }).catch(
    String,
  );
  expect(paper).toBe("Error: Das Blatt ist ein PDF. Bitte einen Dateinamen angeben, der auf .pdf endet.");
  const nowhere = called(printSheet, { options: { to: join(dir, "tresor", "blatt.pdf") } }, { WERKBOTE_DATA: dir });
  await expect(nowhere).rejects.toThrow(
    `Den Ordner ${join(dir, "tresor")} gibt es nicht. Bitte anlegen oder einen anderen angeben.`,
  );
  rmSync(dir, { recursive: true });
});

test("a folder in which a restore was cut off, or is under way, says so, and nobody saves half of a business", async () => {
  const dir = scratchFolder("half");
  mkdirSync(join(dir, "keys"));
  writeFileSync(join(dir, "restore-unfinished"), "");
  const said = async (command: Command) =>
    await called(command, {}, { WERKBOTE_DATA: dir, DATABASE_URL: undefined }).catch((error: Error) => error.message);
  const cutOff = expect.stringMatching(`^In ${dir} liegt eine angefangene Wiederherstellung\\. .*$`);
  expect(await said(listBusinesses)).toEqual(cutOff);
  expect(await said(printSheet)).toEqual(cutOff);
  const release = await lockDataFolder(dir);
  expect(await said(backup)).toBe(`In ${dir} wird gerade wiederhergestellt. Bitte warten, bis das fertig ist.`);
  release?.();
  rmSync(dir, { recursive: true });
});

test("a database that goes in the middle is said in German", async () => {
  const dir = scratchFolder("gone");
  Keyring.create(join(dir, "keys"), randomUUID());
  // Enough of PostgreSQL's protocol to be let in; the first question ends it.
  const database = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", () => {
      socket.write(Buffer.concat([Buffer.from("R\0\0\0\b\0\0\0\0"), Buffer.from("Z\0\0\0\u0005I")]));
      socket.once("data", () => socket.destroy());
    });
  }).listen(0, "127.0.0.1");
  await once(database, "listening");
  const { port } = database.address() as AddressInfo;
  const env = { ...kept, WERKBOTE_DATA: dir, DATABASE_URL: `postgres://a:b@127.0.0.1:${port}/c` };
  const list = spawn(process.execPath, [program, "tenant", "list"], { env, stdio: ["ignore", "ignore", "pipe"] });
  const [said, [code]] = await Promise.all([text(list.stderr), once(list, "exit")]);
  expect([code, said]).toEqual([1, expect.stringMatching(/^Die Datenbank ist mittendrin weggefallen\. .*\n$/)]);
  database.close();
  rmSync(dir, { recursive: true });
});

test("the help goes where it can be read on, and is no failure", () => {
  const { status, stdout, stderr } = call("--help");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("werkbote policy explain DATEI|-");
});

test("a line nobody can read is named and no success, the others are answered all the same", () => {
  const input =
    '{"id":"a","text":"Wir kommen um 9 Uhr."}\n\n{"text":\n{"id":"c"}\nNur heute 20 % Rabatt!\n{"id":"f","text":7}';
  const { status, stdout, stderr } = run(["policy", "classify", "-"], { input });
  const answers = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map(({ id, class: found }) => [id, found])).toEqual([
    ["a", "service"],
    ["3", undefined],
    ["c", undefined],
    ["5", "advertising"],
    ["f", undefined],
  ]);
  expect([status, stderr]).toEqual([
    1,
    "Zeile 3: Hier steht kein JSON-Objekt mit „text“.\nZeile 4: Hier fehlt „text“.\n" +
      "Zeile 6: Unter „text“ steht kein Text.\n",
  ]);
});

test("of several deliveries one that cannot be read is named and no success, the others are told all the same", () => {
  const recorded = join(import.meta.dirname, "../../src/server/channels/whatsapp/fixtures/text.json");
  const { status, stdout, stderr } = call("whatsapp", "explain", "weg.json", recorded);
  expect([status, stderr]).toEqual([1, "Die Datei weg.json lässt sich nicht lesen.\n"]);
  expect(JSON.parse(stdout)).toMatchObject([{ file: recorded, items: [{ becomes: "message" }] }]);
});

test("an answer nobody can read is named and no success, and is worth nothing yet", () => {
  const yes = '{"text":"JA WERBUNG","context":"after_consent_question","hoursSinceQuestion":1}';
  const input = `{"id":"a","text":"ja"}\n{"id":"b","text":7}\n{ja\n${yes}`;
  const { status, stdout, stderr } = run(["consent", "explain", "-"], { input });
  const answers = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map(({ id, worth }) => [id, worth])).toEqual([
    ["a", "none"],
    ["2", undefined],
    ["3", undefined],
    ["4", "granted"],
  ]);
  expect([status, stderr]).toEqual([
    1,
    "Zeile 2: Hier ist nicht zu lesen: „text“.\nZeile 3: Hier steht kein JSON-Objekt mit „text“.\n",
  ]);
});

test.each([
  ["policy", "classify", "", ""],
  ["policy", "explain", "[]", "[]\n"],
  ["consent", "explain", "[]", ""],
])("%s %s says so where there is nothing to answer: %j", (area, verb, input, answer) => {
  const { status, stdout, stderr } = run([area, verb, "-"], { input });
  expect([status, stdout, stderr]).toEqual([0, answer, "In der Eingabe steht nichts, also gibt es keine Antwort.\n"]);
});

test("answers may stand in a list over several lines, and one that cannot be read is named by its place", () => {
  const input = JSON.stringify([{ id: "a", text: "ja" }, 7, { text: "STOPP" }], null, 2);
  const { status, stdout, stderr } = run(["consent", "explain", "-"], { input });
  const answers = stdout.trim().split("\n");
  expect(answers.map((line) => JSON.parse(line).worth)).toEqual(["none", undefined, "withdrawn"]);
  expect([status, stderr]).toEqual([1, "Eintrag 2: Hier steht kein JSON-Objekt mit „text“.\n"]);
});

test("a case nobody can read is named, denied and no success; one about an unknown action is only denied", () => {
  const decide = (cases: unknown) => {
    const input = JSON.stringify(cases);
    const { status, stdout, stderr } = run(["policy", "explain", "-"], { input });
    return { status, stderr, verdicts: JSON.parse(stdout).map(({ verdict }: { verdict: string }) => verdict) };
  };
  expect(
    decide([{ when: "send", given: {} }, 7, { given: {} }, { when: "send", given: "alles" }, { when: {} }]),
  ).toEqual({
    status: 1,
    stderr:
      "Fall 2: Hier steht kein JSON-Objekt mit „given“ und „when“.\nFall 3: Hier fehlt „when“.\n" +
      "Fall 4: Unter „given“ steht kein Objekt mit Fakten.\nFall 5: Unter „when“ steht kein Text.\n",
    verdicts: ["deny", "deny", "deny", "deny", "deny"],
  });
  const unknown = "Fall 1: Diesen Vorgang kennt das Regelwerk nicht, deshalb bleibt er gesperrt.\n";
  expect(decide([{ when: "fly", given: {} }])).toEqual({ status: 0, stderr: unknown, verdicts: ["deny"] });
});

test("a long answer reaches a pipe whole, and a reader that leaves early is no failure", () => {
  // A megabyte of answers: sixteen times what a pipe holds.
  const cases = JSON.stringify(Array.from({ length: 2_000 }, () => ({ when: "send" })));
  const options = { encoding: "utf8", env: kept, input: cases, maxBuffer: 2 ** 30 } as const;
  const explain = [program, "policy", "explain", "-"];
  const { status, stdout } = spawnSync(process.execPath, explain, options);
  expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ length: 2_000 })]);
  const early = spawnSync("sh", ["-c", '"$@" | head -c 9', "sh", process.execPath, ...explain], options);
  expect([early.stdout.length, early.stderr]).toEqual([9, ""]);
});

test("when npm is killed, what it started goes too and leaves the data folder", async () => {
  const program = "console.log(process.pid); setInterval(() => {}, 1000)";
  const ready = JSON.stringify(join(import.meta.dirname, "../../bin/ready.mjs"));
  const start = `import { handOver } from ${ready}; handOver(process.execPath, ["-e", ${JSON.stringify(program)}])`;
  const args = JSON.stringify(["--input-type=module", "-e", start]);
  // In npm's place: it has a child, and when it is killed the child hears nothing.
  const npm = spawn(
    process.execPath,
    ["-e", `require("node:child_process").spawn(process.execPath, ${args}, { stdio: "inherit" })`],
    { env: { ...process.env, npm_lifecycle_event: "start" }, stdio: ["ignore", "pipe", "inherit"] },
  );
  const [said] = await once(npm.stdout, "data");
  const pid = Number(said);
  const lives = () => spawnSync("kill", ["-0", String(pid)]).status === 0;
  try {
    expect(lives()).toBe(true);
    npm.kill("SIGKILL");
    await expect.poll(lives).toBe(false);
  } finally {
    spawnSync("kill", ["-KILL", String(pid)]);
  }
});

test.skipIf(process.getuid?.() !== 0)("a user without a name and a home, as in a container, can start it", () => {
  const ready = JSON.stringify(join(import.meta.dirname, "../../bin/ready.mjs"));
  const asked = JSON.stringify("console.log(require('node:os').homedir())");
  const start = `import { handOver } from ${ready}; handOver(process.execPath, ["-e", ${asked}])`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", start], {
    ...{ encoding: "utf8", cwd: "/", uid: 54_321, gid: 54_321 },
    env: { PATH: process.env.PATH },
  });
  expect([stdout, stderr]).toEqual([`${join(import.meta.dirname, "../..")}\n`, ""]);
});

test("who is handed the work ends with whoever handed it over, even killed outright: nothing holds the data folder", async () => {
  const ready = JSON.stringify(join(import.meta.dirname, "../../bin/ready.mjs"));
  const work = "setInterval(() => {}, 1_000); console.log('here')";
  const program = `import { handOver } from ${ready}; handOver(process.execPath, ["-e", ${JSON.stringify(work)}]);`;
  const before = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(before.stdout, "data");
  before.kill("SIGKILL");
  // Both write there: it closes when the last of them is gone.
  await once(before.stdout, "close");
});
