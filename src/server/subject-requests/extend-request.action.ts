import type { RequestTold, TellPerson } from "../../contract/subject-requests.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { accessOpenRequest } from "./access-request.action.ts";
import { changeRequest } from "./change-request.action.ts";
import { extendedDueOn } from "./deadline.ts";
import { extensionText } from "./tell.ts";
import { tellContact } from "./tell-contact.action.ts";
import { tellOnce } from "./tell-once.action.ts";

/**
 * Art. 12(3): two more months for a complex request, once, with the reason told to the person within the first month.
 * @throws Problem conflict when it is extended already, not-lawful when the first month is over
 */
export async function extendRequest(
  deps: Deps,
  caller: Caller,
  requestId: string,
  wish: TellPerson,
): Promise<RequestTold> {
  const { tenantId } = caller;
  const act = async (tx: Tx) => {
    const found = await accessOpenRequest(deps, tx, caller, requestId);
    // A wish of the team: there is nobody outside to write to.
    if (found.row.source === "office") throw new Problem("conflict");
    const { row } = found;
    if (row.extended_at !== null)
      throw new Problem("conflict", {
        detail: { de: "Diese Frist ist schon verlängert.", en: "This deadline is already extended." },
      });
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    if (today > row.due_on)
      throw new Problem("not-lawful", {
        detail: {
          de: "Der erste Monat ist vorbei. Verlängern geht nur vorher. Bitte antworte jetzt sofort.",
          en: "The first month is over. It can be extended only before. Please answer at once.",
        },
      });
    const due = extendedDueOn(row.received_on, (await readSetup(tx)).business.state);
    const text = extensionText(row.kind, due, wish.reason);
    const told = await tellContact(deps, tx, tenantId, { conversationId: row.conversation_id, text, caller });
    await changeRequest(deps, tx, caller, found, {
      verb: "extend-subject-request",
      change: { due_on: due, extended_at: deps.clock.now(), reminded: "fresh" },
      notes: { extension: wish.reason },
      details: { dueOn: due, told: told.leaves },
      events: told.events,
    });
    return told;
  };
  return await deps.db.withTenant(tenantId, (tx) =>
    tellOnce(deps, tx, caller, `extend-request ${requestId}`, wish, () => act(tx)),
  );
}
