import { accessSync, constants, existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import type { About } from "../server/backup/archive.ts";
import { type BackupKey, keyOfSecret } from "../server/backup/backup-key.adapter.ts";
import { checkRestore } from "../server/backup/check-restore.action.ts";
import { fillDatabase } from "../server/backup/fill-database.action.ts";
import { finishRestore } from "../server/backup/finish-restore.action.ts";
import {
  beginFolder,
  emptyFolder,
  finishFolder,
  isUnfinished,
  putFile,
  whatLiesIn,
} from "../server/backup/restored-files.adapter.ts";
import { readCode } from "../server/backup/sheet-code.ts";
import type { Config } from "../server/platform/config.ts";
import { isDiskFull, isOutage } from "../server/platform/db.ts";
import { documentTime } from "../server/platform/documents/document.ts";
import { becomeOwnerOfEmpty, lockDataFolder } from "../server/platform/files/data-folder.ts";
import { isRoomGone } from "../server/platform/files/disk-full.ts";
import { removeAgain } from "../server/tenants/remove-tenant.action.ts";
import { openStore } from "../store.ts";
import { progressLine } from "./progress.ts";
import { type Call, out, read, say, settings } from "./terminal.ts";

/**
 * Brings a business back on this machine: archive, key file and recovery sheet in, a complete data folder out. Nothing
 * is written before all three fit and the archive was read to its last byte.
 */
export async function restore({ words: [archive = ""], options }: Call): Promise<number> {
  const config = settings();
  if (!config) return 2;
  const keys = resolve(String(options.keys));
  for (const file of [archive, keys])
    if (!existsSync(file)) throw new Error(`Die Datei ${file} gibt es nicht. Es wurde nichts geändert.`);
  assertEmpty(config);
  const sheet = typeof options.sheet === "string" ? options.sheet : undefined;
  becomeOwnerOfEmpty(config.dataDir);
  assertReadable(config, [archive, keys, ...(sheet === undefined ? [] : [sheet])]);
  const key = await askForKey(sheet);
  const checking = progressLine("Prüfen");
  const { about } = await checkRestore(resolve(archive), keys, key, checking.show);
  checking.done();
  const release = await lockDataFolder(config.dataDir);
  if (!release) {
    say(`Auf diesem Datenordner läuft Werkbote (${config.dataDir}). Es wurde nichts geändert.`);
    return 3;
  }
  try {
    if (isUnfinished(config.dataDir)) emptyFolder(config.dataDir);
    assertEmpty(config);
    await bringBack(config, about, { archive: resolve(archive), keys, key });
  } finally {
    release();
  }
  out(
    `Wiederhergestellt: der Stand vom ${documentTime(new Date(about.madeAt), "de")}. Starten Sie jetzt mit npm start.`,
  );
  out("Gesendet wird erst wieder, wenn die Inhaberin oder der Inhaber es auf dem Bildschirm bestätigt.");
  return 0;
}

/** What a restore that was cut off left there is in nobody's way: it goes before the next one begins. */
function assertEmpty({ dataDir }: Config): void {
  if (whatLiesIn(dataDir).length > 0 && !isUnfinished(dataDir))
    throw new Error(
      `In ${dataDir} liegen schon Daten. Wiederhergestellt wird nur in einen leeren Ordner (WERKBOTE_DATA). Es wurde nichts geändert.`,
    );
}

/** What root may read, the owner of the folder need not: what came from a stick often lies in root's own home. */
function assertReadable({ dataDir }: Config, files: readonly string[]): void {
  for (const file of files)
    try {
      accessSync(file, constants.R_OK);
    } catch {
      throw new Error(
        `${file} darf der Benutzer, dem ${dataDir} gehört, nicht lesen. Bitte die Datei dorthin kopieren, wo er sie lesen darf. Es wurde nichts geändert.`,
      );
    }
}

async function bringBack(
  config: Config,
  about: About,
  files: { archive: string; keys: string; key: BackupKey },
): Promise<void> {
  beginFolder(config.dataDir);
  try {
    const loading = progressLine("Einspielen");
    const store = await openStore(config, about.demo, say, async (url) => {
      const file = (name: string, body: AsyncIterable<Buffer>) => putFile(config.dataDir, name, body);
      await fillDatabase(url, { ...files, file }, loading.show);
      loading.done();
    });
    try {
      say("Die Suche wird neu aufgebaut …");
      await removeAgain(store.deps, store.keyring);
      await finishRestore(store.deps, about, () => {});
    } finally {
      await store.close();
    }
    finishFolder(config.dataDir);
  } catch (error) {
    const why = noRoom(config, error);
    emptyFolder(config.dataDir);
    throw why ?? error;
  }
}

/** Asked before what was brought back is removed: a PostgreSQL whose disk is full may have gone without a word of it. */
function noRoom({ dataDir, databaseUrl }: Config, error: unknown): Error | undefined {
  const isGone = databaseUrl === undefined && isOutage(error) && isRoomGone(dataDir);
  if (!isGone && !isDiskFull(error)) return undefined;
  const isFile = error instanceof Error && "syscall" in error;
  const where =
    isFile || databaseUrl === undefined ? `Auf dem Datenträger mit ${dataDir}` : "Auf dem Datenträger der Datenbank";
  return new Error(
    `${where} ist zu wenig Platz. Es wurde nichts wiederhergestellt; die Sicherung ist unberührt. Bitte Platz schaffen und noch einmal wiederherstellen.`,
  );
}

/** From the sheet's text in a file, or typed in; a slip of the pen is named by its group. */
async function askForKey(file: string | undefined): Promise<BackupKey> {
  const text = file === undefined ? await ask() : read(file).toString("utf8");
  if (text.startsWith("%PDF"))
    throw new Error(
      `${file} ist das Blatt als PDF. Bitte den Code abtippen, oder ihn als Text in eine Datei legen. Es wurde nichts geändert.`,
    );
  const code = readCode(text);
  if (code.kind === "wrong-group")
    throw new Error(`Gruppe ${code.number} des Codes stimmt nicht. Es wurde nichts geändert.`);
  if (code.kind === "no-code")
    throw new Error("Ohne den Code vom Wiederherstellungs-Blatt geht es nicht. Es wurde nichts geändert.");
  try {
    return await keyOfSecret(code.secret);
  } catch {
    throw new Error("Der Code vom Wiederherstellungs-Blatt stimmt nicht. Es wurde nichts geändert.");
  }
}

async function ask(): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question("Code vom Wiederherstellungs-Blatt (15 Gruppen, Leerzeichen egal): ");
  } finally {
    terminal.close();
  }
}
