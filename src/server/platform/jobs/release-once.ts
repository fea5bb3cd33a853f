import type pg from "pg";
import type { Log } from "../log.ts";

type Release = pg.PoolClient["release"];
type Done = (error: Error | undefined, client: pg.PoolClient | undefined, release?: Release) => void;

/**
 * The pool as graphile-worker 0.18 may have it. Where its listening connection is cut while LISTEN is under way and the runner
 * stops in the same moment, it gives that connection back twice (main.js, `release`), and the second time is a rejection
 * that nobody hears and that ends the process. Here the second time is a line in the log; the library connects anew by itself.
 * Each time it says UNLISTEN first, and here once as well: a second one would stand in line behind the first.
 */
export function releaseOnce(pool: pg.Pool, log: Log): pg.Pool {
  const connect = (done?: Done): unknown => {
    if (done === undefined) return pool.connect();
    // A pool that ends calls back with the error alone, whatever its types say.
    return pool.connect((error, client, release?: Release) => {
      let released = false;
      const once: Release = (reason) => {
        if (released) log.warn("listening connection given back twice");
        else release?.(reason);
        released = true;
      };
      done(error, client && silentOnce(client), release && once);
    });
  };
  return new Proxy(pool, {
    get(target, key) {
      if (key === "connect") return connect;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

/** The connection; whoever says UNLISTEN again while that is under way waits for the answer to the first. */
function silentOnce(client: pg.PoolClient): pg.PoolClient {
  let silent: unknown;
  const query = (...args: unknown[]): unknown => {
    const ask = () => Reflect.apply(client.query, client, args);
    if (!String(args[0]).startsWith("UNLISTEN")) return ask();
    silent ??= ask();
    return silent;
  };
  return new Proxy(client, {
    get(target, key) {
      if (key === "query") return query;
      const value: unknown = Reflect.get(target, key);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
