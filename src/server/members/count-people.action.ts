import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { listMembers } from "./member.store.ts";

/** How many people of the business may work with customers' data today (AC-4). A guest works for somebody else. */
export async function countPeople({ clock }: Pick<Deps, "clock">, tx: Tx): Promise<number> {
  const rows = await listMembers(tx, clock.now());
  return rows.filter(({ active, role }) => active && role !== "guest").length;
}
