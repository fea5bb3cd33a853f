import { dayName } from "../opening/opening-words.ts";
import { showOpening } from "../opening/show-opening.action.ts";
import type { Deps } from "../platform/deps.ts";
import { tableHead, tableRows } from "../platform/documents/table.adapter.ts";
import type { Walk } from "./walk.ts";
import { type Entry, textEntry } from "./zip-stream.adapter.ts";

/** When the business is open, which days it closes, and what it says by itself while nobody is there. */
export async function exportOpening(deps: Deps, { caller }: Walk): Promise<Entry> {
  const { tenantId } = caller;
  const { hours, closed, channels } = await deps.db.withTenant(tenantId, (tx) => showOpening(deps, tx, tenantId));
  const rows = [
    ...hours.map(({ day, from, to }) => [dayName(day), from, to]),
    ...closed.map(({ from, to }) => ["geschlossen", from, to]),
    ...channels.map(({ label, active, text }) => [`Antwort auf ${label}`, active ? "an" : "aus", text]),
  ];
  return textEntry("oeffnungszeiten.csv", tableHead(["Was", "Von", "Bis"]) + tableRows(rows));
}
