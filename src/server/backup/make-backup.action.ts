import type { Words } from "../../contract/words.ts";
import { isDiskFull, isOutage } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { isRoomGone } from "../platform/files/disk-full.ts";
import type { Progress } from "./archive.ts";
import { tidy } from "./backup-folder.adapter.ts";
import { failedRun, noteRun, type Run } from "./backup-log.adapter.ts";
import { noteRunning, noteStopped } from "./running.adapter.ts";
import { tellBackupChanged } from "./tell-backup-changed.action.ts";
import { withBackupLock } from "./with-backup-lock.action.ts";
import { writeBackupFiles } from "./write-files.action.ts";

export type MadeBackup =
  | { readonly kind: "made"; readonly archive: string; readonly run: Run }
  /** Nothing half is left; `whyDe` is for people. */
  | { readonly kind: "failed"; readonly whyDe: string; readonly error: unknown }
  /** Another process is at it. */
  | { readonly kind: "busy" };

type Needs = Pick<Deps, "config" | "clock" | "db" | "ids">;

/** One backup: archive and key file, old archives away, a line in the log and in every audit. */
export async function makeBackup(
  deps: Needs,
  progress: Progress = () => {},
  dir = deps.config.backupDir,
): Promise<MadeBackup> {
  const { dataDir, keysBackupDir } = deps.config;
  const begun = deps.clock.now();
  const seconds = () => (deps.clock.now().getTime() - begun.getTime()) / 1_000;
  const at = begun.toISOString();
  let over = false;
  try {
    const show: Progress = (done, total) => {
      // What was being read when it failed may still come in.
      if (over) return;
      noteRunning(done, total, deps.clock.now());
      progress(done, total);
    };
    const outcome = await withBackupLock(deps, async (client) => {
      await tidy(dir, begun);
      return await writeBackupFiles(deps, client, dir, show).finally(() => {
        over = true;
        noteStopped();
      });
    });
    if (outcome === "busy") return { kind: "busy" };
    const { name, ...written } = outcome;
    const run: Run = { at, seconds: seconds(), archive: name, ...written, problem: null, problemEn: null };
    noteIfThereIsRoom(dataDir, run);
    const { rows, files, bytes } = written;
    await tellBackupChanged(deps, { verb: "make-backup", details: { archive: name, rows, files, bytes } });
    return { kind: "made", archive: name, run };
  } catch (error) {
    const why = databaseTrouble(error, dataDir) ?? sayWhy(error, dir, keysBackupDir);
    noteIfThereIsRoom(dataDir, failedRun(at, seconds(), why));
    return { kind: "failed", whyDe: why.de, error };
  }
}

/** The log may lie on a disk that is full: whoever waits hears what became of it all the same. */
function noteIfThereIsRoom(dataDir: string, run: Run): void {
  try {
    noteRun(dataDir, run);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
  }
}

function sayWhy(error: unknown, dir: string, keysDir: string): Words {
  const { code, path } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  const folder = path?.startsWith(keysDir) ? keysDir : dir;
  const isShut = code === "EACCES" || code === "EPERM";
  if (isShut && path !== undefined && !isOnTheWay(path, folder)) return nothingDone(shut(path));
  return nothingDone(reason(code, folder));
}

/** Of what is saved, not of where to: in it or above it. */
const isOnTheWay = (path: string, folder: string) => path.startsWith(folder) || folder.startsWith(path);

const shut = (path: string): Words => ({
  de: `${path} darf Werkbote nicht lesen: es gehört einem anderen Benutzer.`,
  en: `Werkbote may not read ${path}: it belongs to another user.`,
});

const nothingDone = (why: Words): Words => ({
  de: `${why.de} Es wurde nichts gesichert. Die früheren Sicherungen sind unberührt.`,
  en: `${why.en} Nothing was backed up. The earlier backups are untouched.`,
});

/** A database without room on its disk says so, or goes altogether: whoever looks at the folder of the backups finds room there. */
function databaseTrouble(error: unknown, dataDir: string): Words | undefined {
  const isFile = error instanceof Error && "syscall" in error && "path" in error;
  if (isFile || !isOutage(error)) return undefined;
  if (isDiskFull(error) || isRoomGone(dataDir))
    return nothingDone({
      de: "Auf dem Datenträger der Datenbank ist kein Platz mehr.",
      en: "There is no room left on the disk of the database.",
    });
  return nothingDone({
    de: "Die Datenbank ist mittendrin weggefallen.",
    en: "The database went away in the middle of it.",
  });
}

function reason(code: string | undefined, folder: string): Words {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
      return {
        de: `Auf dem Datenträger mit ${folder} ist kein Platz mehr.`,
        en: `There is no room left on the disk with ${folder}.`,
      };
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return {
        de: `In den Ordner ${folder} darf Werkbote nicht schreiben.`,
        en: `Werkbote may not write to the folder ${folder}.`,
      };
    case "ENOTDIR":
    case "EEXIST":
      return { de: `${folder} ist kein Ordner.`, en: `${folder} is not a folder.` };
    case "ENOENT":
      return { de: `Den Ordner ${folder} gibt es nicht.`, en: `The folder ${folder} does not exist.` };
    default:
      return { de: "Die Sicherung brach ab.", en: "The backup broke off." };
  }
}
