import { MemberId } from "../../contract/ids.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { earliest } from "../working-time/spans.ts";
import { loadPublished } from "./published-shift.store.ts";

/** Who was asked about a shift that is still to come and has said nothing: by name, and since when. For planners. */
export async function unseenPlan(deps: Pick<Deps, "seal" | "clock">, tx: Tx, tenantId: string) {
  const now = deps.clock.now();
  const silent = (await loadPublished(deps, tx, tenantId, { asked: true })).filter(({ end }) => end > now);
  const names = new Map((await listPeople(deps, tx)).map(({ id, name }) => [id, name]));
  return [...Map.groupBy(silent, ({ memberId }) => memberId)]
    .map(([memberId, theirs]) => ({
      memberId: MemberId.parse(memberId),
      name: names.get(memberId) ?? "",
      since: earliest(now, ...theirs.map(({ publishedAt }) => publishedAt)).toISOString(),
    }))
    .toSorted((a, b) => a.since.localeCompare(b.since));
}
