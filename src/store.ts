import { join } from "node:path";
import { assertFinished } from "./server/backup/restored-files.adapter.ts";
import { endTransaction } from "./server/events/end-transaction.action.ts";
import { systemClock } from "./server/platform/clock.ts";
import type { Config } from "./server/platform/config.ts";
import { openDatabase } from "./server/platform/db.ts";
import type { Deps } from "./server/platform/deps.ts";
import { createIds } from "./server/platform/ids.ts";
import { assertOwn, openInstallation } from "./server/platform/installation.ts";
import { migrateJobs } from "./server/platform/jobs.ts";
import { Keyring } from "./server/platform/keyring.ts";
import { createLog } from "./server/platform/log.ts";
import { assertSameVersion, migrate } from "./server/platform/migrate.ts";
import { installationUrl } from "./server/platform/network/own-address.ts";
import { assertPlainRole } from "./server/platform/postgres/plain-role.ts";
import { runningPostgres, startEmbeddedPostgres } from "./server/platform/postgres.ts";
import { Seal } from "./server/platform/seal.ts";
import { startWake } from "./server/platform/wake.ts";
import { createPublicUrl } from "./server/tenants/public-url.action.ts";

/** Database, migrations and keys, open; nothing listens yet. */
export interface OpenStore {
  readonly deps: Deps;
  readonly keyring: Keyring;
  /** Tells links where the server listens, once that is known. */
  setUrl(url: string): void;
  close(): Promise<void>;
}

/**
 * Opens everything below the web server. Throws a German sentence that says what to do; whatever was opened by then
 * is closed again.
 * @param onStep one line of progress for the person at the terminal
 * @param demo undefined = whatever lies there
 * @param fill a restore: fills the empty database before the migrations run
 */
export async function openStore(
  config: Config,
  demo: boolean | undefined,
  onStep: (line: string) => void,
  fill?: (databaseUrl: string) => Promise<void>,
): Promise<OpenStore> {
  if (!fill) assertFinished(config.dataDir);
  const closers: (() => unknown)[] = [];
  const close = async () => {
    for (const one of closers.splice(0).reverse()) await one();
  };
  try {
    const log = createLog({ level: config.logLevel });
    const databaseUrl = config.databaseUrl ?? (await embedded(config, onStep, closers));
    await assertPlainRole(databaseUrl);
    const db = openDatabase(databaseUrl, log);
    closers.push(() => db.close());
    if (fill) await fill(databaseUrl);
    else await assertOwn(db, config.dataDir, demo, config.databaseUrl);
    await migrate(databaseUrl, (name) => onStep(`Datenbank: ${name}`));
    await migrateJobs(db.pool);
    const clock = systemClock;
    const ids = createIds(() => clock.now());
    const keyring = await openInstallation(db, config.dataDir, demo, { ids, clock, databaseUrl: config.databaseUrl });
    const wake = await startWake(databaseUrl, log);
    closers.push(() => wake.stop());
    let url = installationUrl(config);
    const setUrl = (to: string) => {
      url = to;
    };
    const publicUrl = await createPublicUrl({ db }, () => url);
    const seal = new Seal(keyring);
    db.beforeCommit = endTransaction(seal);
    const deps: Deps = { config, db, seal, clock, ids, log, wake, publicUrl };
    return { deps, keyring, setUrl, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Database and clock of a data folder on which a server runs, opened beside it. */
type Beside = Pick<Deps, "config" | "db" | "clock" | "ids"> & { close(): Promise<void> };

/**
 * For reading beside a running server, whose PostgreSQL is left alone. Throws a German sentence where the database it
 * has migrated is not the one this program knows.
 */
export async function openBeside(config: Config): Promise<Beside> {
  const log = createLog({ level: config.logLevel });
  const db = openDatabase(config.databaseUrl ?? runningPostgres(config.dataDir).url, log, 3);
  db.beforeCommit = endTransaction(new Seal(Keyring.open(join(config.dataDir, "keys"))));
  const clock = systemClock;
  try {
    await assertSameVersion(db.pool);
  } catch (error) {
    await db.close();
    throw error;
  }
  return { config, db, clock, ids: createIds(() => clock.now()), close: () => db.close() };
}

async function embedded(config: Config, onStep: (line: string) => void, closers: (() => unknown)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.dataDir, onStep);
  closers.push(() => postgres.stop());
  return postgres.url;
}
