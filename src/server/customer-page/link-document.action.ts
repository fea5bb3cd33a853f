import type { Deps } from "../platform/deps.ts";
import type { CustomerPage } from "./customer-page.ts";
import type { PageAssets } from "./frame-view.ts";
import { makeLink } from "./make-link.action.ts";
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
  return documentOf({ page, assets, now }, "link", "Ihr Link", linkBody(page.slug, link));
}
