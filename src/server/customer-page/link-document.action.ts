import type { Deps } from "../platform/deps.ts";
import { instant } from "../platform/instant.ts";
import type { CustomerPage } from "./customer-page.ts";
import type { PageAssets } from "./frame-view.ts";
import { makeLink } from "./make-link.action.ts";
import { clock } from "./message-view.ts";
import { documentOf } from "./render-page.ts";
import type { CustomerSession } from "./session.store.ts";
import { linkBody } from "./talk-view.ts";

/** A fresh private link on a page of its own, shown once. */
export async function linkDocument(
  deps: Deps,
  page: CustomerPage,
  session: CustomerSession,
  assets: PageAssets,
): Promise<string> {
  const link = await makeLink(deps, page, session);
  const now = deps.clock.now();
  const until = clock(instant(Date.parse(link.validUntil)), { timeZone: page.timeZone, now }).replace(/^am /, "zum ");
  return documentOf({ page, assets, now }, "link", "Ihr Link", linkBody(page.slug, link, until));
}
