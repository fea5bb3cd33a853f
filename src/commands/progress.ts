import { say } from "./terminal.ts";

/**
 * How far something is, with a rate and the time that is left. On a terminal one line that renews itself; elsewhere a
 * plain line every few seconds, so that a log stays readable.
 */
export interface ProgressLine {
  /** Bytes done of bytes in all. */
  readonly show: (done: number, total: number) => void;
  /** Ends the line with how much it was and how long it took. */
  done(): void;
}

const terminalMs = 200;
const plainMs = 5_000;

export function progressLine(label: string): ProgressLine {
  const terminal = process.stderr.isTTY === true;
  let begun = performance.now();
  let shown = begun;
  let most = 0;
  return {
    show(done, total) {
      const now = performance.now();
      if (most === 0) begun = now;
      most = Math.max(most, done);
      if (now - shown < (terminal ? terminalMs : plainMs)) return;
      shown = now;
      const line = progressText(label, most, total, (now - begun) / 1_000);
      if (terminal) process.stderr.write(`\r${line.padEnd(78)}`);
      else say(line);
    },
    done() {
      const seconds = (performance.now() - begun) / 1_000;
      const line = `${label}: ${bytesText(most)} in ${secondsText(seconds)} (${bytesText(most / Math.max(seconds, 0.001))}/s)`;
      if (terminal) process.stderr.write(`\r${line.padEnd(78)}\n`);
      else say(line);
    },
  };
}

/** "Prüfen [#####.....] 52 %, 96 MB/s, noch 12 s" */
function progressText(label: string, done: number, total: number, seconds: number): string {
  const part = total === 0 ? 1 : Math.min(done / total, 1);
  const bar = "#".repeat(Math.round(part * 20)).padEnd(20, ".");
  const rate = seconds === 0 ? 0 : done / seconds;
  const left = rate === 0 ? "" : `, noch ${secondsText(Math.max(total - done, 0) / rate)}`;
  return `${label} [${bar}] ${Math.floor(part * 100)} %, ${bytesText(rate)}/s${left}`;
}

const units = ["B", "kB", "MB", "GB", "TB"];

export function bytesText(bytes: number): string {
  const step = Math.min(Math.max(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 0), units.length - 1);
  const value = bytes / 1_000 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString("de-DE", { maximumFractionDigits: digits })} ${units[step]}`;
}

function secondsText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400
    ? `${Math.ceil(seconds / 60)} min`
    : `${(seconds / 3_600).toLocaleString("de-DE", { maximumFractionDigits: 1 })} h`;
}
