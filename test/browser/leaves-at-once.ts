import pg from "pg";
import { runningPostgres } from "../../src/server/platform/postgres.ts";

/**
 * From here on the five seconds in which a member may take a message back (U28) are over in this demo as soon as it is
 * handed in. How they pass, and what leaves after them, is told in undo.story.ts; for the others they are only a wait.
 */
export async function leavesAtOnce({ data }: { readonly data: string }): Promise<void> {
  const database = new pg.Client({ connectionString: runningPostgres(data).url });
  await database.connect();
  try {
    await database.query(`
      CREATE FUNCTION hold_is_over() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.held_until := least(NEW.held_until, clock_timestamp()); RETURN NEW; END $$;
      CREATE TRIGGER hold_is_over BEFORE UPDATE OF held_until ON message
        FOR EACH ROW EXECUTE FUNCTION hold_is_over();
      CREATE FUNCTION leaves_at_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN NEW.not_before := least(NEW.not_before, NEW.queued_at); RETURN NEW; END $$;
      CREATE TRIGGER leaves_at_once BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION leaves_at_once()`);
  } finally {
    await database.end();
  }
}
