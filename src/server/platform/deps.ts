import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db.ts";
import type { Ids } from "./ids.ts";
import type { Log } from "./log.ts";
import type { Seal } from "./seal.ts";
import type { Wake } from "./wake.ts";

/** What nearly every action needs, built once in app.ts. */
export interface Deps {
  readonly config: Config;
  readonly db: Database;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly wake: Wake;
  /** The address people of this business use, without a trailing slash: links are built from it, never from a request (V59). */
  readonly publicUrl: (tenantId: string) => string;
}
