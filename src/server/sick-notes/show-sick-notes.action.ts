import { MemberId } from "../../contract/ids.ts";
import type { SickNotes, SickNoteView } from "../../contract/team.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { sickNotesTo } from "../team/sick-notes-to.action.ts";
import { countOpenSickNotes, loadSickNotes, type SickNote } from "./sick-note.store.ts";

/** What came to the caller's role, and the caller's own; nobody else's. */
export async function showSickNotes(deps: Pick<Deps, "seal" | "clock">, tx: Tx, caller: Caller): Promise<SickNotes> {
  const { tenantId, memberId, role } = caller;
  const names = new Map((await listPeople(deps, tx)).map(({ id, name }) => [id, name]));
  const view = (note: SickNote): SickNoteView => ({
    id: note.id,
    memberId: MemberId.parse(note.memberId),
    name: names.get(note.memberId) ?? "",
    from: note.from,
    until: note.until,
    hasPhoto: note.hasPhoto,
    sentAt: note.sentAt.toISOString(),
    takenAt: note.takenAt?.toISOString() ?? null,
  });
  const receives = role === "owner" || role === "office";
  return {
    receiver: await sickNotesTo(tx),
    received: receives ? (await loadSickNotes(deps, tx, tenantId, { receiver: role })).map(view) : [],
    own: (await loadSickNotes(deps, tx, tenantId, { memberId })).map(view),
  };
}

/** How many wait for this role; nothing for anybody else. */
export async function countSickNotes(tx: Tx, { role }: Pick<Caller, "role">): Promise<number> {
  return role === "owner" || role === "office" ? await countOpenSickNotes(tx, role) : 0;
}
