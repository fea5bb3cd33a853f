import { createHash } from "node:crypto";
import type { CustomerForm } from "../../contract/customer.ts";
import { isVisible } from "../../contract/visible.ts";
import { registerInboundMedia } from "../attachments/register-inbound-media.action.ts";
import type { MediaRef, ParsedItem, Sender } from "../channels/channel.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import { type ReceivedMessage, receiveItems } from "../inbound/receive-items.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { after, minute } from "../platform/instant.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import { claimLines } from "./check-form.ts";
import type { CustomerPage } from "./customer-page.ts";
import { type CustomerSession, isSessionAlive } from "./session.store.ts";
import { signedOut } from "./signed-out.action.ts";
import { startSession } from "./start-session.action.ts";
import { loadArrival, lockSend } from "./talk.store.ts";

/** A file that waits in the house under `attachmentId` (attachments/keep-incoming). */
export interface KeptFile {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly mimeType: string;
}

/** One that came with the words: the same words with another photo are another message. */
export interface SentFile extends KeptFile {
  readonly hash: string;
}

export interface CustomerSend {
  readonly page: CustomerPage;
  /** Undefined: the first message of somebody new. */
  readonly session: CustomerSession | undefined;
  /** Of the session. */
  readonly secret: string | undefined;
  readonly form: CustomerForm;
  readonly files: readonly SentFile[];
}

export interface CustomerReceived extends ReceivedMessage {
  readonly number: number;
  readonly arrivedAt: Date;
  /** For the cookie, when a visit began with this message. */
  readonly secret: string | undefined;
}

/** How long pressing the button again, without the cookie of the first answer, still leads to the same conversation. */
const repeatWithin = 15 * minute;

/**
 * Takes a message from the customer page, in one transaction: message, files, session. Sending the same form twice
 * gives one message. Who does not bring a session is somebody new, whatever name or number they type (V24).
 */
export async function receiveFromCustomer(deps: Deps, send: CustomerSend): Promise<CustomerReceived> {
  const { page, session, form, files } = send;
  const { tenantId, accountId, away } = page;
  const externalId = idOf(form, files);
  // A new visitor's address follows from the form's secret key: the same form again is the same person.
  const visitor =
    session?.visitor ?? deps.seal.blindIndex(tenantId, "visitor", `${form.formKey}|${externalId}`).toString("hex");
  return deps.db.withTenant(tenantId, async (tx) => {
    await lockSend(tx, externalId);
    const account = { tenantId, accountId, kind: "webchat", away } as const;
    const received = (await receiveItems(deps, tx, account, itemsOf(deps, send, visitor, externalId))).at(-1);
    if (received === undefined) throw new Error("the message was not taken");
    // A form may be minutes on its way. Asked only here, behind the locks that signing out and erasing wait for as well.
    if (session !== undefined && !(await isSessionAlive(tx, tenantId, session.sessionId)))
      throw await signedOut(tx, tenantId, send.secret);
    if (received.fresh) await registerFiles(deps, tx, tenantId, received, send.files);
    const arrival = await loadArrival(tx, tenantId, received.messageId);
    if (!received.fresh && session === undefined && arrival.arrivedAt < after(deps.clock.now(), -repeatWithin))
      throw new Problem("conflict", {
        detail: forCustomer("Diese Nachricht ist schon bei uns. Bitte laden Sie die Seite neu."),
      });
    const owner = { identityId: received.identityId, visitor };
    const started = session === undefined ? await startSession(deps, tx, tenantId, owner, "visit") : undefined;
    return { ...received, ...arrival, secret: started?.secret };
  });
}

/** Same key, words and files: the same message. What was changed after "back" makes a new one and must not be lost. */
function idOf(form: CustomerForm, files: readonly SentFile[]): string {
  const hashes = files.map(({ hash }) => hash);
  const words = JSON.stringify([form.formKey, form.text, form.topic, form.name, form.reach, ...hashes]);
  return `k-${createHash("sha256").update(words).digest("hex").slice(0, 40)}`;
}

/** What the person says about themselves comes first, so that the concern is the newest line in the inbox. */
function itemsOf(deps: Deps, { session, form }: CustomerSend, visitor: string, externalId: string): ParsedItem[] {
  const name = form.name.trim();
  const reach = form.reach.trim();
  const from: Sender = {
    addresses: [{ kind: "session", value: visitor }],
    ...(name === "" ? {} : { profileName: name }),
    ...(reach === "" ? {} : { givenReach: reach }),
  };
  const base = { kind: "message", label: "webchat.message", sentAt: deps.clock.now().getTime(), from } as const;
  const referral = form.tag === undefined ? {} : { referral: form.tag };
  const lines = session === undefined ? claimLines(form) : [];
  const claims: ParsedItem = {
    ...base,
    ...referral,
    externalId: `${externalId}-angaben`,
    content: { type: "structured", title: "Angaben von der Seite", lines },
  };
  const concern: ParsedItem = {
    ...base,
    ...referral,
    ...(form.announced > 0 ? { announced: form.announced } : {}),
    externalId,
    content: { type: "text", text: isVisible(form.text) ? form.text.trim() : "" },
  };
  return lines.length === 0 ? [concern] : [claims, concern];
}

async function registerFiles(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  { contactId, messageId }: ReceivedMessage,
  files: readonly KeptFile[],
): Promise<void> {
  if (files.length === 0) return;
  const contactKey = (await openContactKeys(deps.seal, tx, tenantId, [contactId])).get(contactId);
  if (contactKey === undefined) throw new Error("a new contact without a key");
  for (const [ordinal, file] of files.entries()) {
    const { attachmentId } = file;
    const ref = refOf(tenantId, file);
    await registerInboundMedia(deps, tx, { tenantId, contactKey, contactId, messageId, ordinal, ref, attachmentId });
  }
}

/** The web chat's file address: the tenant and the id under which the bytes wait. */
export function refOf(tenantId: string, { attachmentId, fileName, mimeType }: KeptFile): MediaRef {
  const media = /^(image|video|audio)\//.exec(mimeType)?.[1] as "image" | "video" | "audio" | undefined;
  return { media: media ?? "document", id: `${tenantId}/${attachmentId}`, mimeType, fileName };
}
