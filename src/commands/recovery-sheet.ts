import { closeSync, existsSync, fchmodSync, fstatSync, openSync, writeFileSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import type { BackupKey } from "../server/backup/backup-key.adapter.ts";
import { noteSheetPrinted } from "../server/backup/note-sheet-printed.action.ts";
import { recoverySheet } from "../server/backup/recovery-sheet.action.ts";
import { groupsOf } from "../server/backup/sheet-code.ts";
import { systemClock } from "../server/platform/clock.ts";
import { becomeItsOwner } from "../server/platform/files/data-folder.ts";
import { assertBegun, type Call, noteBeside, out, say, settings } from "./terminal.ts";

/**
 * Prints the recovery sheet: to a PDF for the printer, or the code alone onto the terminal. It is needed most where no
 * database answers any more: that it was printed is noted afterwards, if that can be.
 */
export async function printSheet({ options }: Call): Promise<number> {
  const config = settings();
  if (!config) return 2;
  becomeItsOwner(config.dataDir);
  assertBegun(config);
  const { pdf, key } = await recoverySheet({ config, clock: systemClock }, "");
  if (typeof options.to === "string") {
    writeForOwner(options.to, pdf);
    out(`Das Wiederherstellungs-Blatt liegt in ${resolve(options.to)}. Ausdrucken, wegschließen, die Datei löschen.`);
  } else showCode(key);
  const unnoted = await noteBeside(config, (deps) => noteSheetPrinted(deps, key.id));
  if (unnoted !== undefined) say(`Im Protokoll der Betriebe steht dieser Druck nicht: ${unnoted}`);
  return 0;
}

function showCode({ id, secret }: BackupKey): void {
  out(`Wiederherstellungs-Code, Kennung ${id}. Aufschreiben und wegschließen; nicht zu den Sicherungen legen.\n`);
  const groups = groupsOf(secret);
  for (let i = 0; i < groups.length; i += 5) out(`  ${groups.slice(i, i + 5).join("  ")}`);
  out(`\n${secret}`);
}

/** A file that was there keeps its rights: they are taken away before the code is in it. */
function writeForOwner(path: string, pdf: Buffer): void {
  if (!/^(\.pdf)?$/i.test(extname(path)))
    throw new Error("Das Blatt ist ein PDF. Bitte einen Dateinamen angeben, der auf .pdf endet.");
  const folder = dirname(resolve(path));
  if (!existsSync(folder))
    throw new Error(`Den Ordner ${folder} gibt es nicht. Bitte anlegen oder einen anderen angeben.`);
  const file = openSync(path, "w", 0o600);
  try {
    if (fstatSync(file).isFile()) fchmodSync(file, 0o600);
    writeFileSync(file, pdf);
  } finally {
    closeSync(file);
  }
}
