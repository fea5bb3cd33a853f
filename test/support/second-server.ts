import { join } from "node:path";
import { buildApp, type RunningApp } from "../../src/app.ts";
import { endTransaction } from "../../src/server/events/end-transaction.action.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { Keyring } from "../../src/server/platform/keyring.ts";
import { Seal } from "../../src/server/platform/seal.ts";
import { startWake } from "../../src/server/platform/wake.ts";
import type { TestApp } from "./build-app.ts";
import { noNetwork } from "./fake-channel.ts";
import { silentLog } from "./silent-log.ts";

/**
 * Another server over the same database: connections, listening, keys in memory and open screens of its own. All it has
 * in common with the first are the tables, the key files and the time.
 */
export async function secondServer(
  app: TestApp,
): Promise<{ readonly deps: Deps; readonly running: RunningApp; stop(): Promise<void> }> {
  const db = openDatabase(app.url, silentLog, 4);
  const keyring = Keyring.open(join(app.deps.config.dataDir, "keys"));
  const seal = new Seal(keyring);
  db.beforeCommit = endTransaction(seal);
  const wake = await startWake(app.url, silentLog);
  const deps: Deps = { ...app.deps, db, seal, wake };
  const channels = { whatsapp: app.whatsapp };
  const running = await buildApp(deps, { channels, fetch: noNetwork, pages: false, background: false });
  return {
    deps,
    running,
    async stop() {
      await running.stop();
      await wake.stop();
      await db.close();
    },
  };
}
