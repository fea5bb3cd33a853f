import type { FileLinkMade } from "../../../contract/file-links.ts";
import { loadUpload } from "../../attachments/load-upload.action.ts";
import { appendAudit } from "../../audit/append-audit.action.ts";
import { actorOf } from "../../audit/audit.ts";
import { accessConversation } from "../../conversations/access-conversation.action.ts";
import { classMessage } from "../../conversations/class-message.action.ts";
import { fileLinkDays, fileLinkKind, fileLinkPath, fileLinkText } from "../../conversations/file-link.ts";
import { lockAndFindTwin } from "../../conversations/unseen-replies.action.ts";
import { findKeptLink } from "../../file-links/find-kept-link.action.ts";
import { keepFileLink } from "../../file-links/keep-file-link.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { eightDigits } from "../../platform/ids.ts";
import { after, day } from "../../platform/instant.ts";
import { ofRule, Problem } from "../../platform/problem.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { germanDay, localDay } from "../../time/calendar-day.ts";
import { sendOwnWords } from "./send-own-words.action.ts";

/**
 * "Geschützt zustellen" (EM-3; OLG Schleswig 12 U 9/24): the channel brings a link, the file stays here until somebody
 * opens it with the code, which the member tells another way. The file is a voucher from now on (LK-3).
 */
export async function sendFileLink(
  deps: Deps,
  caller: Caller,
  conversationId: string,
  wish: { readonly clientId: string; readonly attachmentId: string },
): Promise<FileLinkMade> {
  const made = await deps.db.withTenant(caller.tenantId, (tx) => inOneBreath(deps, tx, caller, conversationId, wish));
  if (made instanceof Problem) throw made;
  return made;
}

const taken = () =>
  new Problem("conflict", {
    detail: {
      de: "Der Link ist schon unterwegs. Der Code steht nur einmal da.",
      en: "The link is already on its way. The code is shown only once.",
    },
  });

async function inOneBreath(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  conversationId: string,
  { clientId, attachmentId }: { readonly clientId: string; readonly attachmentId: string },
): Promise<FileLinkMade | Problem> {
  const { tenantId, memberId } = caller;
  const { contactId } = await accessConversation(tx, caller, conversationId);
  // Drawn from the press and who pressed: asked once more because no answer came, the code is the same one (F13).
  const drawn = deps.seal.blindIndex(tenantId, "file-code-of-press", `${memberId}|${clientId}`).toString("base64url");
  const code = eightDigits(drawn);
  const twin = await lockAndFindTwin(tx, conversationId, clientId);
  if (twin !== undefined) {
    const stands = await findKeptLink(deps, tx, tenantId, twin, code);
    if (stands === undefined) throw taken();
    return { code, expiresAt: stands.toISOString() };
  }
  await loadUpload(deps, tx, tenantId, contactId, attachmentId);
  const now = deps.clock.now();
  const expiresAt = after(now, fileLinkDays * day);
  const secret = deps.ids.secret();
  const until = germanDay(localDay(expiresAt, await loadTimeZone(tx, tenantId)));
  const text = fileLinkText(`${deps.publicUrl(tenantId)}${fileLinkPath}#${secret}`, until);
  const words = { conversationId, clientId, text, kind: fileLinkKind, attachmentIds: [attachmentId] };
  const sent = await sendOwnWords(deps, tx, caller, words);
  if (sent === undefined) throw taken();
  // Thrown after the commit: the message stands in the conversation with the reason.
  if (sent.verdict.verdict !== "allow" && !sent.waitsForNotice)
    return new Problem("not-lawful", { detail: ofRule(sent.verdict.whyDe) });
  const { messageId } = sent.message;
  const of = { contactId, messageId, attachmentId };
  const fileLinkId = await keepFileLink(deps, tx, tenantId, of, { secret, code, expiresAt });
  await classMessage(tx, messageId, { retentionClass: "LK-3", by: memberId, at: now });
  await appendAudit(deps, tx, {
    tenantId,
    actor: actorOf(caller),
    verb: "send-file-link",
    subjectKind: "message",
    subjectId: messageId,
    details: { fileLinkId },
  });
  return { code, expiresAt: expiresAt.toISOString() };
}
