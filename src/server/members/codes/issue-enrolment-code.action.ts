import type { EnrolmentCode } from "../../../contract/access.ts";
import { actorOf } from "../../audit/audit.ts";
import { findDevice } from "../../devices/find-device.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { after } from "../../platform/instant.ts";
import { Problem } from "../../platform/problem.ts";
import { enrolmentCodeLifeMs } from "../access-times.ts";
import { findMember } from "../member.store.ts";
import { showCode } from "./code-text.ts";
import { qrOf } from "./qr-of.adapter.ts";
import { replaceEnrolmentCode } from "./replace-enrolment-code.action.ts";

/**
 * A code with which one member enters one device, good for ten minutes unless said otherwise; it ends an open one. The code is in the
 * link's fragment, which no server and no log ever sees (V26).
 * @param replaces the member's device whose place the new one takes once it is let in (G12)
 */
export async function issueEnrolmentCode(
  deps: Deps,
  caller: Caller,
  memberId: string,
  { lifeMs = enrolmentCodeLifeMs, replaces }: { lifeMs?: number; replaces?: string | undefined },
): Promise<EnrolmentCode> {
  const { tenantId } = caller;
  const code = await deps.db.withTenant(tenantId, async (tx) => {
    const member = await findMember(tx, memberId, deps.clock.now());
    if (!member?.active) throw new Problem("not-found");
    const old = replaces === undefined ? undefined : await findDevice(tx, { id: replaces });
    if (replaces !== undefined && (old?.memberId !== memberId || old.state !== "approved"))
      throw new Problem("not-found");
    return await replaceEnrolmentCode(deps, tx, { tenantId, actor: actorOf(caller), member, lifeMs, replaces });
  });
  const link = `${deps.publicUrl(tenantId)}/geraet#${showCode(code)}`;
  const expiresAt = after(deps.clock.now(), lifeMs).toISOString();
  return { link, code: showCode(code), qr: await qrOf(link), expiresAt };
}
