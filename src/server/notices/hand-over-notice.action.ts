import type { ChannelKind } from "../../contract/ids.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import type { ContactKey } from "../platform/seal.ts";
import type { CurrentNotice } from "./current-notice.ts";
import {
  followMessageState,
  informedIdentities,
  insertNoticeDeliveries,
  requeueNotice,
} from "./notice-delivery.store.ts";

export interface NoticeReceiver {
  readonly identityId: string;
  readonly contactId: string;
  readonly key: ContactKey;
  /** The message that will carry the notice. */
  readonly messageId: string;
  readonly triggerMessageId: string | null;
}

/** Place of the sealed copy of a handed-over notice. */
export const noticeTextPlace = (identityId: string, version: number) => ({
  table: "notice_delivery",
  row: `${identityId}|${version}`,
  column: "text",
});

/**
 * Starts the proof record of PN-3.
 * @param receivers who need a notice (`informedOf`)
 * @returns those who really get it; to the others this version was handed before and not let out
 */
export async function handOverNotice(
  deps: Pick<Deps, "seal" | "clock">,
  tx: Tx,
  tenantId: string,
  notice: CurrentNotice,
  receivers: readonly NoticeReceiver[],
): Promise<Set<string>> {
  const rows = receivers.map((r) => ({
    identityId: r.identityId,
    contactId: r.contactId,
    messageId: r.messageId,
    triggerMessageId: r.triggerMessageId,
    sealedText: deps.seal.forContact(tenantId, r.key, noticeTextPlace(r.identityId, notice.version), notice.shortText),
  }));
  return await insertNoticeDeliveries(
    tx,
    {
      tenantId,
      channelKind: notice.channelKind,
      version: notice.version,
      contentHash: notice.contentHash,
      linkUrl: notice.linkUrl,
      linkContentHash: notice.contentHash,
      at: deps.clock.now(),
    },
    rows,
  );
}

/** The message carrying a notice went on: so does its proof. @returns contacts whose notice changed */
export async function noteNoticeState(
  tx: Tx,
  messageId: string,
  state: "sent" | "delivered" | "failed",
  at: Date,
  providerMessageId: string | null,
): Promise<string[]> {
  return await followMessageState(tx, messageId, state, at, providerMessageId);
}

/** A failed notice goes out once more, carried by another message. */
export async function retryNotice(
  tx: Tx,
  identityId: string,
  version: number,
  messageId: string,
  at: Date,
): Promise<void> {
  await requeueNotice(tx, identityId, version, messageId, at);
}

/** Which of these identities need no notice: they have every one that matters (PN-4, PN-5). */
export async function informedOf(
  tx: Tx,
  channelKind: ChannelKind,
  identityIds: readonly string[],
): Promise<Set<string>> {
  return await informedIdentities(tx, channelKind, identityIds);
}
