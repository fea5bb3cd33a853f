import { z } from "zod";
import { Instant } from "./ids.ts";
import { typedLine } from "./typed.ts";
import { Words } from "./words.ts";

/** GET /api/backups: what is saved, whether it can be brought back, and where the recovery sheet lies. */
export const BackupStatus = z.object({
  /** Where they lie; null where several businesses share the installation: that is for its host to know. */
  folders: z.object({ archives: z.string(), keys: z.string() }).nullable(),
  /** Nobody can read where they lie just now: what is there is not known. */
  unreadable: z.boolean(),
  /** Archives and data on one disk: one defect takes both. */
  sameDisk: z.boolean(),
  /** False: there is none of the last 48 hours. */
  fresh: z.boolean(),
  /** The business began less than two days ago: its first archive and its sheet are not late yet. */
  young: z.boolean(),
  /** Newest first. */
  archives: z.array(z.object({ name: z.string(), madeAt: Instant, bytes: z.number(), seconds: z.number().nullable() })),
  /** One was ordered and waits for its turn or is being written. */
  ordered: z.boolean(),
  /** How far the backup is that is being written now, with a rate and the time that is left; null: none. */
  running: z
    .object({ part: z.number(), bytesPerSecond: z.number(), secondsLeft: z.number().int().nullable() })
    .nullable(),
  /** Why the latest try came to nothing; null when it did not. */
  problem: z.object({ at: Instant, says: Words }).nullable(),
  drill: z.object({ at: Instant, result: z.enum(["green", "red", "not-possible"]), says: z.string() }).nullable(),
  /** When the next rehearsal begins. */
  nextDrill: Instant,
  sheet: z
    .object({ keyId: z.string(), printedAt: Instant, place: z.string().nullable(), keptAt: Instant.nullable() })
    .nullable(),
  /** False where several businesses share the installation: its host prints the sheet. */
  sheetHere: z.boolean(),
  /** Which groups of the sheet are asked back, counted from 1. */
  askBack: z.array(z.number().int()),
});
export type BackupStatus = z.infer<typeof BackupStatus>;

/** POST /api/recovery-sheet: the sheet as a PDF. */
export const PrintedSheet = z.object({ pdf: z.base64(), keyId: z.string() });
export type PrintedSheet = z.infer<typeof PrintedSheet>;

/** POST /api/recovery-sheet/kept: groups copied back from the sheet, in the order asked for, and where it lies now. */
export const KeepSheet = z.strictObject({
  place: typedLine(120).min(2),
  groups: z.array(typedLine(8)).length(3),
});
export type KeepSheet = z.infer<typeof KeepSheet>;

/** GET /api/restore-pause: null = sending is not paused. */
export const RestorePause = z.object({
  pause: z.object({ backupMadeAt: Instant, restoredAt: Instant, uncertain: z.number().int() }).nullable(),
});
export type RestorePause = z.infer<typeof RestorePause>;
