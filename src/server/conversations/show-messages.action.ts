import type { AttachmentView, MessageView } from "../../contract/messages.ts";
import { loadAttachmentViews } from "../attachments/load-attachments.action.ts";
import { channelErrorText, wantsTemplate } from "../channels/channel-error-text.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { showFileLinks } from "../file-links/show-file-links.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { reactionPlace } from "./change-message.action.ts";
import {
  announcedOf,
  contentWith,
  excerptOf,
  ownContent,
  type StoredMessage,
  toContentView,
} from "./message-content.ts";
import type { MessageRow } from "./message-page.store.ts";
import { openStored } from "./open-message.action.ts";

/** Messages as members see them, in the order given. Messages of an erased contact are empty. */
export async function showMessages(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  rows: readonly MessageRow[],
): Promise<MessageView[]> {
  const keys = await openContactKeys(
    deps.seal,
    tx,
    tenantId,
    rows.map((row) => row.contact_id),
  );
  const attachments = await loadAttachmentViews(
    deps,
    tx,
    tenantId,
    keys,
    rows.map((row) => row.message_id),
  );
  const links = await showFileLinks(
    tx,
    rows.filter(({ direction }) => direction === "out").map((row) => row.message_id),
  );
  return rows.map((row) => ({
    ...showMessage(deps, tenantId, row, keys.get(row.contact_id), attachments.get(row.message_id) ?? []),
    fileLink: links.get(row.message_id) ?? null,
  }));
}

const gone: StoredMessage = { content: { type: "unsupported", why: "Der Kontakt wurde gelöscht." } };

function showMessage(
  deps: Deps,
  tenantId: string,
  row: MessageRow,
  key: ContactKey | undefined,
  attachments: AttachmentView[],
): Omit<MessageView, "fileLink"> {
  const stored = key ? openStored(deps, tenantId, key, row.message_id, row.sealed_content) : gone;
  const state = row.state as MessageView["state"];
  return {
    id: row.message_id as MessageView["id"],
    conversationId: row.conversation_id as MessageView["conversationId"],
    position: row.position,
    direction: row.direction,
    author:
      row.author_id === null
        ? null
        : { id: row.author_id as NonNullable<MessageView["author"]>["id"], name: row.author_name ?? "" },
    automatic: row.content_flags.includes("automatic"),
    at: row.sent_at.toISOString(),
    content: toContentView(contentWith(stored, attachments.length)),
    attachments,
    reactions: key ? showReactions(deps, tenantId, row, key) : [],
    replyTo: showQuote(deps, tenantId, row, key),
    forwarded: stored.forwarded !== undefined,
    product: stored.product ?? null,
    announced: announcedOf(stored, attachments.length),
    edited: row.edited_at !== null,
    revoked: row.revoked_at !== null,
    state,
    stateAt: row.state_at?.toISOString() ?? null,
    ...whyOf(row, stored),
    undoMs: undoOf(row, deps.clock.now()),
    clientId: row.client_id as MessageView["clientId"],
  };
}

function showReactions(deps: Deps, tenantId: string, row: MessageRow, key: ContactKey): MessageView["reactions"] {
  const all = row.reactions.map((r) => ({
    emoji: deps.seal
      .openForContact(tenantId, key, reactionPlace(row.message_id, r.by_contact), Buffer.from(r.sealed, "base64"))
      .toString("utf8"),
    by: r.by_contact ? ("contact" as const) : ("business" as const),
  }));
  return all.filter(({ emoji }) => emoji !== "");
}

function showQuote(deps: Deps, tenantId: string, row: MessageRow, key: ContactKey | undefined): MessageView["replyTo"] {
  if (!key || row.quote_id === null || row.quote_content === null) return null;
  const stored = openStored(deps, tenantId, key, row.quote_id, row.quote_content);
  return {
    id: row.quote_id as MessageView["id"],
    position: row.quote_position ?? 0,
    excerpt: row.quote_revoked ? "" : excerptOf(ownContent(stored), 100),
    revoked: row.quote_revoked,
  };
}

/** How long its author may still take it back (U28). */
function undoOf({ state, held_until: until }: MessageRow, now: Date): number | null {
  const left = until === null || state !== "queued" ? 0 : until.getTime() - now.getTime();
  return left > 0 ? left : null;
}

type Why = Pick<MessageView, "stateWhy" | "stateWhyEn" | "retryable" | "needsTemplate">;

const automaticTooLate = {
  stateWhy:
    "Die 24 Stunden sind vorbei; dafür allein wird kein Gespräch neu begonnen. Fehlt noch der Datenschutzhinweis, geht er von selbst vor eurer nächsten Antwort hinaus.",
  stateWhyEn:
    "The 24 hours are over; no conversation is begun anew for this alone. If the privacy notice is still missing, it goes out by itself before your next reply.",
};

/** PN-5: nobody gets the same notice twice, so sending this one again would be refused. */
const noticeElsewhere = {
  stateWhy:
    "Diese Nachricht kam nicht an. Der Datenschutzhinweis geht inzwischen mit einer anderen hinaus; du musst nichts tun.",
  stateWhyEn:
    "This message did not arrive. By now the privacy notice goes out with another one; there is nothing for you to do.",
};

/** PN-1: what was answered meanwhile says that it is being sent, and leaves only when this is settled. */
const noticeUncertain = {
  stateWhy:
    "Ob der Datenschutzhinweis angekommen ist, wissen wir nicht. Eure Antworten warten, bis ihr es hier angebt.",
  stateWhyEn: "We do not know whether the privacy notice arrived. Your replies wait until you say so here.",
};

/** Why a message stands where it stands, in one sentence, and whether "Nochmal senden" makes sense. */
function whyOf(row: MessageRow, stored: StoredMessage): Why {
  switch (row.state) {
    case "blocked":
      return { stateWhy: row.why_de ?? stored.whyDe ?? null, stateWhyEn: null, retryable: true, needsTemplate: false };
    case "unknown":
      if (stored.declared?.kind === "privacy_notice" && !row.notice_elsewhere)
        return { ...noticeUncertain, retryable: false, needsTemplate: false };
      return {
        stateWhy: "Ob die Nachricht angekommen ist, wissen wir nicht.",
        stateWhyEn: "We do not know whether the message arrived.",
        retryable: false,
        needsTemplate: false,
      };
    case "failed":
    case "withdrawn": {
      // Put away after it had failed: why it did not arrive is still said.
      if (row.state === "withdrawn" && row.error_code === null) break;
      if (row.notice_elsewhere && stored.declared?.kind === "privacy_notice")
        return { ...noticeElsewhere, retryable: false, needsTemplate: false };
      const { why, retryable } = channelErrorText(row.channel_kind, row.error_code);
      const failed = row.state === "failed";
      const closed = failed && row.channel_kind === "whatsapp" && wantsTemplate(row.error_code);
      // PN-4: no closed conversation is opened for what the house says by itself; a notice that failed goes before the next reply (PN-1).
      if (closed && row.content_flags.includes("automatic"))
        return { ...automaticTooLate, retryable: false, needsTemplate: false };
      return { stateWhy: why.de, stateWhyEn: why.en, retryable: retryable && failed, needsTemplate: closed };
    }
  }
  return { stateWhy: null, stateWhyEn: null, retryable: false, needsTemplate: false };
}
