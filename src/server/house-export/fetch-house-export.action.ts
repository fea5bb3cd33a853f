import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { readBlocks } from "../platform/block-vault.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { localDay } from "../retention/calendar-day.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { loadExport, loadParts, markFetched } from "./house-export.store.ts";
import { partFile, partPlace } from "./write-part.action.ts";

export interface FetchedPart {
  readonly fileName: string;
  readonly bytes: number;
  readonly content: AsyncGenerator<Buffer>;
}

/** Hands a part over, block by block; who fetched it when stands in the audit (DV-2). */
export async function fetchHouseExport(
  deps: Deps,
  caller: Caller,
  exportId: string,
  number: number,
): Promise<FetchedPart> {
  const { tenantId } = caller;
  const { part, parts, on } = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await loadExport(tx, exportId);
    const now = deps.clock.now();
    const open = row?.state === "ready" && row.expiresAt !== null && row.expiresAt > now;
    const parts = open ? await loadParts(tx, [exportId]) : [];
    const part = parts.find((one) => one.number === number);
    if (!row || !part) throw new Problem("not-found");
    await markFetched(tx, part.partId, now);
    const entry = { tenantId, actor: actorOf(caller), verb: "fetch-house-export", subjectKind: "house-export" };
    await appendAudit(deps, tx, { ...entry, subjectId: exportId, details: { part: number, bytes: part.bytes } });
    return { part, parts: parts.length, on: localDay(row.orderedAt, await loadTimeZone(tx, tenantId)) };
  });
  const open = (n: number, sealed: Uint8Array) => deps.seal.openForTenant(tenantId, partPlace(part.partId, n), sealed);
  return {
    fileName: `Werkbote-Daten-${on}${parts === 1 ? "" : `-Teil-${number}-von-${parts}`}.zip`,
    bytes: part.bytes,
    content: readBlocks(partFile(deps, tenantId, part.partId), part.bytes, open),
  };
}
