import { join, resolve } from "node:path";
import type { Config } from "../config.ts";
import { keyFileName } from "../server/backup/archive.ts";
import { makeBackup } from "../server/backup/make-backup.action.ts";
import { lockDataFolder } from "../server/platform/data-folder.ts";
import { Keyring } from "../server/platform/keyring.ts";
import { openBeside, openStore } from "../store.ts";
import { bytesText, progressLine } from "./progress.ts";
import { type Call, out, say, settings } from "./terminal.ts";

type Store = Parameters<typeof makeBackup>[0];

/** Writes one backup now: beside a running server from its database, otherwise from the stopped one. */
export async function backup({ options }: Call): Promise<number> {
  const config = settings();
  if (!config) return 2;
  const dir = typeof options.to === "string" ? resolve(options.to) : config.backupDir;
  const release = await lockDataFolder(config.dataDir);
  if (!release) {
    say("Der Server läuft; gesichert wird aus seiner Datenbank.");
    const { close, ...beside } = openBeside(config);
    return await run(beside, dir, config).finally(close);
  }
  try {
    if (!Keyring.exists(join(config.dataDir, "keys"))) throw new Error(`In ${config.dataDir} liegt noch kein Betrieb.`);
    const { deps, close } = await openStore(config, undefined, say);
    return await run(deps, dir, config).finally(close);
  } finally {
    release();
  }
}

async function run(deps: Store, dir: string, config: Config): Promise<number> {
  const line = progressLine("Sichern");
  const made = await makeBackup(deps, line.show, dir);
  if (made.kind === "busy") {
    say("Es läuft gerade schon eine Sicherung. Es wurde keine zweite begonnen.");
    return 3;
  }
  if (made.kind === "failed") {
    say(made.whyDe);
    if (config.logLevel === "info" && made.error instanceof Error) say(made.error.stack ?? "");
    return 1;
  }
  line.done();
  const { rows, files, bytes } = made.run;
  out(`Gesichert: ${join(dir, made.archive)} (${rows} Zeilen, ${files} Dateien, ${bytesText(bytes)})`);
  out(`Schlüssel: ${join(config.keysBackupDir, keyFileName)}`);
  out("Zum Wiederherstellen gehören dazu: diese Schlüsseldatei, an einem anderen Ort aufbewahrt, und das Blatt");
  out("aus `werkbote recovery-sheet`.");
  return 0;
}
