import type { NoticeAnswer, NoticeSettings } from "../../contract/setup-papers.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { saveDraft } from "../tenants/save-draft.action.ts";
import { listNotices } from "./list-notices.action.ts";
import { validateSettings } from "./validate-settings.ts";

/** Saves step 3; published versions stay as they are until a new one is published. */
export async function saveNoticeSettings(
  deps: Pick<Deps, "clock" | "publicUrl">,
  tx: Tx,
  tenantId: string,
  fields: NoticeSettings,
): Promise<NoticeAnswer> {
  await saveDraft(deps, tx, tenantId, { step: "notice", fields, done: validateSettings(fields).length === 0 });
  return listNotices(deps, tx, tenantId);
}
