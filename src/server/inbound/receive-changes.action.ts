import { forgetFilesOf } from "../attachments/forget-files.action.ts";
import type { ParsedItem } from "../channels/channel.ts";
import { findSender } from "../contacts/find-sender.action.ts";
import { noteMetaPreference } from "../contacts/note-inbound.action.ts";
import { type Account, resolveSenders } from "../contacts/resolve-senders.action.ts";
import { lockForChanges, lockForPerson } from "../conversations/advance-message.action.ts";
import { appendMessages } from "../conversations/append-messages.action.ts";
import { changeMessage, type MessageChange } from "../conversations/change-message.action.ts";
import type { NewEvent } from "../events/append-events.action.ts";
import { withdrawConsent } from "../outbound/consent/withdraw-consent.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import { addJobs } from "../platform/jobs.ts";
import { isDuty } from "../policy/retention-rules.ts";
import { forgetMadeFrom } from "../team-files/project-files.action.ts";
import { idOfNews } from "./id-of-news.action.ts";
import { keepAside, withNewWords } from "./keep-aside.action.ts";
import { parkEarly, type takeWaiting, type Waiting } from "./park-change.action.ts";
import { wasParked } from "./parked-change.store.ts";
import { saidAt } from "./said-at.ts";

/** What happens to something that is there already: a reaction, an edit, a withdrawal, a new number. */
export type Change = Extract<ParsedItem, { kind: "reaction" | "edit" | "revoke" | "preference" | "identity-change" }>;

/** Applies changes in the order they came. @returns events to append */
export async function receiveChanges(
  deps: Deps,
  tx: Tx,
  account: Account,
  changes: readonly Change[],
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  await lockForChanges(
    tx,
    account.accountId,
    changes.flatMap((change) => ("target" in change ? [change.target] : [])),
  );
  for (const change of changes) events.push(...(await receiveOne(deps, tx, account, change)));
  return events;
}

async function receiveOne(deps: Deps, tx: Tx, account: Account, change: Change): Promise<NewEvent[]> {
  switch (change.kind) {
    case "reaction":
      return await toMessage(deps, tx, account, change, { kind: "reaction", byContact: true, emoji: change.emoji });
    case "edit":
      return await toMessage(deps, tx, account, change, { kind: "edit", content: change.content });
    case "revoke":
      return await toMessage(deps, tx, account, change, { kind: "revoke" });
    case "preference":
      return await receivePreference(deps, tx, account, change);
    case "identity-change":
      return await noteNewAddress(deps, tx, account, change);
  }
}

/**
 * The channel promises no order: a change may be faster than its message, which would then stay as it was for good. It
 * waits for it, and its repetition changes nothing twice.
 */
async function toMessage(
  deps: Deps,
  tx: Tx,
  account: Account,
  change: Extract<Change, { kind: "reaction" | "edit" | "revoke" }>,
  what: MessageChange,
): Promise<NewEvent[]> {
  if (await wasParked(tx, account.accountId, change.externalId)) return [];
  const at = saidAt(deps.clock.now(), change.sentAt).getTime();
  const waiting = { from: change.from, what, at };
  const events = await apply(deps, tx, account, { ...change, ...waiting });
  if (events === undefined) await parkEarly(deps, tx, account, change, waiting);
  return events ?? [];
}

/** Their messages are here now: these changes apply, in the order they came. @returns events to append */
export async function applyWaiting(
  deps: Deps,
  tx: Tx,
  account: Pick<Account, "tenantId" | "accountId">,
  changes: Awaited<ReturnType<typeof takeWaiting>>,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  for (const change of changes) events.push(...((await apply(deps, tx, account, change)) ?? []));
  return events;
}

/** @returns undefined when the message is not here */
async function apply(
  deps: Deps,
  tx: Tx,
  account: Pick<Account, "tenantId" | "accountId">,
  { externalId, target, from, what, at: ms }: Waiting & { readonly externalId: string; readonly target: string },
): Promise<NewEvent[] | undefined> {
  const at = instant(ms);
  const author = what.kind === "reaction" ? undefined : await findSender(deps, tx, account, from.addresses);
  const changed = await changeMessage(deps, tx, account, target, what, at, author?.contactId);
  if (!changed) return undefined;
  if (changed.foreign && what.kind !== "reaction")
    return await keepAside(
      deps,
      tx,
      { ...account, kind: changed.channelKind },
      { externalId, from, what, at },
      whyForeign(what),
    );
  const { messageId, conversationId, contactId } = changed;
  if (what.kind === "revoke" && !isDuty(changed.retentionClass)) await forgetFiles(tx, account.tenantId, messageId);
  return [{ kind: "message-changed", messageId, conversationId, contactId }];
}

/** With the words go the files, and what was drawn on them in projects; the disk follows the commit. */
async function forgetFiles(tx: Tx, tenantId: string, messageId: string): Promise<void> {
  const files = await forgetFilesOf(tx, tenantId, [messageId]);
  for (const id of [...files]) files.push(...(await forgetMadeFrom(tx, id)));
  if (files.length > 0) await addJobs(tx, [{ task: "remove-erased", payload: { tenantId, files: files.join(",") } }]);
}

function whyForeign(what: Exclude<MessageChange, { kind: "reaction" }>): string {
  if (what.kind === "revoke")
    return "Die Person wollte eine Nachricht löschen, die nicht von ihr ist. Sie steht noch da.";
  return withNewWords(
    "Die Person wollte eine Nachricht ändern, die nicht von ihr ist. Sie steht noch da wie zuvor.",
    what,
  );
}

/**
 * Meta's stop is a withdrawal at once; resume restores nothing (AD-7, WA-6). A delivery may have lain parked for days:
 * what counts is when the person said it.
 */
async function receivePreference(
  deps: Deps,
  tx: Tx,
  account: Account,
  change: Extract<Change, { kind: "preference" }>,
): Promise<NewEvent[]> {
  if (change.value === "unknown") return await noteUnknownWish(deps, tx, account, change);
  const [who] = await resolveSenders(deps, tx, account, [change.from]);
  if (!who) return [];
  const said = saidAt(deps.clock.now(), change.at);
  // Their conversations before what is known of them, as everybody takes them: an advert of theirs may wait to leave.
  await lockForPerson(tx, who.identityId);
  await noteMetaPreference(tx, who.identityId, change.value, said);
  const changed: NewEvent = { kind: "consent-changed", contactId: who.contactId };
  if (change.value === "resume") return [changed];
  const blocked = await withdrawConsent(deps, tx, {
    tenantId: account.tenantId,
    identityId: who.identityId,
    channelKind: account.kind,
    method: "meta-preference",
    proof: { at: said.toISOString() },
    said,
  });
  // WhatsApp itself tells the person that it took effect: no confirmation of ours, which might need an open window.
  return [changed, ...blocked];
}

/** A wish in a word nobody knows changes nothing by itself, and is said where the person is written to. */
async function noteUnknownWish(
  deps: Deps,
  tx: Tx,
  account: Account,
  change: Extract<Change, { kind: "preference" }>,
): Promise<NewEvent[]> {
  const who = await findSender(deps, tx, account, change.from.addresses);
  if (!who) return [];
  const title = "WhatsApp meldet: Wunsch zu Werbung geändert";
  const lines = ["Was die Person will, nennt WhatsApp nicht. Frag nach, bevor du ihr Werbung schickst."];
  return await sayThere(deps, tx, account, who, change, { title, lines });
}

/**
 * The channel says that this person has a new number or id. It is said in the old conversation and nothing is merged:
 * consent and history move only when the customer confirms it (WA-7).
 */
async function noteNewAddress(
  deps: Deps,
  tx: Tx,
  account: Account,
  change: Extract<Change, { kind: "identity-change" }>,
): Promise<NewEvent[]> {
  const who = await findSender(deps, tx, account, change.previous);
  if (!who) return [];
  const former = new Set(change.previous.map(({ value }) => value));
  const digits = change.next.find(({ kind, value }) => kind === "phone" && !former.has(value))?.value.slice(-4);
  // The id goes first, as with everybody who writes: where it is the one we know, no new conversation will come.
  const stays = (await findSender(deps, tx, account, change.next.slice(0, 1)))?.identityId === who.identityId;
  // Both stand side by side there: their next message, or our next answer, may go by the number alone.
  if (stays) await resolveSenders(deps, tx, account, [{ addresses: change.next }]);
  const lines = [
    ...(digits === undefined ? [] : [`Die neue Nummer endet auf ${digits}.`]),
    ...(stays
      ? []
      : ["Neue Nachrichten von dort kommen als neues Gespräch. Frag nach, bevor du beide gleich behandelst."]),
  ];
  if (lines.length === 0) return [];
  return await sayThere(deps, tx, account, who, change, { title: "WhatsApp meldet: neue Nummer oder Kennung", lines });
}

/**
 * News of the channel about a person, in that person's conversation. Some of it has no id of the channel: the same news of
 * the same moment is known by both, or it would be said again when the channel delivers it in another batch.
 */
async function sayThere(
  deps: Deps,
  tx: Tx,
  account: Account,
  who: NonNullable<Awaited<ReturnType<typeof findSender>>>,
  { label, at: ms, externalId }: { readonly label: string; readonly at: number; readonly externalId?: string },
  said: { readonly title: string; readonly lines: readonly string[] },
): Promise<NewEvent[]> {
  const stored = { content: { type: "structured" as const, ...said }, label };
  const sentAt = saidAt(deps.clock.now(), ms);
  const message = { ...who, direction: "in" as const, automatic: true, stored, sentAt };
  const known = ms === 0 ? {} : { clientId: idOfNews(deps.seal, account, [who.identityId, label, ms]) };
  const [at] = await appendMessages(deps, tx, account, [
    { ...message, ...(externalId === undefined ? known : { externalId }) },
  ]);
  if (!at?.fresh) return [];
  return [
    { kind: "message-changed", messageId: at.messageId, conversationId: at.conversationId, contactId: who.contactId },
  ];
}
