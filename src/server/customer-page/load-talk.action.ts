import { loadAttachmentViews } from "../attachments/load-attachments.action.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { behindLink } from "../conversations/file-link.ts";
import {
  announcedOf,
  contentWith,
  messagePlace,
  type StoredMessage,
  toContentView,
} from "../conversations/message-content.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { CustomerSession } from "./session.store.ts";
import { loadTalkRows } from "./talk.store.ts";
import type { Talk, TalkItem } from "./talk.ts";

const pageSize = 60;

/** The customer's own conversation, oldest first; `before` is a position. */
export async function loadTalk(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  session: Pick<CustomerSession, "conversationId" | "contactId">,
  before?: number,
): Promise<Talk> {
  const keys = await openContactKeys(deps.seal, tx, tenantId, [session.contactId]);
  const key = keys.get(session.contactId);
  if (key === undefined) return { items: [], more: false };
  const rows = await loadTalkRows(tx, tenantId, session.conversationId, { before, limit: pageSize + 1 });
  const shown = rows.slice(0, pageSize).toReversed();
  const files = await loadAttachmentViews(
    deps,
    tx,
    tenantId,
    keys,
    shown.map((row) => row.messageId),
  );
  const items = shown.map((row): TalkItem => {
    const opened = deps.seal.openForContact(tenantId, key, messagePlace(row.messageId), row.sealed);
    const stored: StoredMessage = JSON.parse(opened.toString("utf8"));
    const revoked = row.revokedAt !== null;
    const attachments = revoked || row.flags.includes(behindLink) ? [] : (files.get(row.messageId) ?? []);
    return {
      id: row.messageId,
      position: row.position,
      from: row.direction === "in" ? "customer" : "firm",
      automatic: row.flags.includes("automatic"),
      at: row.sentAt,
      edited: row.editedAt !== null,
      content: revoked ? null : toContentView(contentWith(stored, attachments.length)),
      attachments,
      announced: revoked ? null : announcedOf(stored, attachments.length),
    };
  });
  return { items, more: rows.length > pageSize };
}
