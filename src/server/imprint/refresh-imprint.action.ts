import type { ImprintStatus } from "../../contract/setup.ts";
import type { Tx } from "../platform/db.ts";
import type { Deps } from "../platform/deps.ts";
import { readSetup } from "../tenants/read-setup.action.ts";
import { loadImprint, saveImprint } from "./imprint.store.ts";
import { judgeLink } from "./speaking-link.ts";
import { validateImprint } from "./validate-imprint.ts";

/**
 * Judges the drafts. A complete Impressum becomes the public one at once; an incomplete draft never takes the last
 * complete one offline, it waits as a draft.
 */
export async function refreshImprint(deps: Pick<Deps, "clock" | "publicUrl">, tx: Tx, tenantId: string): Promise<void> {
  const { business, imprint } = await readSetup(tx);
  const complete = validateImprint(business, imprint).length === 0;
  const existing = await loadImprint(tx);
  const isPublic = existing !== undefined && existing.status !== "incomplete" && existing.status !== "missing";
  if (!complete && isPublic) return;
  const link = judgeLink(imprint.externalLink, { publicUrl: deps.publicUrl(), website: business.website });
  const status: ImprintStatus = !complete ? "incomplete" : link.speaking ? "complete" : "link_not_speaking";
  await saveImprint(tx, tenantId, {
    fields: { business, imprint },
    status: keepUnreachable(status, existing?.status, existing?.link === imprint.externalLink),
    link: imprint.externalLink === "" ? null : imprint.externalLink,
    at: deps.clock.now(),
  });
}

/** A page that did not answer stays "unreachable" until it is asked again, whatever is typed elsewhere. */
function keepUnreachable(next: ImprintStatus, before: ImprintStatus | undefined, sameLink: boolean): ImprintStatus {
  return next === "complete" && before === "unreachable" && sameLink ? "unreachable" : next;
}
