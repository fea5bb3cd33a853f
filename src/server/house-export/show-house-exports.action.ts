import type { HouseExports } from "../../contract/house-export.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { loadShownNames } from "../rooms/show-room-messages.action.ts";
import { noCounts } from "./counts.ts";
import { loadExports, loadParts } from "./house-export.store.ts";

/** What was ordered, newest first: how far it is, what lies ready, what was fetched. */
export async function showHouseExports(deps: Deps, { tenantId }: Caller): Promise<HouseExports> {
  return await deps.db.withTenant(tenantId, async (tx) => {
    const rows = await loadExports(tx, 10);
    const ids = rows.map(({ exportId }) => exportId);
    const parts = Map.groupBy(await loadParts(tx, ids), ({ exportId }) => exportId);
    const nameOf = await loadShownNames(deps, tx, tenantId);
    return {
      items: rows.map((row) => ({
        id: row.exportId,
        state: row.state,
        orderedAt: row.orderedAt.toISOString(),
        orderedBy: nameOf(row.orderedBy),
        done: row.done + row.underWay,
        total: row.total,
        waitsForRoom: row.state === "working" && row.waitsForRoom,
        counts: { ...noCounts(), ...row.counts },
        parts: (row.state === "ready" ? (parts.get(row.exportId) ?? []) : []).map((part) => ({
          number: part.number,
          bytes: part.bytes,
          files: part.files,
          hash: Buffer.from(part.hash).toString("hex"),
          fetchedAt: part.fetchedAt?.toISOString() ?? null,
        })),
        finishedAt: row.finishedAt?.toISOString() ?? null,
        expiresAt: row.expiresAt?.toISOString() ?? null,
      })),
    };
  });
}
