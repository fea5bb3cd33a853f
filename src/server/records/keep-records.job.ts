import { server } from "../audit/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { makeRecords } from "./make-records.action.ts";

/** Compares the records with what runs, every night. */
export async function keepRecords(deps: Deps, tenantId: string): Promise<void> {
  await makeRecords(deps, tenantId, server);
}
