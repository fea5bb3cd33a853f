import type { RequestTold, TellPerson } from "../../contract/subject-requests.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { accessOpenRequest } from "./access-request.action.ts";
import { changeRequest } from "./change-request.action.ts";
import { takeBackRelease } from "./packet.store.ts";
import { doubtText } from "./tell.ts";
import { tellContact } from "./tell-contact.action.ts";
import { tellOnce } from "./tell-once.action.ts";

/**
 * Art. 12(6): reasoned doubt. The account the data belong to is asked, and nothing is handed over meanwhile: an answer
 * that waits to be collected is taken back. The deadline runs on: that is the safe side.
 */
export async function doubtIdentity(
  deps: Deps,
  caller: Caller,
  requestId: string,
  wish: TellPerson,
): Promise<RequestTold> {
  const act = async (tx: Tx) => {
    const found = await accessOpenRequest(deps, tx, caller, requestId);
    // A wish of the team: there is nobody outside to write to.
    if (found.row.source === "office") throw new Problem("conflict");
    const { row } = found;
    const text = doubtText(row.kind);
    await takeBackRelease(tx, requestId);
    const told = await tellContact(deps, tx, caller.tenantId, { conversationId: row.conversation_id, text, caller });
    await changeRequest(deps, tx, caller, found, {
      verb: "doubt-identity",
      change: { identity_proof: "doubted" },
      notes: { doubt: wish.reason },
      details: { told: told.leaves },
      events: told.events,
    });
    return told;
  };
  return await deps.db.withTenant(caller.tenantId, (tx) =>
    tellOnce(deps, tx, caller, `doubt-identity ${requestId}`, wish, () => act(tx)),
  );
}
