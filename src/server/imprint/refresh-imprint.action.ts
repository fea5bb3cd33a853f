import type { ImprintStatus } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { renameTenant } from "../tenants/rename-tenant.action.ts";
import { type ImprintRow, loadImprint, saveImprint } from "./imprint.store.ts";
import { lastGood } from "./public-business.ts";
import { publicImprint } from "./published-imprint.ts";
import { judgeLink } from "./speaking-link.ts";
import { validateImprint } from "./validate-imprint.ts";

/**
 * Judges the drafts. A complete Impressum becomes the public one at once; an incomplete draft never takes the last
 * complete one offline, it waits as a draft. What customers read of the business, its name first, is never half typed.
 */
export async function refreshImprint(deps: Pick<Deps, "clock" | "publicUrl">, tx: Tx, tenantId: string): Promise<void> {
  const { business, imprint } = await readSetup(tx);
  const complete = validateImprint(business, imprint).length === 0;
  const existing = await loadImprint(tx);
  const kept = publicImprint(existing?.fields);
  if (!complete && kept !== undefined) return;
  if (business.name !== "") await renameTenant(tx, tenantId, business.name);
  const link = imprint.externalLink === "" ? null : imprint.externalLink;
  const { speaking } = judgeLink(imprint.externalLink, {
    publicUrl: deps.publicUrl(tenantId),
    website: business.website,
  });
  const status = !complete ? "incomplete" : !speaking ? "link_not_speaking" : statusOfPage(link, existing);
  const checkedAt = existing !== undefined && existing.link === link ? existing.checkedAt : null;
  const fields = complete ? { business: { ...business, ...lastGood(business, kept?.business) }, imprint } : {};
  await saveImprint(tx, tenantId, { fields, status, link, checkedAt, at: deps.clock.now() });
}

/**
 * The page we serve stands as soon as its fields do. A page elsewhere counts only once somebody looked (unknown is
 * not fulfilled), and keeps what the last look found until the next one, whatever is typed meanwhile.
 */
function statusOfPage(link: string | null, existing: ImprintRow | undefined): ImprintStatus {
  if (link === null) return "complete";
  const looked = existing !== undefined && existing.link === link && existing.checkedAt !== null;
  return looked && existing.status !== "missing" ? existing.status : "unreachable";
}
