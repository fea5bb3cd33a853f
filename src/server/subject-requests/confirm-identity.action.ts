import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { accessOpenRequest } from "./access-request.action.ts";
import { changeRequest } from "./change-request.action.ts";

/** A member made sure who asks and writes down how: the answer may now cover every account of this contact (DS-2). */
export async function confirmIdentity(deps: Deps, caller: Caller, requestId: string, how: string): Promise<void> {
  await deps.db.withTenant(caller.tenantId, async (tx) => {
    const found = await accessOpenRequest(deps, tx, caller, requestId);
    // Pressed again because no answer came: it stands there just so.
    if (found.row.identity_proof === "confirmed" && found.notes.identity === how) return;
    await changeRequest(deps, tx, caller, found, {
      verb: "confirm-identity",
      change: { identity_proof: "confirmed" },
      notes: { identity: how },
    });
  });
}
