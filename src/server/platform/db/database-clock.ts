import type pg from "pg";
import { minute, second } from "../instant.ts";

/** Less is what two clocks drift apart, or a slow line. */
const toleratedMs = 5 * second;

/**
 * How many milliseconds the clock of the database is ahead of this machine's, less than nothing when it is behind. The
 * timetable goes by ours, and what it makes begins when the database's has come so far. Zero where both agree as far as
 * can be told: what the question took, on its way and back, is nobody's fault.
 */
export async function clockGap(db: Pick<pg.Pool, "query">): Promise<number> {
  const asked = Date.now();
  const { rows } = await db.query("select extract(epoch from clock_timestamp())::float8 * 1000 as at");
  const answered = Date.now();
  const at = Number(rows[0]?.at);
  const gap = at < asked ? at - asked : Math.max(0, at - answered);
  return Math.abs(gap) > toleratedMs ? Math.round(gap) : 0;
}

/** What whoever starts the server has to know of it, in one German line; undefined where both clocks agree. */
export function clockTrouble(gapMs: number): string | undefined {
  if (gapMs === 0) return undefined;
  const apart = Math.abs(gapMs);
  const much = apart < 2 * minute ? `${Math.round(apart / second)} Sekunden` : `${Math.round(apart / minute)} Minuten`;
  const goes =
    gapMs < 0
      ? `geht ${much} nach: Was jede Minute und jede Nacht von selbst läuft, läuft so viel später.`
      : `geht ${much} vor, oder die dieses Rechners nach: Nach der richten sich alle Fristen.`;
  return `Die Uhr der Datenbank (DATABASE_URL) ${goes} Bitte die Uhren beider Rechner stellen.`;
}
