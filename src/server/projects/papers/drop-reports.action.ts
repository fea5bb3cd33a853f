import type { Tx } from "../../platform/db.ts";
import { dropReports } from "./report.store.ts";

/** Forgets reports whose files go: of a whole project, of those one key sealed, or one. */
export async function forgetReports(
  tx: Tx,
  projectId: string,
  which: { readonly ownerId?: string; readonly fileId?: string } = {},
): Promise<void> {
  await dropReports(tx, projectId, which);
}
