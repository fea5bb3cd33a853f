import { buildApp, type RunningApp } from "./app.ts";
import { vaultTrouble } from "./server/attachments/vault.adapter.ts";
import type { Config } from "./server/platform/config.ts";
import { clockGap, clockTrouble } from "./server/platform/db/database-clock.ts";
import type { Deps } from "./server/platform/deps.ts";
import { doorTrouble } from "./server/platform/network/free-door.adapter.ts";
import { installationUrl } from "./server/platform/network/own-address.ts";
import { createTenant } from "./server/tenants/create-tenant.action.ts";
import { listTenants } from "./server/tenants/list-tenants.action.ts";
import { removeAgain } from "./server/tenants/remove-tenant.action.ts";
import { openStore } from "./store.ts";

export interface Running {
  readonly deps: Deps;
  readonly app: RunningApp;
  readonly tenantId: string;
  /** The address people use. */
  readonly url: string;
  /** Where the server itself listens, for whoever is on this machine: a proxy's name need not lead here from here. */
  readonly door: string;
  /** Stops everything in order: no request, no job and no PostgreSQL is left. */
  stop(): Promise<void>;
}

/**
 * Starts the server: everything below, web server, background work.
 * @param beside starts what runs beside the server, once the data folder is known to be the right one; it answers the
 *   addresses inside this machine that the server may call there
 */
export async function start(
  config: Config,
  demo: boolean,
  onStep: (line: string) => void,
  beside: () => Promise<readonly string[]> = async () => [],
): Promise<Running> {
  const { deps: opened, keyring, setUrl, close } = await openStore(config, demo, onStep);
  let app: RunningApp | undefined;
  const stop = async () => {
    await app?.stop();
    await close();
  };
  try {
    const allowPrivate = [...config.allowPrivate, ...(await beside())];
    const deps: Deps = { ...opened, config: { ...config, allowPrivate } };
    const apart = clockTrouble(await clockGap(opened.db.pool));
    if (apart !== undefined) onStep(apart);
    // A removal that was cut off has taken the keys: nobody comes in at a door behind which nothing can be read.
    await removeAgain(deps, keyring);
    const [known] = await listTenants(deps);
    const tenantId = known ?? (await createTenant(deps, keyring, { name: "", demo }));
    const closed = await vaultTrouble(config.dataDir, await listTenants(deps));
    if (closed !== undefined) onStep(closed);
    app = await buildApp(deps);
    const { host, port } = config;
    // Somebody may have come to the door since it was tried: a first start takes its time.
    const door = await app.http.listen({ host, port }).catch((error) => {
      throw doorTrouble(error, host, port);
    });
    setUrl(installationUrl({ ...config, port: Number(new URL(door).port) }));
    return { deps, app, tenantId, url: deps.publicUrl(tenantId), door, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
