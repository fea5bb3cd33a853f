import { z } from "zod";
import { ContactId, MemberId } from "../../contract/ids.ts";
import type { ErasurePreview, ErasureReceipt } from "../../contract/retention.ts";
import { accessContact } from "../contacts/access-contact.action.ts";
import { channelsOf } from "../contacts/forget-contact.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, day } from "../platform/instant.ts";
import { lastErasureRequest, openCopyRequests } from "../subject-requests/erasure-requests.action.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { loadChannelForgets, type NotedForget } from "./channel-forget.store.ts";
import { loadErasures } from "./erasure.store.ts";
import { elsewhere, labelOf, outside } from "./erasure-plan.ts";
import { planErasure } from "./plan-erasure.action.ts";
import { mayBeAsked, stoppedAmong } from "./stopped-forgets.action.ts";

/** What would go and what would stay, before anybody decides. */
export async function previewErasure(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  contactId: string,
): Promise<z.output<typeof ErasurePreview>> {
  await accessContact(deps, tx, caller, contactId);
  const { goes, stays, verdict, holdings } = await planErasure(deps, tx, caller.tenantId, contactId);
  const asked = await lastErasureRequest(tx, contactId);
  return {
    goes,
    stays,
    holds: holdings.holds,
    verdict: verdict.verdict,
    whyDe: verdict.whyDe,
    rules: [...verdict.rules],
    elsewhere: outside(await channelsOf(tx, contactId)),
    asked,
    unanswered: await openCopyRequests(tx, contactId),
  };
}

const Gone = z.record(z.string(), z.number());
const Kept = z.array(
  z
    .object({
      what: z.enum(["letter", "suppression", "project"]).optional(),
      retentionClass: z.string(),
      count: z.number(),
      until: z.string().nullable(),
    })
    // Before projects were among it, the class said what it was.
    .transform(({ what, ...kept }) => ({
      what: what ?? (kept.retentionClass === "LK-7" ? "suppression" : "letter"),
      ...kept,
    })),
);
const Book = z.array(z.object({ channel: z.string(), outcome: z.string() }));
/** With the end of the epoch the last wrapped copy of the key is noise, in every backup too. */
const keysGoneAfter = 7 * day;

interface ShownForget extends Omit<NotedForget, "outcome"> {
  readonly outcome: NotedForget["outcome"] | "stopped";
  readonly mayAsk: boolean;
}

function openOf(forgets: readonly ShownForget[]): z.output<typeof ErasureReceipt>["elsewhereOpen"] {
  const open = (["parked", "stopped", "waiting"] as const).find((state) =>
    forgets.some(({ outcome }) => outcome === state),
  );
  return open ?? "no";
}

/** What the channels said to each erasure, and whether anybody goes on asking. */
async function forgetsOf(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  erasureIds: readonly string[],
): Promise<Map<string, ShownForget[]>> {
  const forgets = await loadChannelForgets(tx, erasureIds);
  const stopped = new Set(await stoppedAmong(tx, forgets));
  const shown = forgets.map(
    (one): ShownForget => ({
      ...one,
      outcome: stopped.has(one) ? "stopped" : one.outcome,
      mayAsk: mayBeAsked(deps, tenantId, one),
    }),
  );
  return Map.groupBy(shown, ({ erasureId }) => erasureId);
}

/** The last who said that something is deleted by hand. */
function settledOf(forgets: readonly ShownForget[]): z.output<typeof ErasureReceipt>["settled"] {
  const settled = forgets.flatMap((one) => (one.settled === null ? [] : [one.settled])).at(-1);
  if (settled === undefined) return null;
  return { by: { id: MemberId.parse(settled.memberId), name: settled.name }, at: settled.at.toISOString() };
}

/**
 * Receipts of erasures: of one contact, or of all that somebody asked for and, where the period was the cause, of those
 * that needed a hand. What is not finished comes first, then the newest.
 */
export async function showErasures(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  contactId?: string,
): Promise<z.output<typeof ErasureReceipt>[]> {
  const zone = await loadTimeZone(tx, tenantId);
  const rows = await loadErasures(tx, deps.clock.now(), contactId);
  const ids = rows.map((row) => row.erasure_id);
  const forgets = await forgetsOf(deps, tx, tenantId, ids);
  return rows.map((row) => ({
    id: row.erasure_id,
    contactId: ContactId.parse(row.contact_id),
    cause: row.cause,
    begunAt: row.begun_at.toISOString(),
    doneAt: row.done_at?.toISOString() ?? null,
    by: row.asked_by === null ? null : { id: MemberId.parse(row.asked_by), name: row.member_name ?? "" },
    gone: Gone.parse(row.gone),
    kept: Kept.parse(row.kept).map((kept) => ({ ...kept, label: labelOf(kept.what, kept.retentionClass) })),
    elsewhere: elsewhere([
      ...Book.parse(row.channel_book),
      ...(forgets.get(row.erasure_id) ?? []).map((one) => ({ ...one, channel: one.channelKind })),
    ]),
    elsewhereOpen: openOf(forgets.get(row.erasure_id) ?? []),
    mayAskAgain: (forgets.get(row.erasure_id) ?? []).some(({ mayAsk, outcome }) => mayAsk || outcome === "stopped"),
    settled: settledOf(forgets.get(row.erasure_id) ?? []),
    keysGoneOn: localDay(after(row.done_at ?? row.begun_at, keysGoneAfter), zone),
  }));
}
