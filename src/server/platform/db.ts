import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type PostgresPool,
  type PostgresPoolClient,
  type Transaction,
} from "kysely";
import pg from "pg";
import type { DB } from "../../../db/types.ts";
import { isUuid } from "../../contract/uuid.ts";
import { atMost } from "./at-most.ts";
import { entryTrouble } from "./db/entry-trouble.ts";
import { LongListCompiler } from "./db/long-lists.ts";
import { gather, join, type Line, leave, opening, reasonOf, watch } from "./db/pipeline.ts";
import { prepared } from "./db/prepared.ts";
import type { Log } from "./log.ts";

// Counts and positions fit a double; a string where the code adds numbers would be a trap.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text));
// A calendar day stays a calendar day: no midnight in some time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** A transaction of one tenant: rows of others do not exist in it (forced row-level security). */
export type Tx = Transaction<DB>;

export interface Database {
  /** Runs `work` in one transaction that sees this tenant only. The only way to a tenant's rows. */
  withTenant<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** What every transaction of a tenant does last, set once by the wiring: what must hold a lock as briefly as possible. */
  beforeCommit: (tx: Tx, tenantId: string) => Promise<void>;
  /** Outside any tenant: the three tables without an owner (installation, tenant, channel_route). */
  readonly outside: Kysely<DB>;
  /** For libraries that bring their own SQL (job queue, migrations), and for a statement that brings its tenant along. */
  readonly pool: pg.Pool;
  /** Waits a moment for what is under way, then cuts every connection: what hangs must not hold up the end. */
  close(): Promise<void>;
}

/**
 * Says whose transaction it is in the same breath as BEGIN, and waits for neither: a connection that is gone fails the
 * first statement.
 */
class TenantDriver extends PostgresDriver {
  readonly #lockWaitMs: number;

  constructor(config: PostgresDialectConfig, lockWaitMs: number) {
    super(config);
    this.#lockWaitMs = lockWaitMs;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const line = opening.getStore();
    const scope =
      line === undefined
        ? ""
        : `; set local app.tenant_id = '${line.tenantId}'; set local lock_timeout = ${this.#lockWaitMs}`;
    const begun = connection.executeQuery(CompiledQuery.raw(`begin${scope}`));
    if (line === undefined) await begun;
    else void watch(line, begun);
  }
}

class TenantDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #lockWaitMs: number;

  constructor(config: PostgresDialectConfig, lockWaitMs: number) {
    super(config);
    this.#config = config;
    this.#lockWaitMs = lockWaitMs;
  }

  override createDriver(): TenantDriver {
    return new TenantDriver(this.#config, this.#lockWaitMs);
  }

  override createQueryCompiler(): LongListCompiler {
    return new LongListCompiler();
  }
}

/** The pool as Kysely sees it: statements are prepared, and a transaction may send several at once (`ask`). */
function preparing(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      pipeline(client, true);
      const line = opening.getStore();
      if (line) line.client ??= client;
      const known = clients.get(client);
      if (known) return known;
      const wrapped = {
        query: (text: string, values: readonly unknown[]) => {
          gather(client);
          return client.query(prepared(text, values, opening.getStore()?.byKey));
        },
        // A connection whose rollback failed must not come back: the next business would find the last one's transaction.
        release: (destroy?: boolean) => {
          pipeline(client, false);
          client.release(destroy);
        },
      } as unknown as PostgresPoolClient;
      clients.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
}

/** COPY and the job queue use the same connections, one statement at a time. */
function pipeline(client: pg.PoolClient, on: boolean): void {
  Object.assign(client, { pipeline: on });
}

const usualLimits = {
  /** How long the end waits for a connection that is in use: whoever could end by themselves has had their time by then. */
  closeMs: 5_000,
  /**
   * How long a transaction waits for a lock, which none of ours holds for more than moments. Somebody else may hold one
   * for ever, an administrator with an open window say: what waits for it would hold a connection each until none is
   * left, and the minute's work, which is done once at a time, would stand still for every business until a new start.
   */
  lockWaitMs: 60_000,
};

/**
 * A router or firewall on the way to a database elsewhere forgets a line on which nothing is said for a few minutes, and
 * tells neither side: whoever waits for an answer on it, or holds a lock by it, would wait for ever. The system's own
 * first question comes after two hours.
 */
export const keptAlive = { keepAlive: true, keepAliveInitialDelayMillis: 60_000 } as const;

/** Opens the pool. `connections` bounds what the server takes from PostgreSQL. */
export function openDatabase(
  connectionString: string,
  log: Log,
  connections = 12,
  { closeMs, lockWaitMs } = usualLimits,
): Database {
  const pool = new pg.Pool({ connectionString, max: connections, application_name: "werkbote", ...keptAlive });
  // Without listeners a crash of PostgreSQL ends this process: idle clients report on the pool, busy ones on themselves.
  // Of a pool that is being closed nobody needs to hear: the PostgreSQL that came along stops right after it.
  let closing = false;
  const lost = (event: string) => (error: Error) => {
    if (!closing) log.warn(event, { error });
  };
  pool.on("error", lost("database connection lost"));
  const clients = new Set<pg.PoolClient>();
  pool.on("connect", (client) => {
    clients.add(client);
    client.on("error", lost("database client lost"));
  });
  pool.on("remove", (client) => clients.delete(client));
  const outside = new Kysely<DB>({ dialect: new TenantDialect({ pool: preparing(pool) }, lockWaitMs) });
  const database: Database = {
    outside,
    pool,
    beforeCommit: async () => {},
    withTenant: (tenantId, work) => {
      if (!isUuid(tenantId)) throw new Error("not a tenant id");
      const line: Line = { tenantId };
      return opening.run(line, () =>
        outside
          .transaction()
          .execute(async (tx) => {
            join(tx, line);
            try {
              const result = await work(tx);
              await database.beforeCommit(tx, tenantId);
              return result;
            } finally {
              leave(tx);
            }
          })
          .catch((error: unknown) => {
            throw reasonOf(line, error);
          }),
      );
    },
    async close() {
      closing = true;
      await atMost(closeMs, outside.destroy());
      for (const client of clients) {
        // In a pipeline the end would wait for every answer.
        pipeline(client, false);
        (client as unknown as pg.Client).end().catch(() => {});
      }
    },
  };
  return database;
}

/** SQLSTATE of a database error, undefined for any other error. */
function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** True when another row has the value already that had to be the only one of its kind. */
export const isTwin = (error: unknown): boolean => sqlState(error) === "23505";

/** True when there was no room on the disk: for PostgreSQL (53100) or for a file of ours. */
export function isDiskFull(error: unknown): boolean {
  if (sqlState(error) === "53100") return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return code === "ENOSPC" || code === "EDQUOT";
}

/** A statement with more values than fit (65,535): PostgreSQL calls it a broken line, but it never comes back by itself. */
const isTooManyValues = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.code === "08P01" && error.routine === "exec_bind_message";

/** True for errors that mean "the database is not there right now" (class 08, 57, 53, 25006, broken sockets, a lock that is held). */
export function isOutage(error: unknown): boolean {
  const state = sqlState(error);
  if (isTooManyValues(error)) return false;
  if (state !== undefined) return /^(08|53|57)/.test(state) || state === "25006" || state === "55P03";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (isDiskFull(error) || /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code)) return true;
  // PostgreSQL's socket is a file; any other that is missing does not come back by itself.
  if (code === "ENOENT") return error instanceof Error && "syscall" in error && error.syscall === "connect";
  return (
    error instanceof Error &&
    /Connection terminated|Client has encountered|timeout exceeded when trying/.test(error.message)
  );
}

/** For the terminal, where no request can be repeated; undefined for other errors, a file's among them. */
export function outageTrouble(error: unknown): string | undefined {
  if (sqlState(error) === "53300") return entryTrouble(error);
  if (sqlState(error) === "53100")
    return (
      "Auf dem Datenträger der Datenbank ist kein Platz mehr. Was schon gespeichert war, bleibt. " +
      "Bitte Platz schaffen (1 GB reicht zum Anfang) und noch einmal versuchen."
    );
  return isOutage(error) && !isDiskFull(error)
    ? "Die Datenbank ist mittendrin weggefallen. Bitte noch einmal versuchen."
    : undefined;
}
