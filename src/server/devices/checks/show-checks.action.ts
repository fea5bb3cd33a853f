import type { z } from "zod";
import { CheckPoint, CheckView } from "../../../contract/device-checks.ts";
import type { ServedFile } from "../../attachments/serve-file.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { loadChecks, loadPhoto, loadPhotos } from "./check.store.ts";

type View = z.output<typeof CheckView>;

/** Who checked which of these devices when, newest first, by device. */
export async function showChecks(tx: Tx, deviceIds: readonly string[]): Promise<Map<string, View[]>> {
  const rows = await loadChecks(tx, deviceIds);
  const photos = await loadPhotos(
    tx,
    rows.map((row) => row.check_id),
  );
  const shown = new Map<string, View[]>(deviceIds.map((id) => [id, []]));
  for (const row of rows)
    shown.get(row.device_id)?.push({
      id: row.check_id,
      kind: CheckView.shape.kind.parse(row.kind),
      state: CheckView.shape.state.parse(row.state),
      points: row.points.map((point) => CheckPoint.parse(point)),
      ownedByBusiness: row.owned_by_business,
      holder: row.holder ?? "",
      submittedAt: row.submitted_at.toISOString(),
      submittedBy: row.submitter ?? "",
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decider,
      photos: photos
        .filter((photo) => photo.check_id === row.check_id)
        .map((photo) => ({ id: photo.photo_id, point: CheckPoint.parse(photo.point) })),
    });
  return shown;
}

/** One photo, opened. @throws Problem not-found */
export async function readPhoto(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  ids: { readonly id: string; readonly check: string; readonly photo: string },
): Promise<ServedFile> {
  const row = await loadPhoto(tx, ids.id, ids.check, ids.photo);
  if (row === undefined) throw new Problem("not-found");
  const place = { table: "device_check_photo", row: ids.photo, column: "sealed_content" };
  return {
    mimeType: row.mime_type,
    name: `Gerätecheck ${row.taken_in_at.toISOString().slice(0, 10)}`,
    bytes: deps.seal.openForTenant(tenantId, place, row.sealed_content),
    tag: ids.photo,
  };
}
