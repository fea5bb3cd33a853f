import { readFileSync, statfsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { operatorFile } from "./server/host-agreement/operator.ts";
import type { Config, Operator } from "./server/platform/config.ts";
import { fileTrouble } from "./server/platform/files/file-trouble.ts";
import { wordsOf } from "./server/platform/http/schema-words.ts";
import { vapidSubject } from "./server/push/vapid-subject.ts";

/** The environment, read in one place. Every variable is listed in the README; a wrong value gives one clear line. */
const portNumber = z
  .string()
  .regex(/^\d+$/, "muss eine Zahl zwischen 0 und 65535 sein")
  .transform(Number)
  .refine((port) => port <= 65_535, "muss eine Zahl zwischen 0 und 65535 sein");
const booleanText = z
  .enum(["0", "1", "true", "false"], { error: "muss 0 oder 1 sein" })
  .transform((text) => text === "1" || text === "true");
/** Whether it can be written shows when it is: a disk that is not mounted today does not keep the server from starting. */
const folder = z
  .string()
  .transform((path) => resolve(path))
  .refine(isNoFile, { error: "darf keine Datei sein und nicht in einer liegen", abort: true })
  .refine(isOnADisk, "liegt, wo das System sich selbst zeigt, und dort bleibt keine Datei");
/** What a name in an address is made of, or a number in its place: of letters outside ASCII the browser makes such. */
const aName = /^([a-z\d_-]+(\.[a-z\d_-]+)*|\[[\da-f:]+\])$/;

const schema = z.object({
  WERKBOTE_DATA: z.string().min(1).default("./data"),
  WERKBOTE_BACKUP_DIR: folder.optional(),
  WERKBOTE_KEYS_DIR: folder.optional(),
  PORT: portNumber.default(8080),
  // In an address of the web an IPv6 stands in brackets, and who listens there names it without them.
  HOST: z
    .string()
    .default("127.0.0.1")
    .transform((host) => host.replace(/^\[(.+)\]$/, "$1")),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: "muss mit postgres:// beginnen", abort: true })
    .refine(isAddress, {
      error: "muss aussehen wie postgres://NAME:PASSWORT@RECHNER:5432/DATENBANK",
      abort: true,
    })
    .superRefine((text, { addIssue }) => {
      for (const trouble of filesTrouble(text)) addIssue(trouble);
    })
    .optional(),
  WERKBOTE_URL: z
    .url({ protocol: /^https?$/, hostname: aName, error: "muss aussehen wie https://post.example.de", abort: true })
    .refine(isOnlyAName, "darf nur aus https:// und einem Namen bestehen, ohne Ordner dahinter")
    .optional(),
  WERKBOTE_TRUST_PROXY: booleanText.default(false),
  WERKBOTE_LOG: z
    .enum(["silent", "error", "warn", "info"], { error: "muss silent, error, warn oder info sein" })
    .default("warn"),
  WERKBOTE_SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /./, error: "muss aussehen wie smtps://NAME:PASSWORT@RECHNER:465" })
    .optional(),
  WERKBOTE_MAIL_FROM: z.email({ error: "muss eine E-Mail-Adresse sein" }).optional(),
  WERKBOTE_PUSH_CONTACT: z.string().optional(),
  WERKBOTE_OPERATOR: z.string().optional(),
  WERKBOTE_METRICS_TOKEN: z
    .string()
    .regex(/^[\w.~+/-]{20,}=*$/, "muss mindestens 20 Zeichen haben: Buchstaben, Ziffern und -._~+/")
    .optional(),
  WERKBOTE_GRAPH_URL: z
    .url({ protocol: /^https?$/, hostname: aName, error: "muss aussehen wie https://graph.example.de", abort: true })
    .refine(isOnlyAName, "darf nur aus https:// und einem Namen bestehen, ohne Ordner dahinter")
    .optional(),
  WERKBOTE_ALLOW_PRIVATE: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((pair) => pair.trim() || []))
    .refine((pairs) => pairs.every(isHostAndPort), "muss aussehen wie mail.intern:25,10.0.0.5:8080"),
});

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly lines: string[] };

/** Environment in, typed configuration or a list of German lines about what is wrong out. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim()] as const);
  const given = Object.fromEntries(trimmed.filter(([, value]) => value !== undefined && value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) return { ok: false, lines: parsed.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`) };
  const value = parsed.data;
  const { WERKBOTE_SMTP_URL: relay, WERKBOTE_MAIL_FROM: from } = value;
  if (relay !== undefined && from === undefined)
    return { ok: false, lines: ["WERKBOTE_MAIL_FROM: fehlt. Ohne Absender geht keine E-Mail hinaus."] };
  if (from !== undefined && relay === undefined)
    return { ok: false, lines: ["WERKBOTE_SMTP_URL: fehlt. Ohne Server für E-Mail geht keine hinaus."] };
  const dataDir = resolve(value.WERKBOTE_DATA);
  const contact = value.WERKBOTE_PUSH_CONTACT;
  const graph = value.WERKBOTE_GRAPH_URL === undefined ? undefined : new URL(value.WERKBOTE_GRAPH_URL);
  const subject = contact === undefined ? undefined : vapidSubject(contact, "", false);
  if (subject?.kind === "wrong") return { ok: false, lines: [`WERKBOTE_PUSH_CONTACT: ${subject.why}`] };
  const operator = value.WERKBOTE_OPERATOR === undefined ? undefined : readOperator(value.WERKBOTE_OPERATOR);
  if (typeof operator === "string") return { ok: false, lines: [operator] };
  return {
    ok: true,
    config: {
      dataDir,
      backupDir: value.WERKBOTE_BACKUP_DIR ?? join(dataDir, "backups"),
      keysBackupDir: value.WERKBOTE_KEYS_DIR ?? join(dataDir, "keys-backup"),
      port: value.PORT,
      host: value.HOST,
      databaseUrl: value.DATABASE_URL,
      publicUrl: value.WERKBOTE_URL?.replace(/\/+$/, ""),
      trustProxy: value.WERKBOTE_TRUST_PROXY,
      logLevel: value.WERKBOTE_LOG,
      mail: relay === undefined || from === undefined ? undefined : { url: relay, from },
      pushContact: contact,
      operator,
      metricsToken: value.WERKBOTE_METRICS_TOKEN,
      graphUrl: graph?.origin,
      allowPrivate: [...(graph === undefined ? [] : [portOf(graph)]), ...value.WERKBOTE_ALLOW_PRIVATE],
    },
  };
}

function isNoFile(path: string): boolean {
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    return there?.isDirectory() ?? (dirname(path) === path || isNoFile(dirname(path)));
  } catch {
    // Behind a folder this user may not look into: writing will tell.
    return true;
  }
}

/** /proc and /sys are no disk that may come back: nobody ever writes a file there. */
function isOnADisk(path: string): boolean {
  try {
    return !shownBySystem.has(statfsSync(path).type);
  } catch {
    return dirname(path) === path || isOnADisk(dirname(path));
  }
}
/** As `statfs(2)` numbers them: proc and sysfs. */
const shownBySystem = new Set([0x9fa0, 0x62656572]);

/** Every link and every passkey is made from it: what stands behind the name would lead nowhere. */
function isOnlyAName(text: string): boolean {
  return !/[?#@]/.test(text) && /^\/*$/.test(new URL(text).pathname);
}

const portOf = ({ hostname, port, protocol }: URL) => `${hostname}:${port || (protocol === "http:" ? 80 : 443)}`;

function isHostAndPort(pair: string): boolean {
  const [, port] = /^(?:[^\s:/@]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(pair) ?? [];
  return port !== undefined && Number(port) <= 65_535;
}

/** Readable as an address with name and password; without a host it is a socket's. A % may stand for itself. */
function isAddress(text: string): boolean {
  try {
    const { username, password, hostname, pathname } = addressOf(text);
    for (const part of [username, password, hostname, pathname]) decodeURIComponent(part);
    return true;
  } catch {
    return false;
  }
}

const addressOf = (text: string): URL => new URL(text.replace("@/", "@socket/").replace(/%(?![0-9a-f]{2})/gi, "%25"));

/** The certificates an address names are read whenever a connection is made: what is wrong with one is said before that. */
function filesTrouble(text: string): string[] {
  const { searchParams } = addressOf(text);
  return ["sslrootcert", "sslcert", "sslkey"].flatMap((name) => {
    const file = searchParams.get(name);
    if (!file) return [];
    try {
      readFileSync(file);
      return [];
    } catch (error) {
      return [`${name}: ${fileTrouble(error, file) ?? `${file} lässt sich nicht lesen.`}`];
    }
  });
}

/** The operator's file, or one line about what is wrong with it. */
function readOperator(file: string): Operator | string {
  try {
    const parsed = operatorFile.safeParse(JSON.parse(readFileSync(file, "utf8")), {
      error: (issue) => wordsOf(issue).de,
    });
    if (parsed.success) return parsed.data;
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".") || file}: ${issue.message}`);
    return `WERKBOTE_OPERATOR: ${wrong.join(" ")}`;
  } catch (error) {
    return `WERKBOTE_OPERATOR: ${fileTrouble(error, file) ?? `${file} lässt sich nicht als JSON lesen`}`;
  }
}
