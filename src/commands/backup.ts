import { join, resolve } from "node:path";
import { keyFileName } from "../server/backup/archive.ts";
import { makeBackup } from "../server/backup/make-backup.action.ts";
import type { Config } from "../server/platform/config.ts";
import { bytesText, progressLine } from "./progress.ts";
import { type Call, out, say, withStoreOrBeside } from "./terminal.ts";

type Store = Parameters<typeof makeBackup>[0];

/** Writes one backup now: beside a running server from its database, otherwise from the stopped one. */
export async function backup({ options }: Call): Promise<number> {
  return await withStoreOrBeside(
    (store, config) => run(store, typeof options.to === "string" ? resolve(options.to) : config.backupDir, config),
    () => say("Der Server läuft; gesichert wird aus seiner Datenbank."),
  );
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
