import type pg from "pg";
import { atMost } from "../at-most.ts";

/** Each server holds a lock of this kind with a number of its own, in a session that ends when it dies. */
const kind = 4712;

/** A server's session, and the number by which the others know it. */
export interface Sign {
  readonly client: pg.ClientBase;
  readonly number: number;
  /** What stands between hands the same session to several, or keeps it when we are gone: it proves nothing. */
  readonly throughPooler: boolean;
  /** The look that is under way: who asks meanwhile shares it. */
  looking?: Promise<boolean> | undefined;
  /** An answer was not waited for any longer, and has not come. */
  owed?: boolean;
}

/** Says to every other server on this database that this one lives, for as long as the connection does. */
export async function giveSign(client: pg.ClientBase): Promise<Sign> {
  const { rows } = await client.query<{ number: number; pid: number }>(
    `SELECT number, pg_backend_pid() AS pid, pg_try_advisory_lock_shared(${kind}, number)
     FROM (SELECT floor(random() * 2147483647)::int AS number OFFSET 0) AS drawn`,
  );
  const [{ number, pid } = { number: 0, pid: 0 }] = rows;
  // A pooler makes up the number of the process that it tells its clients.
  const throughPooler = !("processID" in client) || client.processID !== pid;
  return { client, number, throughPooler };
}

/** How long a look at who else lives may take: locks of jobs are renewed after it. */
const longestAnswerMs = 1_000;

/** True when no other server lives on this database. Whoever is not sure of it says no. */
export async function isAlone(sign: Sign | undefined): Promise<boolean> {
  if (sign === undefined || sign.throughPooler) return false;
  // A database that hangs would find a heap of questions on this one line when it comes back.
  if (sign.looking === undefined && sign.owed) return false;
  sign.looking ??= look(sign).finally(() => {
    sign.looking = undefined;
  });
  return await sign.looking;
}

async function look(sign: Sign): Promise<boolean> {
  let alone = false;
  sign.owed = true;
  const asked = seesNobody(sign)
    .then((is) => {
      alone = is;
    })
    .catch(() => {})
    .finally(() => {
      sign.owed = false;
    });
  await atMost(longestAnswerMs, asked);
  return alone;
}

async function seesNobody({ client, number }: Sign): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(
    `SELECT coalesce(bool_and(objid = $2::bigint::oid AND pid = pg_backend_pid()), false) AS alone FROM pg_locks
     WHERE locktype = 'advisory' AND classid = $1::bigint::oid AND objsubid = 2
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [kind, number],
  );
  return rows[0]?.alone === true;
}
