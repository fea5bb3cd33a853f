import type { z } from "zod";
import { SendMessage } from "../../../contract/messages.ts";
import type { CustomerAnswer, WriteToCustomer } from "../../../contract/projects.ts";
import { storeBytes } from "../../attachments/store-bytes.action.ts";
import type { Channels } from "../../channels/channel.ts";
import { readTemplates } from "../../channels/read-templates.action.ts";
import { openContactKeys } from "../../contacts/open-contact-keys.action.ts";
import { reservedFrom } from "../../conversations/access-conversation.action.ts";
import { judgeDraft } from "../../outbound/ask-permit.action.ts";
import { waitsForNotice } from "../../outbound/send-message.action.ts";
import { sendInto } from "../../outbound/send-reply.action.ts";
import type { Caller } from "../../platform/caller.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import { Problem } from "../../platform/problem.ts";
import { tellProject } from "../../project-links/tell-projects.action.ts";
import { keptFiles } from "../../team-files/kept-files.action.ts";
import { findTeamFile, readTeamFile } from "../../team-files/read-team-file.action.ts";
import { loadTenantName } from "../../tenants/load-tenant-name.action.ts";
import { loadTimeZone } from "../../tenants/load-time-zone.action.ts";
import { conversationOfProject } from "../conversation-of-project.action.ts";
import { firstName } from "../first-name.ts";
import { writeProjectNote } from "../project-notes.action.ts";
import { arrivalTime, onTheWayNote, onTheWayTemplate, onTheWayText, signedText } from "./customer-words.ts";
import { markReportsSent } from "./report.store.ts";

type Wish = z.output<typeof WriteToCustomer>;
type Draft = z.input<typeof SendMessage>;

interface Prepared {
  readonly send: Partial<Draft>;
  readonly contactId: string;
  readonly text: string;
  /** When somebody arrives who sets out now. */
  readonly time: string | undefined;
  /** It was sent before, and only the answer was lost. */
  readonly pressed: boolean;
}

/** What a photo of the team may weigh on its way to a customer's phone. */
const maxBytes = 50_000_000;

/**
 * A word from the site to the customer: "unterwegs", "fertig", two photos. It takes the one way out, judged like every
 * other message, signed with the firm and a first name; what was not chosen stays inside. Who sets out leaves a note on
 * the job: a colleague does not look for it among the messages. What may not leave is refused and nothing is stored.
 */
export async function writeToCustomer(
  deps: Deps,
  caller: Caller,
  channels: Channels,
  projectId: string,
  wish: Wish,
): Promise<CustomerAnswer> {
  const { tenantId } = caller;
  const draft = await deps.db.withTenant(tenantId, (tx) => prepare(deps, tx, caller, channels, projectId, wish));
  if ("outcome" in draft) return draft;
  const fileIds = draft.pressed ? [] : fileIdsOf(wish);
  const attachmentIds = await copyFiles(deps, caller, projectId, draft.contactId, fileIds);
  return await deps.db.withTenant(tenantId, async (tx) => {
    const conversation = await conversationOfProject(tx, caller, projectId, wish.clientId);
    const send = SendMessage.parse({ ...draft.send, clientId: wish.clientId, attachmentIds });
    const { permit, waits } = await sendInto(deps, tx, caller, channels, conversation, send);
    // What was sent before was allowed then, whatever may be said of it now.
    const outcome = permit.verdict === "allow" ? "sent" : waits ? "waits" : draft.pressed ? "sent" : "refused";
    if (outcome !== "refused") {
      if (draft.time !== undefined) {
        const text = onTheWayNote(draft.time, waits);
        await writeProjectNote(deps, tx, caller, projectId, { clientId: wish.clientId, text });
      }
      await markReportsSent(tx, projectId, fileIdsOf(wish), deps.clock.now());
      await tellProject(deps, tx, tenantId, projectId);
    }
    return { outcome, text: draft.text, why: permit.why };
  });
}

const fileIdsOf = (wish: Wish): readonly string[] => (wish.kind === "text" ? wish.fileIds : []);

/** Judges before anything is copied or stored; outside the window "unterwegs" goes as an approved template. */
async function prepare(
  deps: Deps,
  tx: Tx,
  caller: Caller,
  channels: Channels,
  projectId: string,
  wish: Wish,
): Promise<CustomerAnswer | Prepared> {
  const conversation = await conversationOfProject(tx, caller, projectId, wish.clientId);
  const { conversationId, contactId, accountId, pressed } = conversation;
  const who = { firstName: firstName(caller.name), firm: await loadTenantName(tx, caller.tenantId) };
  const judge = async (send: Partial<Draft>) =>
    judgeDraft(deps, tx, caller, channels, conversationId, SendMessage.parse({ clientId: wish.clientId, ...send }));
  const messageClass = wish.kind === "on-the-way" ? "service_info" : "transactional";
  const time =
    wish.kind === "on-the-way" ? arrivalTime(wish.arrivesAt, await loadTimeZone(tx, caller.tenantId)) : undefined;
  const text = wish.kind === "on-the-way" ? onTheWayText(who, time ?? "") : signedText(wish.text, who);
  if (pressed) return { send: { text, messageClass }, contactId, text, time, pressed };
  const tries: Partial<Draft>[] = [{ text, messageClass }];
  const template = (await readTemplates(tx, accountId)).find(
    (one) => one.name === onTheWayTemplate && one.language === "de" && one.parameters === 2,
  );
  if (time !== undefined && template)
    tries.push({
      messageClass,
      template: { name: template.name, language: template.language, parameters: [who.firstName, time] },
    });
  let why = "";
  for (const send of tries) {
    const judged = await judge(send);
    const { verdict, row, permit } = judged;
    if (verdict.verdict === "allow" || waitsForNotice(verdict, row))
      return { send, contactId, text: judged.text, time, pressed };
    why = permit.why;
  }
  return { outcome: "refused", text, why };
}

/** Copies of chosen files for the customer's conversation; the originals stay where they are. */
async function copyFiles(
  deps: Deps,
  caller: Caller,
  projectId: string,
  contactId: string,
  fileIds: readonly string[],
): Promise<string[]> {
  const { tenantId, memberId } = caller;
  const copies: string[] = [];
  for (const fileId of fileIds) {
    const { file, key } = await deps.db.withTenant(tenantId, async (tx) => {
      const row = await findTeamFile(tx, fileId);
      const kept = row && (await keptFiles(tx, caller, [row], reservedFrom)).has(fileId);
      if (row?.project_id !== projectId || kept) throw new Problem("not-found");
      const opened = await readTeamFile(deps, tx, tenantId, row, "content");
      return { file: opened, key: (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId) };
    });
    if (!file || !key) throw new Problem("not-found");
    const stored = await storeBytes(deps, {
      tenantId,
      key,
      bytes: file.bytes,
      fileName: file.name,
      maxBytes,
      createdBy: memberId,
      // A report came from this house; photos are looked through once more on their way out (PH-1).
      ownPaper: file.mimeType === "application/pdf",
    });
    if (stored.kind === "refused") throw new Problem("unknown-media", { detail: stored.why });
    copies.push(stored.attachmentId);
  }
  return copies;
}
