import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { deleteFinished } from "./upload.store.ts";

/** Nobody finishes an upload a second time after a week: the blocks it was made of are gone since the first night. */
export async function sweepUploads(deps: Deps, tenantId: string): Promise<void> {
  await deps.db.withTenant(tenantId, (tx) => deleteFinished(tx, after(deps.clock.now(), -7 * day)));
}
