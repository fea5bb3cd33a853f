import { type FilledTemplate, filledTemplates } from "../channels/template.action.ts";
import type { Tx } from "../platform/db.ts";
import type { CurrentNotice } from "./current-notice.ts";

const plain = (text: string) => text.replace(/\s+/g, " ").trim();

/**
 * The template in which the privacy notice may leave when the 24 hours are over (PN-1, WA-2): approved as utility, and
 * with the very words of the notice, so that the proof shows what the person read. Undefined: Meta approved none.
 * @param accountId undefined: on any account
 */
export async function noticeTemplate(
  tx: Tx,
  accountId: string | undefined,
  notice: Pick<CurrentNotice, "shortText" | "linkUrl">,
): Promise<FilledTemplate | undefined> {
  const link = [notice.linkUrl];
  return (await filledTemplates(tx, accountId, link))
    .filter(({ category, parameters }) => category === "utility" && parameters <= link.length)
    .find(({ text }) => plain(text) === plain(notice.shortText));
}

/** What the owner has Meta approve for it: the notice, with a gap for the address, which changes with each version. */
export function noticeTemplateBody({ shortText, linkUrl }: Pick<CurrentNotice, "shortText" | "linkUrl">): string {
  return shortText.replaceAll(linkUrl, "{{1}}");
}
