import type { Words } from "../../contract/words.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { lastOwner } from "./change-member.action.ts";
import { countOtherOwners, findMember, lockMembers, type Member, updateMember } from "./member.store.ts";

/** Why somebody cannot be let go, in words for the one who asks; undefined: they can. */
export async function whyNotLetGo(
  tx: Tx,
  member: Pick<Member, "id" | "role">,
  callerId: string | undefined,
): Promise<Words | undefined> {
  if (member.id === callerId)
    return {
      de: "Du kannst nicht selbst ausscheiden. Das macht jemand anders aus der Inhaberschaft.",
      en: "You cannot let yourself go. Another owner does that.",
    };
  return member.role === "owner" && (await countOtherOwners(tx, member.id)) === 0 ? lastOwner : undefined;
}

/**
 * Sets the last day of a member, or takes it back. `over`: it ends this moment, not at midnight, and whoever
 * calls takes them out of the rooms.
 * @param callerId who asks; undefined: nobody in person
 * @throws Problem not-found; conflict for oneself and for the last owner
 */
export async function setLastDay(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { memberId, callerId, endsOn, over }: { memberId: string; callerId?: string; endsOn: string | null; over: boolean },
): Promise<Member> {
  const now = deps.clock.now();
  await lockMembers(tx, tenantId);
  const member = await findMember(tx, memberId, now);
  if (member === undefined) throw new Problem("not-found");
  const refusal = endsOn === null ? undefined : await whyNotLetGo(tx, member, callerId);
  if (refusal !== undefined) throw new Problem("conflict", { detail: refusal });
  await updateMember(tx, memberId, { endsOn, ...(over && { disabledAt: now }) });
  return member;
}
