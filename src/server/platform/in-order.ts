import type pg from "pg";

/**
 * Statements over one connection of the pool, each sent without waiting for the last one's answer and worked through in
 * the order in which they were given. The connection goes back as soon as nothing is under way; after an error it is
 * closed, what is still under way on it fails, and whoever comes next gets a new one.
 * @param open takes a connection that may send several statements at once
 * @param release gives it back; `broken` closes it
 */
export function statementsInOrder(
  open: () => Promise<pg.PoolClient>,
  release: (client: pg.PoolClient, broken: boolean) => void,
): (statement: pg.QueryConfig) => Promise<pg.QueryResult> {
  let line: Promise<pg.PoolClient> | undefined;
  let underWay = 0;

  async function end(broken: boolean): Promise<void> {
    const ended = line;
    line = undefined;
    underWay = 0;
    await ended?.then(
      (client) => release(client, broken),
      () => {},
    );
  }

  return async (statement) => {
    line ??= open();
    const mine = line;
    underWay += 1;
    try {
      const result = await (await mine).query(statement);
      if (line === mine) underWay -= 1;
      if (line === mine && underWay === 0) await end(false);
      return result;
    } catch (error) {
      if (line === mine) await end(true);
      throw error;
    }
  };
}
