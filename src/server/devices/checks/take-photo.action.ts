import { createHash } from "node:crypto";
import type { CheckPoint } from "../../../contract/device-checks.ts";
import type { CleanPhoto } from "../../attachments/clean-photo.action.ts";
import { keepMediaVerdict } from "../../attachments/keep-media-verdict.action.ts";
import { appendEvents } from "../../events/append-events.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { lockWaiting, putPhoto } from "./check.store.ts";

export const settingsPhotoKinds = /^image\/(jpeg|png|webp|heic|heif)$/;

/**
 * Keeps a photo of the device's settings for one point of its check, sealed. Only while the check waits: what the owner
 * has seen stays as it was.
 * @param photo.checkId absent: whichever check waits (a device that is not let in yet knows no ids)
 * @throws Problem conflict (the check is decided)
 */
export async function takePhoto(
  deps: Pick<Deps, "clock" | "ids" | "seal">,
  tx: Tx,
  tenantId: string,
  photo: {
    readonly deviceId: string;
    readonly holderId: string;
    readonly checkId?: string;
    readonly point: CheckPoint;
    readonly memberId: string;
    readonly picture: CleanPhoto;
  },
): Promise<void> {
  const { picture, point } = photo;
  const { mimeType, before, judged } = picture;
  const waiting = await lockWaiting(tx, photo.deviceId);
  if (waiting === undefined || (photo.checkId ?? waiting) !== waiting) throw new Problem("conflict");
  const photoId = deps.ids.uuid();
  const place = { table: "device_check_photo", row: photoId, column: "sealed_content" };
  await putPhoto(tx, tenantId, {
    photoId,
    checkId: waiting,
    point,
    mimeType,
    hashBefore: sha256(before),
    hashAfter: sha256(judged.bytes),
    removedTags: judged.removedTags,
    decisionId: await keepMediaVerdict(deps, tx, tenantId, photo.memberId, judged),
    sealed: deps.seal.forTenant(tenantId, place, judged.bytes),
    at: deps.clock.now(),
  });
  await appendEvents(deps, tx, tenantId, [{ kind: "device-changed", memberId: photo.holderId }]);
}

const sha256 = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();
