import type pg from "pg";
import type { Log } from "../log.ts";

type Release = pg.PoolClient["release"];
type Done = (error: Error | undefined, client: pg.PoolClient | undefined, release?: Release) => void;

/**
 * The pool as graphile-worker 0.18 may have it. Where its listening connection is cut while LISTEN is under way and the runner
 * stops in the same moment, it gives that connection back twice (main.js, `release`), and the second time is a rejection
 * that nobody hears and that ends the process. Here the second time is a line in the log; the library connects anew by itself.
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
      done(error, client, release && once);
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
