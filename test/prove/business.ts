import { join } from "node:path";
import { readConfig } from "../../src/config.ts";
import { seedDemoBusiness } from "../../src/server/demo/seed-demo-business.action.ts";
import { endTransaction } from "../../src/server/events/end-transaction.action.ts";
import { createToken } from "../../src/server/members/tokens/create-token.action.ts";
import type { Caller } from "../../src/server/platform/caller.ts";
import { systemClock } from "../../src/server/platform/clock.ts";
import { openDatabase } from "../../src/server/platform/db.ts";
import type { Deps } from "../../src/server/platform/deps.ts";
import { createIds } from "../../src/server/platform/ids.ts";
import { openInstallation } from "../../src/server/platform/installation.ts";
import { migrateJobs } from "../../src/server/platform/jobs.ts";
import { migrate } from "../../src/server/platform/migrate.ts";
import { Seal } from "../../src/server/platform/seal.ts";
import { createTenant } from "../../src/server/tenants/create-tenant.action.ts";
import { silentLog } from "../support/silent-log.ts";
import type { WhatsAppNumber } from "./body.ts";

/** The business a run writes to, opened beside the server: for setting up, asking and checking. */
export interface Business {
  readonly deps: Deps;
  readonly tenantId: string;
  readonly accountId: string;
  readonly number: WhatsAppNumber;
  /** Token of a program that answers customers. */
  readonly token: string;
  close(): Promise<void>;
}

/**
 * Makes a real business with an open WhatsApp number, through the actions an owner uses: papers, notice, metadata,
 * and the policy's own permission to open the channel.
 */
export async function openBusiness(
  databaseUrl: string,
  dataDir: string,
  publicUrl: string,
  graphUrl: string,
): Promise<Business> {
  const read = readConfig({ WERKBOTE_DATA: dataDir });
  if (!read.ok) throw new Error(read.lines.join());
  await migrate(databaseUrl);
  const db = openDatabase(databaseUrl, silentLog, 2);
  await migrateJobs(db.pool);
  const clock = systemClock;
  const ids = createIds(() => clock.now());
  const keyring = await openInstallation(db, join(dataDir), false, { ids, clock });
  const wake = { on: () => () => {}, isAlone: async () => false, stop: async () => {} };
  const publicAddress = () => publicUrl;
  const seal = new Seal(keyring);
  db.beforeCommit = endTransaction(seal);
  const deps: Deps = { config: read.config, db, seal, clock, ids, log: silentLog, wake, publicUrl: publicAddress };
  const tenantId = await createTenant(deps, keyring, { name: "Prüfbetrieb" });
  const number = { phoneNumberId: "106540352242922", wabaId: "102290129340398", appSecret: ids.secret() };
  const secrets = { baseUrl: graphUrl, accessToken: ids.secret(), verifyToken: ids.secret(), mediaHosts: "" };
  const { whatsappAccountId } = await seedDemoBusiness(deps, tenantId, { whatsapp: { ...number, ...secrets } });
  const { token } = await createToken(deps, await ownerOf(deps, tenantId), "Prüfung");
  return { deps, tenantId, accountId: whatsappAccountId, number, token, close: () => db.close() };
}

/** The owner, at a device. */
export async function ownerOf(deps: Deps, tenantId: string): Promise<Caller> {
  const owner = await deps.db.withTenant(tenantId, (tx) =>
    tx.selectFrom("member").select(["member_id", "name"]).where("role", "=", "owner").executeTakeFirstOrThrow(),
  );
  return {
    tenantId,
    memberId: owner.member_id,
    name: owner.name,
    role: "owner",
    kind: "session",
    sessionId: null,
    deviceId: null,
    steppedUpAt: null,
  };
}
