import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Deps } from "../../platform/deps.ts";
import { hashSecret } from "../../platform/ids.ts";
import { Problem } from "../../platform/problem.ts";
import { pressOnce } from "../../presses/press-once.action.ts";
import { insertToken, replaceSecret } from "./api-token.store.ts";

/**
 * A token for a program that acts as the caller, never as anybody else (V65). Shown once; the hash is kept. Asked for
 * again because the answer was lost, it gets another secret: nobody has seen the first. One in use keeps its own.
 */
export async function createToken(
  deps: Deps,
  caller: Caller,
  label: string,
  clientId?: string,
): Promise<{ id: string; token: string }> {
  const { tenantId, memberId } = caller;
  const tokenId = deps.ids.uuid();
  const token = `wb_${deps.ids.secret()}`;
  const secretHash = hashSecret(token);
  const wish = { label, clientId };
  const id = await deps.db.withTenant(tenantId, async (tx) => {
    const made = await pressOnce(deps, tx, caller, "create-token", wish, async () => {
      await insertToken(tx, { tenantId, tokenId, secretHash, memberId, label, at: deps.clock.now() });
      await appendAudit(deps, tx, {
        tenantId,
        actor: actorOf(caller),
        verb: "create-token",
        subjectKind: "token",
        subjectId: tokenId,
      });
      return tokenId;
    });
    if (made !== tokenId && !(await replaceSecret(tx, made, secretHash)))
      throw new Problem("conflict", {
        detail: {
          de: "Diesen Zugang gibt es schon. Er wurde bereits benutzt oder beendet. Lade die Seite neu.",
          en: "This access is there already. It has been used or ended. Reload the page.",
        },
        more: { pressedBefore: true },
      });
    return made;
  });
  return { id, token };
}
