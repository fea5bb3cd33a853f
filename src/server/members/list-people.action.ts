import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { listMembers, type Member } from "./member.store.ts";

export type { Member } from "./member.store.ts";

/** Everybody of the business, those who have left included: the roster of last month still names them. */
export async function listPeople({ clock }: Pick<Deps, "clock">, tx: Tx): Promise<Member[]> {
  return await listMembers(tx, clock.now());
}
