import { sql } from "kysely";
import type { CheckPoint } from "../../../contract/device-checks.ts";
import type { Tx } from "../../platform/db.ts";

export interface NewCheck {
  readonly tenantId: string;
  readonly checkId: string;
  readonly deviceId: string;
  readonly holderId: string;
  readonly kind: "enrolment" | "yearly";
  readonly points: readonly CheckPoint[];
  readonly submittedBy: string;
  readonly at: Date;
  readonly passedBy: string | null;
}

/** @returns false while another check of this device waits */
export async function insertCheck(tx: Tx, check: NewCheck): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("device_check")
    .values({
      tenant_id: check.tenantId,
      check_id: check.checkId,
      device_id: check.deviceId,
      kind: check.kind,
      points: [...check.points],
      owned_by_business: true,
      holder_id: check.holderId,
      submitted_at: check.at,
      submitted_by: check.submittedBy,
      state: check.passedBy === null ? "waiting" : "passed",
      decided_at: check.passedBy === null ? null : check.at,
      decided_by: check.passedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** The check of this device that waits for the owner, held until the transaction ends. */
export async function lockWaiting(tx: Tx, deviceId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom("device_check")
    .select("check_id")
    .where("device_id", "=", deviceId)
    .where("state", "=", "waiting")
    .forUpdate()
    .executeTakeFirst();
  return row?.check_id;
}

export async function settleCheck(
  tx: Tx,
  checkId: string,
  to: { readonly state: "passed" | "refused"; readonly at: Date; readonly by: string | null },
): Promise<void> {
  await tx
    .updateTable("device_check")
    .set({ state: to.state, decided_at: to.at, decided_by: to.by })
    .where("check_id", "=", checkId)
    .execute();
}

export interface NewPhoto {
  readonly photoId: string;
  readonly checkId: string;
  readonly point: CheckPoint;
  readonly mimeType: string;
  readonly hashBefore: Buffer;
  readonly hashAfter: Buffer;
  readonly removedTags: readonly string[];
  readonly decisionId: string;
  readonly sealed: Buffer;
  readonly at: Date;
}

/** One photo a point: a better one takes the place of the first. */
export async function putPhoto(tx: Tx, tenantId: string, photo: NewPhoto): Promise<void> {
  await tx
    .deleteFrom("device_check_photo")
    .where("check_id", "=", photo.checkId)
    .where("point", "=", photo.point)
    .execute();
  await tx
    .insertInto("device_check_photo")
    .values({
      tenant_id: tenantId,
      photo_id: photo.photoId,
      check_id: photo.checkId,
      point: photo.point,
      mime_type: photo.mimeType,
      hash_before: photo.hashBefore,
      hash_after: photo.hashAfter,
      removed_tags: [...photo.removedTags],
      decision_id: photo.decisionId,
      sealed_content: photo.sealed,
      taken_in_at: photo.at,
    })
    .execute();
}

export async function loadPhoto(tx: Tx, deviceId: string, checkId: string, photoId: string) {
  return await tx
    .selectFrom("device_check_photo as p")
    .innerJoin("device_check as c", (join) =>
      join.onRef("c.tenant_id", "=", "p.tenant_id").onRef("c.check_id", "=", "p.check_id"),
    )
    .select(["p.mime_type", "p.sealed_content", "p.taken_in_at"])
    .where("c.device_id", "=", deviceId)
    .where("p.check_id", "=", checkId)
    .where("p.photo_id", "=", photoId)
    .executeTakeFirst();
}

/** The checks of some devices, newest first. */
export async function loadChecks(tx: Tx, deviceIds: readonly string[]) {
  if (deviceIds.length === 0) return [];
  return await tx
    .selectFrom("device_check as c")
    .leftJoin("member as h", "h.member_id", "c.holder_id")
    .leftJoin("member as s", "s.member_id", "c.submitted_by")
    .leftJoin("member as d", "d.member_id", "c.decided_by")
    .select(["c.check_id", "c.device_id", "c.kind", "c.state", "c.points", "c.owned_by_business"])
    .select(["c.submitted_at", "c.decided_at", "h.name as holder", "s.name as submitter", "d.name as decider"])
    .where("c.device_id", "in", [...deviceIds])
    .orderBy("c.submitted_at", "desc")
    .orderBy("c.check_id", "desc")
    .execute();
}

export async function loadPhotos(tx: Tx, checkIds: readonly string[]) {
  if (checkIds.length === 0) return [];
  return await tx
    .selectFrom("device_check_photo")
    .select(["photo_id", "check_id", "point"])
    .where("check_id", "in", [...checkIds])
    .execute();
}

export interface CheckRow {
  readonly deviceId: string;
  readonly memberId: string;
  readonly approvedAt: Date;
  readonly passedAt: Date | null;
  readonly waiting: boolean;
  readonly remindedOf: string | null;
}

/** What decides when the approved devices are due; `deviceId`: only that one. */
export async function loadStandings(tx: Tx, deviceId?: string): Promise<CheckRow[]> {
  return await tx
    .selectFrom("device as d")
    .select(["d.device_id as deviceId", "d.member_id as memberId"])
    .select(sql<Date>`coalesce(d.decided_at, d.requested_at)`.as("approvedAt"))
    .select(sql<string | null>`d.check_reminded_of::text`.as("remindedOf"))
    .select((eb) =>
      eb
        .selectFrom("device_check as c")
        .select((max) => max.fn.max("c.decided_at").as("at"))
        .whereRef("c.device_id", "=", "d.device_id")
        .where("c.state", "=", "passed")
        .as("passedAt"),
    )
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("device_check as c")
            .select("c.check_id")
            .whereRef("c.device_id", "=", "d.device_id")
            .where("c.state", "=", "waiting"),
        )
        .$castTo<boolean>()
        .as("waiting"),
    )
    .where("d.state", "=", "approved")
    .$if(deviceId !== undefined, (query) => query.where("d.device_id", "=", deviceId ?? ""))
    .orderBy("d.device_id")
    .execute();
}

export async function noteReminded(tx: Tx, deviceId: string, dueOn: string): Promise<void> {
  await tx
    .updateTable("device")
    .set({ check_reminded_of: sql`${dueOn}::date` })
    .where("device_id", "=", deviceId)
    .execute();
}

/** LK-16: the checks of devices that go, with their photos. */
export async function deleteChecks(tx: Tx, deviceIds: readonly string[]): Promise<void> {
  const going = tx
    .selectFrom("device_check")
    .select("check_id")
    .where("device_id", "in", [...deviceIds]);
  await tx.deleteFrom("device_check_photo").where("check_id", "in", going).execute();
  await tx
    .deleteFrom("device_check")
    .where("device_id", "in", [...deviceIds])
    .execute();
}
