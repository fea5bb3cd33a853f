import type { AskInsight } from "../../contract/insights.ts";
import { appendAudit } from "../audit/append-audit.action.ts";
import { actorOf } from "../audit/audit.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { addJobs } from "../platform/jobs.ts";
import { Problem } from "../platform/problem.ts";
import { insertInsight } from "./insight.store.ts";
import { reasonPlace } from "./reason-place.ts";

/** The conversation asked about, by the number people say or the request it came from. */
export type FindAsked = (
  tx: Tx,
  which: AskInsight,
) => Promise<
  { readonly conversationId: string; readonly conversationNumber: number; readonly contactId: string } | undefined
>;

/**
 * The officer asks to look into one conversation, with a reason and an end. The owner is told at once: on every screen,
 * and by mail where there is a relay. Nothing is open yet.
 * @returns the id of the question
 * @throws Problem bad-input where there is no such conversation; conflict while the same question waits
 */
export async function askInsight(deps: Deps, caller: Caller, input: AskInsight, findAsked: FindAsked): Promise<string> {
  const { tenantId, memberId } = caller;
  return await deps.db.withTenant(tenantId, async (tx) => {
    const found = await findAsked(tx, input);
    const key = found && (await openContactKeys(deps.seal, tx, tenantId, [found.contactId])).get(found.contactId);
    if (!found || !key)
      throw new Problem("bad-input", {
        fields: {
          conversationNumber: {
            de: "Ein Gespräch mit dieser Nummer gibt es nicht.",
            en: "There is no conversation with this number.",
          },
        },
      });
    const insightId = deps.ids.uuid();
    const fresh = await insertInsight(tx, tenantId, {
      insightId,
      ...found,
      askedBy: memberId,
      askedAt: deps.clock.now(),
      hours: input.hours,
      sealedReason: deps.seal.forContact(tenantId, key, reasonPlace(insightId), input.reason),
    });
    if (!fresh)
      throw new Problem("conflict", {
        detail: {
          de: "Darum hast du schon gebeten. Entschieden ist es noch nicht.",
          en: "You have already asked for this. The owner has not decided yet.",
        },
      });
    await appendAudit(deps, tx, {
      tenantId,
      actor: actorOf(caller),
      verb: "ask-insight",
      subjectKind: "insight",
      subjectId: insightId,
      details: { conversationId: found.conversationId, hours: input.hours },
    });
    await addJobs(tx, [{ task: "mail-insight", payload: { tenantId, insightId }, key: `mail-insight:${insightId}` }]);
    await appendEvents(deps, tx, tenantId, [{ kind: "insight-changed", memberId }]);
    return insightId;
  });
}
