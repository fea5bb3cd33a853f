import { z } from "zod";
import type { ContactView } from "../../contract/conversations.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { noticeTextPlace } from "./hand-over-notice.action.ts";
import { loadNoticeDeliveries } from "./notice-delivery.store.ts";

const Timeline = z.array(z.object({ state: z.string(), at: z.string() }));

/** Which notice a contact was given when and how, with the text as it was. */
export async function noticesOfContact(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  contactId: string,
  key: ContactKey,
): Promise<ContactView["notices"]> {
  return (await loadNoticeDeliveries(tx, contactId)).map((n) => ({
    channel: n.channel_kind,
    version: n.notice_version,
    state: n.state,
    handedOver: n.handed_over,
    triggeredBy: n.trigger_message_id as ContactView["notices"][number]["triggeredBy"],
    queuedAt: n.queued_at.toISOString(),
    sentAt: n.sent_at?.toISOString() ?? null,
    language: n.language,
    text: deps.seal
      .openForContact(tenantId, key, noticeTextPlace(n.identity_id, n.notice_version), n.sealed_text)
      .toString("utf8"),
    link: n.link_url,
    contentHash: Buffer.from(n.content_hash).toString("hex"),
    linkContentHash: Buffer.from(n.link_content_hash).toString("hex"),
    providerMessageId: n.provider_message_id,
    timeline: Timeline.parse(n.timeline),
  }));
}
