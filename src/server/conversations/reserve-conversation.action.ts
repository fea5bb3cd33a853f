import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import { listPeople } from "../members/list-people.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { tellProjectsOfConversations } from "../project-links/tell-projects.action.ts";
import { can } from "../rights/can.ts";
import { accessConversation } from "./access-conversation.action.ts";
import { changeConversation } from "./member-view.store.ts";

/**
 * "Chefsache": the conversation goes to an owner, and from now on only owner and office find it, in every list, search,
 * file, project and feed. Whoever hands it over may be among those who do not. Taking the mark away is the owner's.
 */
export async function reserveConversation(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  wish: { readonly reserved: boolean; readonly version: number },
): Promise<void> {
  const row = await accessConversation(tx, caller, conversationId);
  if (!wish.reserved && !can(caller, "release-reserved"))
    throw new Problem("not-allowed", {
      detail: {
        de: "Chefsache aufheben kann, wem der Betrieb gehört.",
        en: "Only an owner can open a reserved conversation again.",
      },
    });
  if (row.reserved === wish.reserved) return;
  const { tenantId, memberId } = caller;
  const change = wish.reserved
    ? { reservedAt: deps.clock.now(), assigneeId: await ownerFor(deps, tx, caller, row.assigneeId) }
    : { reservedAt: null };
  if (!(await changeConversation(tx, conversationId, wish.version, change))) throw new Problem("conflict");
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: wish.reserved ? "reserve-conversation" : "release-conversation",
    subjectKind: "conversation",
    subjectId: conversationId,
  });
  await appendEvents(deps, tx, tenantId, [
    { kind: "conversation-reserved", conversationId, contactId: row.contactId, memberId },
  ]);
  // Whoever works on its project sees the customer's photos no more, or again.
  await tellProjectsOfConversations(deps, tx, tenantId, [conversationId]);
}

/** The one who marks it, if it is theirs to keep; else the owner who has it; else the first one there is. */
async function ownerFor(deps: Deps, tx: Tx, caller: Caller, assigneeId: string | null): Promise<string> {
  if (caller.role === "owner") return caller.memberId;
  const owners = (await listPeople(deps, tx)).filter(({ role, active }) => role === "owner" && active);
  const owner = owners.find(({ id }) => id === assigneeId) ?? owners[0];
  if (!owner)
    throw new Problem("conflict", {
      detail: { de: "Niemand ist als Inhaber eingetragen.", en: "Nobody is entered as owner." },
    });
  return owner.id;
}
