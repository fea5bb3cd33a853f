import type { z } from "zod";
import type { OpenRequest } from "../../contract/subject-requests.ts";
import { actorOf } from "../audit/audit.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { accessConversation } from "../conversations/access-conversation.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { Problem } from "../platform/problem.ts";
import { loadTimeZone } from "../tenants/load-time-zone.action.ts";
import { localDay } from "../time/calendar-day.ts";
import { openRequest } from "./open-request.action.ts";
import { loadParties } from "./subject-request.store.ts";

/**
 * A member enters what came by phone, letter, mail or at the counter. Who really asked is open then, unless it was
 * written in this very conversation (DS-2). What the office wants erased of its own accord is asked of the owner here.
 * @throws Problem not-found; conflict when the same wish is open; bad-input for a day in the future
 */
export async function enterRequest(deps: Deps, caller: Caller, input: z.output<typeof OpenRequest>): Promise<string> {
  const { tenantId } = caller;
  const requestId = await deps.db.withTenant(tenantId, async (tx) => {
    const { channelKind } = await accessConversation(tx, caller, input.conversationId);
    const parties = await loadParties(tx, input.conversationId);
    const key =
      parties && (await openContactKeys(deps.seal, tx, tenantId, [parties.contact_id])).get(parties.contact_id);
    if (!parties || !key) throw new Problem("not-found");
    const today = localDay(deps.clock.now(), await loadTimeZone(tx, tenantId));
    if (input.receivedOn !== undefined && input.receivedOn > today)
      throw new Problem("bad-input", {
        fields: { receivedOn: { de: "Der Tag liegt in der Zukunft.", en: "The day lies in the future." } },
      });
    if (input.ofOffice && input.kind !== "erasure")
      throw new Problem("bad-input", {
        fields: {
          kind: {
            de: "Die Inhaberin oder den Inhaber kannst du nur um eine Löschung bitten.",
            en: "You can only ask the owner for an erasure.",
          },
        },
      });
    const { opened, events } = await openRequest(deps, tx, {
      tenantId,
      contactId: parties.contact_id,
      identityId: parties.identity_id,
      conversationId: input.conversationId,
      channelKind,
      key,
      kind: input.kind,
      source: input.ofOffice ? "office" : "member",
      identityProof: input.ofOffice ? "confirmed" : input.sameChannel ? "channel" : "open",
      actor: actorOf(caller),
      words: input.words,
      ...(input.receivedOn === undefined ? {} : { receivedOn: input.receivedOn }),
    });
    await appendEvents(deps, tx, tenantId, events);
    return opened?.requestId;
  });
  // Thrown after the commit: an objection counts, also where its case is open already.
  if (requestId === undefined)
    throw new Problem("conflict", {
      detail: {
        de: "Diese Anfrage ist schon offen. Sie steht unter Recht, Anfragen.",
        en: "This request is already open. You find it under Law, Requests.",
      },
    });
  return requestId;
}
