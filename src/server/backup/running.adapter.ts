// How far the backup is that this process is writing. Kept nowhere: after a restart none is running.
import type { BackupStatus } from "../../contract/backup.ts";

let at: { readonly begun: number; readonly done: number; readonly total: number; readonly now: number } | undefined;

/** Notes the bytes done of bytes in all. */
export function noteRunning(done: number, total: number, now: Date): void {
  at = { begun: at?.begun ?? now.getTime(), done: Math.max(at?.done ?? 0, done), total, now: now.getTime() };
}

export function noteStopped(): void {
  at = undefined;
}

/** Part done, rate and time left; null while none is running. */
export function runningNow(): BackupStatus["running"] {
  if (at === undefined) return null;
  const seconds = (at.now - at.begun) / 1_000;
  const rate = seconds > 0 ? at.done / seconds : 0;
  return {
    part: at.total === 0 ? 0 : Math.min(1, at.done / at.total),
    bytesPerSecond: Math.round(rate),
    secondsLeft: rate === 0 ? null : Math.ceil(Math.max(0, at.total - at.done) / rate),
  };
}
