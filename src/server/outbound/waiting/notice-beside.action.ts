import { currentNotice } from "../../notices/current-notice.action.ts";
import { handOverNotice, noteNoticeState, retryNotice } from "../../notices/hand-over-notice.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { FactRow } from "../facts/fact-row.ts";
import { noticeStatus } from "../facts/send-facts.ts";
import type { SendRequest, SentRequest } from "../send-message.action.ts";
import { mayLeave } from "./may-leave.action.ts";
import { noticeRequest } from "./notice-request.action.ts";

/**
 * The privacy notice as a message of its own beside a reply, where the person does not have it (PN-1, PN-4, PN-8).
 * @param carried the reply itself will carry a notice that failed before
 * @returns nothing when it is with the person, on its way, carried, or still not let out after it failed
 */
export async function noticeBeside(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  row: FactRow,
  carried: boolean,
): Promise<SendRequest[]> {
  const status = noticeStatus(row);
  const owed = status === "none" || status === "outdated_material" || (status === "failed" && !carried);
  if (!owed || row.key === null) return [];
  const notice = await currentNotice(deps, tx, tenantId, row.channelKind);
  if (!notice) return [];
  const { identityId, contactId } = row;
  const messageId = deps.ids.uuid();
  const request = await noticeRequest(deps, tx, notice, { ...row, messageId });
  if (status === "failed") {
    if ((await mayLeave(deps, tx, tenantId, [request])).length === 0) return [];
    await retryNotice(tx, identityId, notice.version, messageId, deps.clock.now());
  } else {
    const key = deps.seal.openContactKey(tenantId, contactId, row.key);
    const receiver = { identityId, contactId, key, messageId, triggerMessageId: null };
    if ((await handOverNotice(deps, tx, tenantId, notice, [receiver])).size === 0) return [];
  }
  return [request];
}

/**
 * A notice the policy refused (window closed, channel stopped) is a failed one: the next reply asks for it again.
 * @returns true when there was one
 */
export async function noteRefusedNotices(deps: Deps, tx: Tx, notices: readonly SentRequest[]): Promise<boolean> {
  const refused = notices.filter(({ verdict }) => verdict.verdict !== "allow");
  for (const { message } of refused) await noteNoticeState(tx, message.messageId, "failed", deps.clock.now(), null);
  return refused.length > 0;
}
