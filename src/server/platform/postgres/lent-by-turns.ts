import pg from "pg";

/** One that is busy elsewhere just now may lend a session of its own for once. */
const looks = 5;

/**
 * Whether a pooler in between lends one session to several lines by turns. A lock taken there stays with a session that
 * nobody finds again: the next backup is told that one is running, and the next start waits for ever. Two lines that are
 * open at once have a process each, and keep it.
 */
export async function isLentByTurns(line: pg.Client, connectionString: string): Promise<boolean> {
  const mine = await processOf(line);
  // A pooler makes up the number of the process that it tells its clients.
  if ("processID" in line && line.processID === mine) return false;
  const other = new pg.Client({ connectionString });
  other.on("error", () => {});
  await other.connect();
  try {
    for (let look = 0; look < looks; look++)
      if ((await processOf(other)) === mine || (await processOf(line)) !== mine) return true;
    return false;
  } finally {
    await other.end();
  }
}

async function processOf(line: pg.Client): Promise<number | undefined> {
  return (await line.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
}
