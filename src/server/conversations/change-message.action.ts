import { isDeepStrictEqual } from "node:util";
import type { MessageContent } from "../channels/channel.ts";
import { openContactKeys } from "../contacts/open-contact-keys.action.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import { isDuty } from "../policy/retention-rules.ts";
import { indexMessage } from "./index-message.action.ts";
import { findForChange, type MessageForChange, putReaction, replaceContent } from "./message.store.ts";
import { messagePlace, type StoredContent, type StoredMessage } from "./message-content.ts";
import { openStored } from "./open-message.action.ts";

export type MessageChange =
  | { readonly kind: "reaction"; readonly byContact: boolean; readonly emoji: string | undefined }
  | { readonly kind: "edit"; readonly content: MessageContent }
  | { readonly kind: "revoke" };

/** Place of a sealed reaction. */
export const reactionPlace = (messageId: string, byContact: boolean) => ({
  table: "reaction",
  row: `${messageId}|${byContact}`,
  column: "emoji",
});

/** What came of it; `foreign`: who asked is not who wrote it, and nothing was changed. */
export interface Changed extends MessageForChange {
  readonly foreign: boolean;
}

/**
 * Changes a stored message as its author asked the channel to. A revoked message keeps its row and loses its words
 * unless a duty to keep it says otherwise (ER-1: commercial letters stay and are marked).
 * @param author the contact whose wish it is, by whichever of their numbers; a reaction is anybody's
 * @returns undefined when the message is not here (it may be older than this installation)
 */
export async function changeMessage(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  account: { readonly tenantId: string; readonly accountId: string },
  externalId: string,
  change: MessageChange,
  at: Date,
  author: string | undefined,
): Promise<Changed | undefined> {
  const message = await findForChange(tx, account.accountId, externalId);
  if (!message) return undefined;
  const own = message.direction === "in" && message.contactId === author;
  if (change.kind !== "reaction" && !own) return { ...message, foreign: true };
  const key = (await openContactKeys(deps.seal, tx, account.tenantId, [message.contactId])).get(message.contactId);
  if (!key) return undefined;
  switch (change.kind) {
    case "reaction":
      await react(deps, tx, account.tenantId, message, key, change, at);
      break;
    case "edit":
      // Taken back is taken back, whichever of the two came first.
      if (message.revoked && !isDuty(message.retentionClass)) break;
      await edit(deps, tx, account.tenantId, message, key, change.content, at);
      break;
    case "revoke":
      if (isDuty(message.retentionClass))
        await replaceContent(tx, message.messageId, { revokedAt: at, letterDue: true });
      else
        await rewrite(
          deps,
          tx,
          account.tenantId,
          message,
          key,
          { content: { type: "text", text: "" } },
          { revokedAt: at },
        );
      break;
  }
  return { ...message, foreign: false };
}

/**
 * A letter keeps what it said before; of anything else only the new words stay, and the marks it came with. The channel
 * promises no order: what was written later stands, whichever came first.
 */
async function edit(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  message: MessageForChange,
  key: ContactKey,
  said: MessageContent,
  at: Date,
): Promise<void> {
  const late = message.editedAt !== null && message.editedAt > at;
  const letter = isDuty(message.retentionClass);
  if (late && !letter) return;
  const before = openStored(deps, tenantId, key, message.messageId, message.sealedContent);
  const { earlier = [], label: _, ...marks } = before;
  const content = correctedBy(before.content, said);
  if (content === before.content) return;
  const until = at.toISOString();
  // Said once more, or twice delivered.
  if ([before, ...earlier].some((version) => isDeepStrictEqual(version.content, content))) {
    if (late || earlier.some((version) => version.until === until)) return;
  }
  const stored = !letter
    ? { ...marks, content }
    : late
      ? { ...before, earlier: between(earlier, content, until) }
      : { ...before, content, earlier: [...earlier, { content: before.content, until }] };
  await rewrite(deps, tx, tenantId, message, key, stored, {
    editedAt: late && message.editedAt ? message.editedAt : at,
  });
}

/** New words for a file stand under it, and none take away what stood there. Of anything else they say nothing. */
function correctedBy(before: StoredContent, said: MessageContent): StoredContent {
  if (said.type !== "text") return said;
  if (before.type !== "media") return said.text === "" ? before : said;
  const { caption: _, ...file } = before;
  return said.text === "" ? file : { ...file, caption: said.text };
}

type Versions = NonNullable<StoredMessage["earlier"]>;

/** What was written between two versions that stand there already: the first of them held only until then. */
function between(earlier: Versions, content: StoredContent, until: string): Versions {
  const place = earlier.findIndex((version) => version.until > until);
  const cut = earlier[place];
  if (cut === undefined) return earlier;
  return [...earlier.slice(0, place), { ...cut, until }, { content, until: cut.until }, ...earlier.slice(place + 1)];
}

async function react(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  message: MessageForChange,
  key: ContactKey,
  change: { readonly byContact: boolean; readonly emoji: string | undefined },
  at: Date,
): Promise<void> {
  const place = reactionPlace(message.messageId, change.byContact);
  const sealed = deps.seal.forContact(tenantId, key, place, change.emoji ?? "");
  await putReaction(tx, tenantId, message.messageId, change.byContact, sealed, at);
}

async function rewrite(
  deps: Pick<Deps, "seal">,
  tx: Tx,
  tenantId: string,
  message: MessageForChange,
  key: ContactKey,
  stored: StoredMessage,
  marks: { editedAt?: Date; revokedAt?: Date },
): Promise<void> {
  const sealedContent = deps.seal.forContact(tenantId, key, messagePlace(message.messageId), JSON.stringify(stored));
  await replaceContent(tx, message.messageId, { sealedContent, ...marks, letterDue: isDuty(message.retentionClass) });
  await indexMessage(deps, tx, tenantId, message.messageId, key);
}
