import type { Role } from "../../contract/access.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { type Actor, actorOf } from "../audit/audit.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { pressOnce } from "../presses/press-once.action.ts";
import { insertMember } from "./member.store.ts";

/** Everybody who works here is in the room of the firm (`rooms/keep-firm-room.action.ts`). */
export type KeepFirmRoom = (deps: Deps, tx: Tx, tenantId: string) => Promise<void>;

/**
 * Enters a person of the business. They can do nothing until a device of theirs is enrolled and approved.
 * @returns the id, for the enrolment code
 */
export async function inviteMember(
  deps: Deps,
  caller: Caller,
  person: { name: string; role: Role; endsOn?: string | undefined; clientId?: string | undefined },
  keepFirmRoom: KeepFirmRoom,
): Promise<string> {
  if (person.role === "guest")
    throw new Problem("bad-input", {
      fields: { role: { de: "Gäste lädst du in ihrem Projekt ein.", en: "Guests are invited in their project." } },
    });
  return await deps.db.withTenant(caller.tenantId, (tx) =>
    pressOnce(deps, tx, caller, "invite-member", person, () =>
      enterMember(deps, tx, { tenantId: caller.tenantId, actor: actorOf(caller) }, person, keepFirmRoom),
    ),
  );
}

/** The same within a transaction, guests too: they come with their project. */
export async function enterMember(
  deps: Deps,
  tx: Tx,
  { tenantId, actor }: { readonly tenantId: string; readonly actor: Actor },
  { name, role, endsOn = null }: { name: string; role: Role; endsOn?: string | undefined | null },
  keepFirmRoom: KeepFirmRoom,
): Promise<string> {
  const id = deps.ids.uuid();
  await insertMember(tx, { tenantId, id, name, role, endsOn, at: deps.clock.now() });
  await appendAudit(deps, tx, {
    tenantId,
    actor,
    verb: "invite-member",
    subjectKind: "member",
    subjectId: id,
    details: { role },
  });
  await keepFirmRoom(deps, tx, tenantId);
  await appendEvents(deps, tx, tenantId, [{ kind: "member-changed", memberId: id }]);
  return id;
}
