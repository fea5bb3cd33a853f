import type { Permit } from "../../../contract/policy.ts";
import { hasOpenPage } from "../../channels/has-open-page.action.ts";
import { openContactKeys } from "../../contacts/open-contact-keys.action.ts";
import { phonesOf } from "../../contacts/phones-of.action.ts";
import { currentNotice } from "../../notices/current-notice.action.ts";
import { noticeTemplate } from "../../notices/notice-template.action.ts";
import type { Tx } from "../../platform/db.ts";
import type { Deps } from "../../platform/deps.ts";
import type { Verdict } from "../../policy/verdict.ts";
import type { FactRow } from "../facts/fact-row.ts";
import { isLate } from "../waiting/notice-request.action.ts";

/**
 * The one case in which nothing a member writes can leave: the notice is owed (PN-1, PN-4), the 24 hours are over
 * (WA-2), and Meta approved no template with its words. Then it is the contact's turn; what remains is the telephone
 * and the own page. Undefined: it is not so.
 */
export async function wayOut(
  deps: Deps,
  tx: Tx,
  tenantId: string,
  row: FactRow,
  verdict: Verdict,
): Promise<NonNullable<Permit["wayOut"]> | undefined> {
  if (!verdict.requires.includes("deliver_notice")) return undefined;
  const notice = await currentNotice(deps, tx, tenantId, row.channelKind);
  if (!notice || !isLate(deps, notice, row.lastInboundAt)) return undefined;
  if (await noticeTemplate(tx, row.accountId, notice)) return undefined;
  const keys = await openContactKeys(deps.seal, tx, tenantId, [row.contactId]);
  const phones = await phonesOf(deps, tx, tenantId, keys, [row]);
  return {
    phone: phones.get(row.identityId) ?? null,
    page: (await hasOpenPage(tx)) ? `${deps.publicUrl(tenantId)}/k/web` : null,
  };
}
