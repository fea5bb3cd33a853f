import { AsyncLocalStorage } from "node:async_hooks";
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
  /** For libraries that bring their own SQL (job queue, migrations) and for LISTEN. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** Whose transaction is about to begin. */
const beginFor = new AsyncLocalStorage<string>();

/** Says whose transaction it is in the same breath as BEGIN: one round trip less for every transaction there is. */
class TenantDriver extends PostgresDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const tenantId = beginFor.getStore();
    const scope = tenantId === undefined ? "" : `; select set_config('app.tenant_id', '${tenantId}', true)`;
    await connection.executeQuery(CompiledQuery.raw(`begin${scope}`));
  }
}

class TenantDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;

  constructor(config: PostgresDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createDriver(): TenantDriver {
    return new TenantDriver(this.#config);
  }
}

/** Bounds what a connection keeps prepared: every statement of ours for a single row, none for long lists. */
const mostStatements = 400;
const mostValues = 24;
const longestList = 4;
const names = new Map<string, string>();

/**
 * A name for a statement that comes again and again. Lists of many lengths would fill PostgreSQL's memory, and a plan
 * made for short ones is a poor plan for long ones.
 */
function nameOf(text: string, values: readonly unknown[]): string | undefined {
  if (values.length === 0 || values.length > mostValues) return undefined;
  if (values.some((value) => Array.isArray(value) && value.length > longestList)) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= mostStatements) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/** The pool as Kysely sees it: its statements are prepared once a connection, so PostgreSQL parses and plans them once. */
function preparing(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect();
      const known = clients.get(client);
      if (known) return known;
      const wrapped = {
        query: (text: string, values: readonly unknown[]) => {
          const name = nameOf(text, values);
          return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
        },
        // A connection whose rollback failed must not come back: the next business would find the last one's transaction.
        release: (destroy?: boolean) => client.release(destroy),
      } as unknown as PostgresPoolClient;
      clients.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Opens the pool. `connections` bounds what the server takes from PostgreSQL. */
export function openDatabase(connectionString: string, log: Log, connections = 12): Database {
  const pool = new pg.Pool({ connectionString, max: connections, application_name: "werkbote" });
  // Without listeners a crash of PostgreSQL ends this process: idle clients report on the pool, busy ones on themselves.
  pool.on("error", (error) => log.warn("database connection lost", { error }));
  pool.on("connect", (client) => client.on("error", (error) => log.warn("database client lost", { error })));
  const outside = new Kysely<DB>({ dialect: new TenantDialect({ pool: preparing(pool) }) });
  const database: Database = {
    outside,
    pool,
    beforeCommit: async () => {},
    withTenant: (tenantId, work) => {
      if (!uuid.test(tenantId)) throw new Error("not a tenant id");
      return beginFor.run(tenantId, () =>
        outside.transaction().execute(async (tx) => {
          const result = await work(tx);
          await database.beforeCommit(tx, tenantId);
          return result;
        }),
      );
    },
    close: () => outside.destroy(),
  };
  return database;
}

/** SQLSTATE of a database error, undefined for any other error. */
function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

/** True for errors that mean "the database is not there right now" (class 08, 57, 53, 25006, broken sockets). */
export function isOutage(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return /^(08|53|57)/.test(state) || state === "25006";
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/^(ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|ETIMEDOUT)$/.test(code)) return true;
  return (
    error instanceof Error &&
    /Connection terminated|Client has encountered|timeout exceeded when trying/.test(error.message)
  );
}
