import { sql } from "kysely";
import { Role } from "../../contract/access.ts";
import { PushPlatform, PushTestState } from "../../contract/push.ts";
import type { Tx } from "../platform/db.ts";

export interface KeptAddress {
  readonly deviceId: string;
  readonly memberId: string;
  readonly role: Role;
  readonly language: "de" | "en";
  readonly platform: PushPlatform;
  readonly sealedTarget: Uint8Array;
  readonly madeAt: Date;
  readonly seenAt: Date;
  readonly failingSince: Date | null;
  readonly testState: typeof PushTestState._output;
  readonly testAt: Date | null;
}

/** The push address of a device in use, whose holder may sign in today; undefined for any other. */
export async function findAddress(tx: Tx, deviceId: string, now: Date): Promise<KeptAddress | undefined> {
  const row = await tx
    .selectFrom("push_address as s")
    .innerJoin("device as d", (join) =>
      join.onRef("d.tenant_id", "=", "s.tenant_id").onRef("d.device_id", "=", "s.device_id"),
    )
    .innerJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "d.tenant_id").onRef("m.member_id", "=", "d.member_id"),
    )
    .innerJoin("tenant as t", "t.tenant_id", "s.tenant_id")
    .selectAll("s")
    .select(["m.role", "m.language"])
    .where("s.device_id", "=", deviceId)
    .where("d.state", "=", "approved")
    .where("m.disabled_at", "is", null)
    .where(sql<boolean>`(m.ends_on is null or m.ends_on >= (${now}::timestamptz at time zone t.time_zone)::date)`)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    deviceId: row.device_id,
    memberId: row.member_id,
    role: Role.parse(row.role),
    language: row.language === "en" ? "en" : "de",
    platform: PushPlatform.parse(row.platform),
    sealedTarget: row.sealed_target,
    madeAt: row.made_at,
    seenAt: row.seen_at,
    failingSince: row.failing_since,
    testState: PushTestState.parse(row.test_state),
    testAt: row.test_at,
  };
}

export async function loadServices(tx: Tx): Promise<PushPlatform[]> {
  const rows = await tx.selectFrom("push_address").select("platform").distinct().execute();
  return rows.map(({ platform }) => PushPlatform.parse(platform));
}

export async function devicesOf(tx: Tx, memberIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom("push_address")
    .select("device_id")
    .where("member_id", "in", [...memberIds])
    .orderBy("device_id")
    .execute();
  return rows.map((row) => row.device_id);
}

export interface NewAddress {
  readonly tenantId: string;
  readonly deviceId: string;
  readonly memberId: string;
  readonly platform: PushPlatform;
  readonly sealedTarget: Uint8Array;
  readonly targetHash: Buffer;
  readonly at: Date;
}

/** One address belongs to one device; another address of the same device takes the place of the old one. */
export async function keepAddress(tx: Tx, one: NewAddress): Promise<void> {
  await tx
    .deleteFrom("push_address")
    .where("target_hash", "=", one.targetHash)
    .where("device_id", "<>", one.deviceId)
    .execute();
  const fresh = {
    member_id: one.memberId,
    platform: one.platform,
    sealed_target: one.sealedTarget,
    target_hash: one.targetHash,
    seen_at: one.at,
  };
  await tx
    .insertInto("push_address")
    .values({ tenant_id: one.tenantId, device_id: one.deviceId, made_at: one.at, ...fresh })
    .onConflict((conflict) =>
      conflict.columns(["tenant_id", "device_id"]).doUpdateSet((eb) => ({
        ...fresh,
        made_at: sql<Date>`case when push_address.target_hash = excluded.target_hash
          then push_address.made_at else excluded.made_at end`,
        failing_since: sql<Date | null>`case when push_address.target_hash = excluded.target_hash
          then push_address.failing_since end`,
        test_state: eb.ref("push_address.test_state"),
      })),
    )
    .execute();
}

export async function deleteAddress(tx: Tx, deviceId: string): Promise<void> {
  await tx.deleteFrom("push_address").where("device_id", "=", deviceId).execute();
}

export async function markFailing(tx: Tx, deviceId: string, since: Date | null): Promise<void> {
  await tx
    .updateTable("push_address")
    .set((eb) => ({ failing_since: since === null ? null : eb.fn.coalesce("failing_since", eb.val(since)) }))
    .where("device_id", "=", deviceId)
    .execute();
}

export async function beginTest(tx: Tx, deviceId: string, hash: Buffer, at: Date): Promise<void> {
  await tx
    .updateTable("push_address")
    .set({ test_state: "waiting", test_hash: hash, test_at: at })
    .where("device_id", "=", deviceId)
    .execute();
}

/** @param from what the test must stand at: an answer of the service never overwrites the device's own word */
export async function moveTest(tx: Tx, deviceId: string, to: "handed" | "refused", at: Date): Promise<void> {
  await tx
    .updateTable("push_address")
    .set({ test_state: to, test_at: at })
    .where("device_id", "=", deviceId)
    .where("test_state", "=", "waiting")
    .execute();
}

/** @returns false when this is no word of a running test of this device */
export async function endTest(tx: Tx, deviceId: string, hash: Buffer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("push_address")
    .set({ test_state: "arrived", test_hash: null, test_at: at })
    .where("device_id", "=", deviceId)
    .where("test_hash", "=", hash)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function countPush(
  tx: Tx,
  tenantId: string,
  platform: PushPlatform,
  what: "handed" | "gone" | "refused" | "failed",
  now: Date,
): Promise<void> {
  await tx
    .insertInto("push_tally")
    .values({ tenant_id: tenantId, on_day: sql`(${now}::timestamptz at time zone 'UTC')::date`, platform, [what]: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(["tenant_id", "on_day", "platform"])
        .doUpdateSet({ [what]: sql`push_tally.${sql.ref(what)} + 1` }),
    )
    .execute();
}

/** Sums by service since a day; older days go. */
export async function readTally(tx: Tx, since: Date) {
  const rows = await tx
    .selectFrom("push_tally")
    .select(["platform"])
    .select((eb) => [
      eb.fn.sum<string>("handed").as("handed"),
      eb.fn.sum<string>("gone").as("gone"),
      eb.fn.sum<string>("refused").as("refused"),
      eb.fn.sum<string>("failed").as("failed"),
    ])
    .where(sql<boolean>`on_day >= (${since}::timestamptz at time zone 'UTC')::date`)
    .groupBy("platform")
    .orderBy("platform")
    .execute();
  return rows.map((row) => ({
    platform: PushPlatform.parse(row.platform),
    handed: Number(row.handed),
    gone: Number(row.gone),
    refused: Number(row.refused),
    failed: Number(row.failed),
  }));
}

export async function deleteOldTally(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom("push_tally")
    .where(sql<boolean>`on_day < (${before}::timestamptz at time zone 'UTC')::date`)
    .execute();
}
