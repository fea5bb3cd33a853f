import type { Role } from "../../contract/access.ts";
import type { Words } from "../../contract/words.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { notify } from "../platform/wake.ts";
import { endSessions } from "./end-sessions.action.ts";
import type { KeepFirmRoom } from "./invite-member.action.ts";
import { countOtherOwners, findMember, lockMembers, updateMember } from "./member.store.ts";
import { tokensOf } from "./tokens/api-token.store.ts";

export const lastOwner: Words = {
  de: "Eine Inhaberin oder ein Inhaber mit freigegebenem Gerät muss bleiben. Trag zuerst jemanden ein und gib das Gerät frei.",
  en: "One owner with an approved device must stay. Enter somebody first and approve the device.",
};

export interface MemberChangeInput {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * Changes name, role or access of a member. A disabled member's sessions end at once, and so do those of a
 * member whose role changed: what their open screens may show was decided under the old one (V28). Their programs keep
 * their tokens, but what those hold open ends as well.
 * @throws Problem not-found; conflict when the business would be left without an owner who can sign in
 */
export async function changeMember(
  deps: Deps,
  caller: Caller,
  memberId: string,
  change: MemberChangeInput,
  keepFirmRoom: KeepFirmRoom,
): Promise<void> {
  const { tenantId } = caller;
  await deps.db.withTenant(tenantId, async (tx) => {
    const now = deps.clock.now();
    await lockMembers(tx, tenantId);
    const member = await findMember(tx, memberId, now);
    if (member === undefined) throw new Problem("not-found");
    const role = change.role ?? member.role;
    // A guest belongs to one project, a member to the business: neither becomes the other by a change of role.
    if (role !== member.role && (role === "guest" || member.role === "guest"))
      throw new Problem("bad-input", {
        fields: { role: { de: "Gäste lädst du in ihrem Projekt ein.", en: "Guests are invited in their project." } },
      });
    const stays = role === "owner" && !change.disabled;
    if (member.role === "owner" && !stays && (await countOtherOwners(tx, memberId)) === 0)
      throw new Problem("conflict", { detail: lastOwner });
    const disabledAt = change.disabled === undefined ? undefined : change.disabled ? now : null;
    await updateMember(tx, memberId, { name: change.name, role: change.role, disabledAt });
    const after = await findMember(tx, memberId, now);
    const ends = after?.active !== true || role !== member.role;
    const sessionsEnded = ends ? await endSessions(deps, tx, tenantId, { memberId }) : 0;
    if (ends) for (const id of await tokensOf(tx, memberId)) await notify(tx, "session", `${tenantId}/${id}`);
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "change-member",
      subjectKind: "member",
      subjectId: memberId,
      details: { fields: Object.keys(change), role, sessionsEnded },
    });
    await keepFirmRoom(deps, tx, tenantId);
    await appendEvents(deps, tx, tenantId, [{ kind: "member-changed", memberId }]);
  });
}
