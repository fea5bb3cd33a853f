import pg from "pg";
import { runningPostgres } from "../../src/server/platform/postgres.ts";

interface Demo {
  readonly data: string;
}

/**
 * From here on the five seconds in which a member may take a message back (U28) are over in this demo as soon as it is
 * handed in. How they pass, and what leaves after them, is told in undo.story.ts; for the others they are only a wait.
 */
export const leavesAtOnce = (demo: Demo): Promise<void> => hold(demo, "clock_timestamp() - until");

/** From here on they last an hour: the way back still stands there when a busy machine comes to press it. */
export const staysHeld = (demo: Demo): Promise<void> => hold(demo, "interval '1 hour'");

/** From here on they are five again, and what was held until now may leave. */
export const leavesAsAlways = (demo: Demo): Promise<void> => hold(demo, "interval '0'");

async function hold({ data }: Demo, longer: string): Promise<void> {
  // Whoever owns the tables sees the rows of no business.
  const connectionString = runningPostgres(data).adminUrl.replace("/postgres?", "/werkbote?");
  const database = new pg.Client({ connectionString });
  await database.connect();
  try {
    // Each by itself: with both tables held at once it would stand against a worker that writes to one after the other.
    for (const change of [
      `CREATE OR REPLACE FUNCTION held_otherwise(until timestamptz) RETURNS timestamptz LANGUAGE sql AS $$
        SELECT CASE WHEN until > clock_timestamp() THEN until + (${longer}) ELSE until END $$`,
      `CREATE OR REPLACE FUNCTION hold_otherwise() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.held_until := held_otherwise(NEW.held_until); RETURN NEW; END $$`,
      `CREATE OR REPLACE TRIGGER hold_otherwise BEFORE UPDATE OF held_until ON message
        FOR EACH ROW EXECUTE FUNCTION hold_otherwise()`,
      `CREATE OR REPLACE FUNCTION leave_otherwise() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.not_before := held_otherwise(NEW.not_before); RETURN NEW; END $$`,
      `CREATE OR REPLACE TRIGGER leave_otherwise BEFORE INSERT ON outbox
        FOR EACH ROW EXECUTE FUNCTION leave_otherwise()`,
      "UPDATE outbox SET not_before = clock_timestamp() WHERE state = 'queued' AND not_before > clock_timestamp()",
    ])
      await database.query(change);
  } finally {
    await database.end();
  }
}
