import { sql } from "kysely";
import { type DeviceKey, DeviceState, Role } from "../../contract/access.ts";
import type { Tx } from "../platform/db.ts";

export interface Device {
  readonly id: string;
  readonly memberId: string;
  readonly memberRole: Role;
  readonly label: string;
  readonly assetNumber: string | null;
  readonly ownedByBusiness: boolean;
  readonly key: unknown;
  readonly state: DeviceState;
  readonly compareCode: string;
  readonly replaces: string | null;
  /** Since when it only empties itself, because another one took its place. */
  readonly replacedAt: Date | null;
}

export interface NewDevice {
  readonly tenantId: string;
  readonly deviceId: string;
  readonly memberId: string;
  readonly label: string;
  readonly assetNumber: string | null;
  readonly ownedByBusiness: boolean;
  readonly key: DeviceKey;
  readonly thumbprint: string;
  readonly state: "pending" | "approved";
  readonly compareCode: string;
  /** The device whose place it takes once it is let in. */
  readonly replaces: string | null;
  readonly at: Date;
}

/** @returns false when the key is enrolled already */
export async function insertDevice(tx: Tx, device: NewDevice): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("device")
    .values({
      tenant_id: device.tenantId,
      device_id: device.deviceId,
      member_id: device.memberId,
      label: device.label,
      asset_number: device.assetNumber,
      owned_by_business: device.ownedByBusiness,
      public_key: JSON.stringify(device.key),
      thumbprint: device.thumbprint,
      state: device.state,
      compare_code: device.compareCode,
      replaces: device.replaces,
      requested_at: device.at,
      decided_at: device.state === "approved" ? device.at : null,
      decided_by: device.state === "approved" ? device.memberId : null,
    })
    .onConflict((conflict) => conflict.columns(["tenant_id", "thumbprint"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function findDevice(tx: Tx, by: { id: string } | { thumbprint: string }): Promise<Device | undefined> {
  const row = await tx
    .selectFrom("device as d")
    .innerJoin("member as m", "m.member_id", "d.member_id")
    .select(["d.device_id", "d.member_id", "d.label", "d.asset_number", "d.owned_by_business", "d.public_key"])
    .select(["d.state", "d.compare_code", "d.replaces", "d.replaced_at", "m.role"])
    .where((eb) => ("id" in by ? eb("d.device_id", "=", by.id) : eb("d.thumbprint", "=", by.thumbprint)))
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.device_id,
    memberId: row.member_id,
    memberRole: Role.parse(row.role),
    label: row.label,
    assetNumber: row.asset_number,
    ownedByBusiness: row.owned_by_business,
    key: row.public_key,
    state: DeviceState.parse(row.state),
    compareCode: row.compare_code,
    replaces: row.replaces,
    replacedAt: row.replaced_at,
  };
}

/** Moves a device on, only from where the caller saw it. @returns false when it stood elsewhere meanwhile */
export async function moveDevice(
  tx: Tx,
  id: string,
  from: readonly DeviceState[],
  to: { state: DeviceState; ownedByBusiness?: boolean; assetNumber?: string | null; at: Date; by: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("device")
    .set({
      state: to.state,
      decided_at: to.at,
      decided_by: to.by,
      ...(to.ownedByBusiness === undefined ? {} : { owned_by_business: to.ownedByBusiness }),
      ...(to.assetNumber === undefined ? {} : { asset_number: to.assetNumber }),
    })
    .where("device_id", "=", id)
    .where("state", "in", [...from])
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateDevice(
  tx: Tx,
  id: string,
  change: { label?: string | undefined; assetNumber?: string | null | undefined },
): Promise<void> {
  await tx
    .updateTable("device")
    .set((eb) => ({
      label: change.label ?? eb.ref("label"),
      asset_number: change.assetNumber === undefined ? eb.ref("asset_number") : change.assetNumber || null,
    }))
    .where("device_id", "=", id)
    .execute();
}

/** From now on it only empties itself. @returns false when it is out of use, or not this member's */
export async function markReplaced(tx: Tx, id: string, memberId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("device")
    .set({ replaced_at: at })
    .where("device_id", "=", id)
    .where("member_id", "=", memberId)
    .where("state", "=", "approved")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Replaced before that, and still not out of use. */
export async function replacedBefore(
  tx: Tx,
  before: Date,
): Promise<{ id: string; memberId: string; state: DeviceState }[]> {
  const rows = await tx
    .selectFrom("device")
    .select(["device_id as id", "member_id as memberId", "state"])
    .where("replaced_at", "<", before)
    .where("state", "=", "approved")
    .execute();
  return rows.map((row) => ({ ...row, state: DeviceState.parse(row.state) }));
}

/** @returns false when it said so before */
export async function markWiped(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("device")
    .set({ wiped_at: at })
    .where("device_id", "=", id)
    .where("wiped_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A member's devices that are in use or wait to be. */
export async function openDevicesOf(tx: Tx, memberId: string): Promise<{ id: string; state: DeviceState }[]> {
  const rows = await tx
    .selectFrom("device")
    .select(["device_id as id", "state"])
    .where("member_id", "=", memberId)
    .where("state", "in", ["pending", "approved"])
    .execute();
  return rows.map((row) => ({ ...row, state: DeviceState.parse(row.state) }));
}

/** @returns false when this opening was kept before: the same day, the same rules, the same facts */
export async function noteOpeningKept(tx: Tx, id: string, opening: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("device")
    .set({ opening_kept: opening })
    .where("device_id", "=", id)
    .where(sql<boolean>`opening_kept is distinct from ${opening}`)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function touchDevice(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable("device").set({ last_seen_at: at }).where("device_id", "=", id).execute();
}

/** How many approved devices could approve another one: those of owners who may sign in. */
export async function countApprovingDevices(tx: Tx, today: string): Promise<number> {
  const row = await tx
    .selectFrom("device as d")
    .innerJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "d.tenant_id").onRef("m.member_id", "=", "d.member_id"),
    )
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("d.state", "=", "approved")
    .where("d.owned_by_business", "=", true)
    .where("m.role", "=", "owner")
    .where("m.disabled_at", "is", null)
    .where(sql<boolean>`(m.ends_on is null or m.ends_on >= ${today}::date)`)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Devices with their holders, waiting ones first. `memberId`: only this member's. */
export async function listDevices(tx: Tx, memberId?: string) {
  const rows = await tx
    .selectFrom("device as d")
    .innerJoin("member as m", (join) =>
      join.onRef("m.tenant_id", "=", "d.tenant_id").onRef("m.member_id", "=", "d.member_id"),
    )
    .select(["d.device_id as id", "d.label", "d.asset_number as assetNumber", "d.member_id as memberId"])
    .select(["m.name as memberName", "m.role", "d.state", "d.owned_by_business as ownedByBusiness"])
    .select([
      "d.compare_code as compareCode",
      "d.requested_at as requestedAt",
      "d.decided_at as decidedAt",
      "d.decided_by as decidedBy",
    ])
    .select(["d.last_seen_at as lastSeenAt", "d.wiped_at as wipedAt", "d.replaces", "d.replaced_at as replacedAt"])
    .$if(memberId !== undefined, (query) => query.where("d.member_id", "=", memberId ?? ""))
    .orderBy(sql`d.state <> 'pending', d.state <> 'approved'`)
    .orderBy("d.requested_at", "desc")
    .orderBy("d.device_id", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => ({ ...row, role: Role.parse(row.role), state: DeviceState.parse(row.state) }));
}
