import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readConfig } from "../config.ts";
import { tryJson } from "../contract/try-json.ts";
import { assertFinished, isUnfinished } from "../server/backup/restored-files.adapter.ts";
import type { Config } from "../server/platform/config.ts";
import type { Deps } from "../server/platform/deps.ts";
import { becomeItsOwner, lockDataFolder } from "../server/platform/files/data-folder.ts";
import { fileTrouble } from "../server/platform/files/file-trouble.ts";
import { Keyring } from "../server/platform/keyring.ts";
import type { Log } from "../server/platform/log.ts";
import { findCluster } from "../server/platform/postgres/cluster-place.ts";
import { Problem } from "../server/platform/problem.ts";
import type { OpenStore } from "../store.ts";

/** What one called: words after the command's name, and the options. */
export interface Call {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
}

/** Runs one command; answers the exit code. Errors are thrown as German sentences. */
export type Command = (call: Call) => Promise<number> | number;

/** What was asked for and cannot be written, on a full disk, is a failure; a reader that has left (`| head`) is none. */
const unwritten = (error: NodeJS.ErrnoException): void => {
  if (error.code !== "EPIPE") throw error;
};
const unsaid = (): void => {};
process.stdout.on("error", unwritten);
process.stderr.on("error", unsaid);

/** From now on nothing that becomes of the terminal ends the program. */
export const outliveTerminal = (): void => void process.stdout.off("error", unwritten).on("error", unsaid);

/** To standard output: what the command is for. */
export const out = (text: string): void => void process.stdout.write(`${text}\n`);
/** To standard error: progress and complaints. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * From now on a mistake of ours outside every request and job, after which nobody knows what was left half done, ends the
 * program as the log allows (V62). Node by itself prints the error's message and fields, which may quote what a person wrote.
 */
export function endOnBug(log: Log): void {
  process.on("uncaughtException", (error) => {
    log.error("server ends over a bug", { error });
    say(
      "Werkbote endet wegen eines Fehlers im Programm. Was schon gespeichert war, bleibt; der nächste Start macht weiter.",
    );
    process.exit(1);
  });
}

export const read = (file: string): Buffer => bytesOf(file) ?? fail(unreadable(file));

/** Of several files one that cannot be read keeps nobody from the others. */
export const readEach = (files: readonly string[]) =>
  files.map((file) => {
    const body = bytesOf(file);
    return { file, body, ...(body === undefined ? { problem: unreadable(file) } : {}) };
  });

const unreadable = (file: string): string => `Die Datei ${file} lässt sich nicht lesen.`;

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file === "-" ? 0 : file);
  } catch {
    return undefined;
  }
}

/** The file as text, without the mark some editors put in front. Guessed letters would change what a text says. */
export function readText(file: string): string {
  const text = decoded(read(file));
  // UTF-16 without its mark is valid UTF-8 with a zero beside each letter
  if (text === undefined || text.includes("\0"))
    return fail(`${named(file)} ist nicht als UTF-8 gespeichert. Bitte als UTF-8 speichern.`);
  return text;
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const named = (file: string): string => (file === "-" ? "Die Eingabe" : file);

/** One JSON value, or a list of those that stand one a line, `undefined` for a line that is none. */
export function readJson(file: string): unknown {
  const text = readText(file);
  const whole = tryJson(text);
  if (whole !== undefined) return whole;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const values = lines.map(tryJson);
  // what opens a list, or an object over several lines, and is broken further down is no list of lines
  const isOne = /^\s*(\[|\{\s*$)/.test(lines[0] ?? "");
  return !isOne && values.some((value) => typeof value === "object")
    ? values
    : fail(`In ${file === "-" ? "der Eingabe" : file} steht kein gültiges JSON.`);
}

const fail = (sentence: string): never => {
  throw new Error(sentence);
};

/** One JSON value a line, or one indented. */
export function print(values: readonly unknown[], indent = true): number {
  for (const value of values) out(JSON.stringify(value, null, indent ? 2 : 0));
  return 0;
}

/** What is said of an error that ends a command. */
export async function whyItFailed(error: unknown): Promise<string> {
  const { outageTrouble } = await import("../server/platform/db.ts");
  const trouble = fileTrouble(error) ?? outageTrouble(error);
  if (trouble !== undefined) return trouble;
  if (error instanceof Problem) return error.details.detail?.de ?? error.toJson().title;
  return error instanceof Error ? error.message : "Start misslungen.";
}

/** A database that went is told by a sentence at the end: nobody at a terminal needs the server's lines of it. */
const inSentences = (config: Config): Config =>
  config.logLevel === "warn" ? { ...config, logLevel: "error" } : config;

/** The settings of the environment, or undefined after each mistake was said. */
export function settings(): Config | undefined {
  const given = readConfig(process.env);
  if (given.ok) return given.config;
  for (const line of given.lines) say(line);
  return undefined;
}

/**
 * Opens database and keys of a data folder on which no server runs, works, closes. Answers the exit code.
 * @param demo what must lie there; undefined = whatever does, and nothing is made where nothing is
 */
export const withStore = (
  demo: boolean | undefined,
  work: (store: OpenStore, config: Config) => Promise<number>,
): Promise<number> =>
  inDataFolder(
    demo !== undefined,
    (config) => openAndWork(config, demo, work),
    async ({ dataDir }) => {
      say(`Werkbote läuft noch auf diesem Datenordner (${dataDir}). Bitte erst stoppen.`);
      return 3;
    },
  );

type BesideDeps = Pick<Deps, "config" | "db" | "clock" | "ids">;

/** Works in the database of a running server, or in the one of a stopped server as `withStore` does. */
export const withStoreOrBeside = (
  work: (deps: BesideDeps, config: Config) => Promise<number>,
  beside: () => void = () => {},
): Promise<number> =>
  inDataFolder(
    false,
    (config) => openAndWork(config, undefined, ({ deps }) => work(deps, config)),
    async (config) => {
      if (isUnfinished(config.dataDir))
        throw new Error(`In ${config.dataDir} wird gerade wiederhergestellt. Bitte warten, bis das fertig ist.`);
      beside();
      return await workBeside(config, (deps) => work(deps, config));
    },
  );

async function workBeside<T>(config: Config, work: (deps: BesideDeps) => Promise<T>): Promise<T> {
  const { openBeside } = await import("../store.ts");
  const { close, ...deps } = await openBeside(inSentences(config));
  return await work(deps).finally(close);
}

/**
 * Notes in the database of a running server what has been done already and needed none.
 * @returns why it could not be noted, in a German sentence
 */
export async function noteBeside(
  config: Config,
  note: (deps: BesideDeps) => Promise<void>,
): Promise<string | undefined> {
  try {
    const release = await lockDataFolder(config.dataDir);
    release?.();
    if (release) return "Der Server läuft nicht.";
    await workBeside(config, note);
    return undefined;
  } catch (error) {
    return await whyItFailed(error);
  }
}

/**
 * @param begins a folder that is not there is made
 * @param alone works while no server does, holding the folder; `beside` while one does
 */
async function inDataFolder(
  begins: boolean,
  alone: (config: Config) => Promise<number>,
  beside: (config: Config) => Promise<number>,
): Promise<number> {
  const config = settings();
  if (!config) return 2;
  becomeItsOwner(config.dataDir);
  if (!begins && !existsSync(config.dataDir)) assertBegun(config);
  const release = await lockDataFolder(config.dataDir);
  if (!release) return await beside(config);
  try {
    return await alone(config);
  } finally {
    release();
  }
}

async function openAndWork(
  config: Config,
  demo: boolean | undefined,
  work: (store: OpenStore, config: Config) => Promise<number>,
): Promise<number> {
  if (demo === undefined) assertBegun(config);
  const { openStore } = await import("../store.ts");
  const store = await openStore(inSentences(config), demo, say);
  return await work(store, config).finally(() => store.close());
}

/** A command that needs a business makes none: in a folder with an empty one no backup could be restored. */
export function assertBegun({ dataDir }: Config): void {
  assertFinished(dataDir);
  const keys = join(dataDir, "keys");
  if (Keyring.exists(keys)) return;
  // A first start that was cut off leaves the same as a business whose keys were lost.
  throw new Error(
    findCluster(dataDir) === undefined
      ? `In ${dataDir} liegt noch kein Betrieb.`
      : `In ${dataDir} liegt eine Datenbank, aber ihre Schlüssel fehlen (${keys}). Gab es hier schon einen Betrieb: Bitte den Ordner keys aus der Kopie zurücklegen.`,
  );
}
