import type { Role } from "../../../contract/access.ts";
import { appendAudit } from "../../audit/append-audit.action.ts";
import type { Actor } from "../../audit/audit.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { endCodesOf } from "./code.store.ts";
import { issueCode } from "./issue-code.action.ts";

export interface NewEnrolment {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly member: { readonly id: string; readonly role: Role };
  readonly lifeMs: number;
  /** The device whose place the new one takes once it is let in (G12). */
  readonly replaces?: string | undefined;
}

/** Ends the member's open enrolment code and issues the next one, with a line in the audit. Returns the code as it is kept. */
export async function replaceEnrolmentCode(
  deps: Pick<Deps, "clock" | "ids">,
  tx: Tx,
  { tenantId, actor, member, lifeMs, replaces }: NewEnrolment,
): Promise<string> {
  await endCodesOf(tx, member.id, "enrol", deps.clock.now());
  const subject = { subjectKind: "member", subjectId: member.id } as const;
  await appendAudit(deps, tx, { tenantId, actor, verb: "issue-enrolment-code", ...subject });
  const details = { role: member.role, ...(replaces === undefined ? {} : { replaces }) };
  return await issueCode(deps, tx, { tenantId, purpose: "enrol", memberId: member.id, details, lifeMs });
}
