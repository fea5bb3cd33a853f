import type { Deps } from "../platform/deps.ts";
import { tableHead, tableRows } from "../platform/documents/table.adapter.ts";
import { listTextBlocks } from "../text-blocks/keep-text-block.action.ts";
import type { Walk } from "./walk.ts";
import { type Entry, textEntry } from "./zip-stream.adapter.ts";

/** The texts the business wrote for answering, with their gaps. */
export async function exportTextBlocks(deps: Deps, { caller }: Walk): Promise<Entry> {
  const blocks = await deps.db.withTenant(caller.tenantId, listTextBlocks);
  const rows = tableRows(blocks.map(({ name, text }) => [name, text]));
  return textEntry("textbausteine.csv", tableHead(["Name", "Text"]) + rows);
}
