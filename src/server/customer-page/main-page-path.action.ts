import type { Tx } from "../platform/db.ts";
import { mainPage } from "./page.store.ts";

/** Where customers write to this business; undefined while nothing is open to them. */
export async function mainPagePath(tx: Tx, tenantId: string): Promise<string | undefined> {
  const slug = await mainPage(tx, tenantId);
  return slug === undefined ? undefined : `/k/${slug}`;
}
