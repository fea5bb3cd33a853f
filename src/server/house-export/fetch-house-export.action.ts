import { type ByteRange, readRange } from "../attachments/byte-range.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { readBlocks } from "../platform/files/block-vault.ts";
import { inSmallPieces } from "../platform/http/small-pieces.adapter.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { loadExport, loadParts, markFetched } from "./house-export.store.ts";
import { partFile, partPlace } from "./write-part.action.ts";

export interface FetchedPart {
  readonly fileName: string;
  readonly bytes: number;
  /** Changes with the content. */
  readonly tag: string;
  readonly range: ByteRange | "unsatisfiable" | undefined;
  readonly content: AsyncGenerator<Buffer>;
}

/**
 * Hands a part over, or goes on where the line broke; who asked for it when, from which byte, stands in the audit (DV-2).
 * It counts as fetched when the last bytes were on their way.
 * @param asked the range a browser asks for, and of which content it has the beginning (RFC 9110, 13.1.5)
 */
export async function fetchHouseExport(
  deps: Deps,
  caller: Caller,
  exportId: string,
  number: number,
  asked: { readonly range?: string | undefined; readonly ifRange?: string | undefined },
): Promise<FetchedPart> {
  const { tenantId } = caller;
  const { part, parts, on, tag, range } = await deps.db.withTenant(tenantId, async (tx) => {
    const row = await loadExport(tx, exportId);
    const now = deps.clock.now();
    const open = row?.state === "ready" && row.expiresAt !== null && row.expiresAt > now;
    const parts = open ? await loadParts(tx, [exportId]) : [];
    const part = parts.find((one) => one.number === number);
    if (!row || !part) throw new Problem("not-found");
    const tag = `"${Buffer.from(part.hash).toString("hex").slice(0, 32)}"`;
    const goesOn = asked.ifRange === undefined || asked.ifRange === tag;
    const range = goesOn ? readRange(asked.range, part.bytes) : undefined;
    const from = typeof range === "object" ? { from: range.from } : {};
    const entry = {
      tenantId,
      actor: actorOf(caller),
      verb: "fetch-house-export",
      subjectKind: "house-export",
    } as const;
    await appendAudit(deps, tx, {
      ...entry,
      subjectId: exportId,
      details: { part: number, bytes: part.bytes, ...from },
    });
    return { part, tag, range, parts: parts.length, on: localDay(row.orderedAt, await loadTimeZone(tx, tenantId)) };
  });
  const open = (n: number, sealed: Uint8Array) => deps.seal.openForTenant(tenantId, partPlace(part.partId, n), sealed);
  return {
    fileName: `Werkbote-Daten-${on}${parts === 1 ? "" : `-Teil-${number}-von-${parts}`}.zip`,
    bytes: part.bytes,
    tag,
    range,
    content: handOver(typeof range === "object" ? range : undefined),
  };

  async function* handOver(piece: ByteRange = { from: 0, to: part.bytes - 1 }): AsyncGenerator<Buffer> {
    const blocks = readBlocks(partFile(deps, tenantId, part.partId), part.bytes, open, piece);
    yield* inSmallPieces(blocks);
    if (piece.to === part.bytes - 1)
      await deps.db.withTenant(tenantId, (tx) => markFetched(tx, part.partId, deps.clock.now()));
  }
}
