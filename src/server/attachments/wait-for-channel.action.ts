import { appendEvents } from "../events/append-events.action.ts";
import type { Deps } from "../platform/deps.ts";
import { after, hour } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import { tellProjectsOfConversations } from "../project-links/tell-projects.action.ts";
import { markWaiting } from "./attachment.store.ts";
import { fetchJob } from "./register-inbound-media.action.ts";

/**
 * Leaves a file with its provider as long as that one may not be asked, and says so. Opening the channel fetches it at once;
 * the look every hour finds a contract that is in order again.
 */
export async function waitForChannel(
  deps: Deps,
  { tenantId, attachmentId }: { readonly tenantId: string; readonly attachmentId: string },
  origin: { readonly conversation_id: string; readonly message_id: string },
  contactId: string,
): Promise<void> {
  await deps.db.withTenant(tenantId, async (tx) => {
    await addJobs(tx, [{ ...fetchJob(tenantId, attachmentId), runAt: after(deps.clock.now(), hour) }]);
    if (!(await markWaiting(tx, attachmentId))) return;
    const where = { conversationId: origin.conversation_id, messageId: origin.message_id };
    await appendEvents(deps, tx, tenantId, [{ kind: "attachment-changed", ...where, contactId }]);
    await tellProjectsOfConversations(deps, tx, tenantId, [origin.conversation_id]);
  });
}
