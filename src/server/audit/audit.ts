import type { AuditVerb } from "../../contract/audit-verbs.ts";
import type { Caller } from "../platform/caller.ts";

/** Who did it: a member at a screen, a program with a member's token, a contact, or the server by itself. */
export interface Actor {
  readonly kind: "member" | "contact" | "server" | "api";
  readonly id: string | null;
}

/** One line of the audit: ids and closed values only, never message content, names, numbers or secrets. */
export interface AuditEntry {
  readonly tenantId: string;
  readonly actor: Actor;
  /** What a member would say, in the code's words; the screen has words of its own for each. */
  readonly verb: AuditVerb;
  readonly subjectKind: string;
  readonly subjectId?: string | null;
  readonly details?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

export const server: Actor = { kind: "server", id: null };

export function actorOf(caller: Pick<Caller, "kind" | "memberId">): Actor {
  return { kind: caller.kind === "api" ? "api" : "member", id: caller.memberId };
}
