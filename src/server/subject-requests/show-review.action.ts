import type { Review } from "../../contract/subject-requests.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { accessRequest } from "./access-request.action.ts";
import { countOpen, reviewItems } from "./review-items.action.ts";

/** Everything an answer would hold, with what looks like third persons. */
export async function showReview(deps: Deps, caller: Caller, requestId: string): Promise<Review> {
  return await deps.db.withTenant(caller.tenantId, async (tx) => {
    const { row, key } = await accessRequest(deps, tx, caller, requestId);
    if (!key) return { items: [], undecided: 0 };
    const { items } = await reviewItems(deps, tx, caller.tenantId, row, key);
    return { items, undecided: countOpen(items) };
  });
}
