import type { AttachmentView, WriteTranscript } from "../../contract/messages.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { appendEvents } from "../events/append-events.action.ts";
import type { Caller } from "../platform/caller.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import { loadAttachment } from "./attachment.store.ts";
import { loadAttachmentView } from "./load-attachments.action.ts";
import type { Conversations } from "./open-attachment.action.ts";
import { putTranscript } from "./transcript.store.ts";
import { isSpoken, tidy, transcriptPlace } from "./transcript.ts";

/**
 * Writes down what is said in a voice message (M3), corrects it, or takes it away with an empty text. Whoever may read
 * the message may do so; the words are sealed with the contact's key, found by the search, and go with the message.
 * @throws Problem conflict when somebody else wrote since `seen`
 */
export async function writeTranscript(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  attachmentId: string,
  { text, seen }: WriteTranscript,
  { accessMessage, indexMessage }: Conversations,
): Promise<AttachmentView> {
  const { tenantId, memberId } = caller;
  const row = await loadAttachment(tx, tenantId, attachmentId);
  if (!row?.message_id) throw new Problem("not-found");
  const { conversationId } = await accessMessage(tx, caller, row.message_id);
  if (row.state !== "stored" || !isSpoken(row.media))
    throw new Problem("conflict", {
      detail: { de: "Hier gibt es nichts zum Mitschreiben.", en: "There is nothing to write down here." },
    });
  const key = (await openContactKeys(deps.seal, tx, tenantId, [row.contact_id])).get(row.contact_id);
  if (!key) throw new Problem("not-found");
  const words = tidy(text);
  const sealed = deps.seal.forContact(tenantId, key, transcriptPlace("attachment", attachmentId), words);
  const transcript = words === "" ? undefined : { sealed, by: memberId, at: deps.clock.now() };
  if (!(await putTranscript(tx, attachmentId, transcript, seen === null ? null : instant(Date.parse(seen)))))
    throw new Problem("conflict", {
      detail: {
        de: "Inzwischen hat jemand anders mitgeschrieben. Lies das bitte zuerst.",
        en: "Somebody else has written it down in the meantime. Please read that first.",
      },
    });
  await indexMessage(deps, tx, tenantId, row.message_id, key);
  await appendEvents(deps, tx, tenantId, [{ kind: "attachment-changed", conversationId, messageId: row.message_id }]);
  const view = await loadAttachmentView(deps, tx, tenantId, key, attachmentId);
  if (!view) throw new Problem("not-found");
  return view;
}
