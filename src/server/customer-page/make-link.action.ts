import type { CustomerLink, CustomerRemember } from "../../contract/customer.ts";
import { dateWords } from "../opening/opening-words.ts";
import type { Deps } from "../platform/deps.ts";
import { qrSvg } from "../platform/documents/qr.adapter.ts";
import type { CustomerPage } from "./customer-page.ts";
import { lastLinkDay, linkEnd } from "./link-life.ts";
import type { CustomerSession } from "./session.store.ts";
import { startSession } from "./start-session.action.ts";

/**
 * A private way back to this conversation, good for three working days and again with each use. The secret stands behind # in
 * the link: browsers never send that part to any server, so it is in no log, no referrer and no proxy (V26).
 */
export async function makeLink(deps: Deps, page: CustomerPage, session: CustomerSession): Promise<CustomerLink> {
  const now = deps.clock.now();
  const end = linkEnd(page.calendar, now, page.timeZone);
  const { secret, expiresAt } = await deps.db.withTenant(page.tenantId, (tx) =>
    startSession(deps, tx, page.tenantId, session, "link", end),
  );
  const link = `${deps.publicUrl(page.tenantId)}/k/${page.slug}/weiter#${secret}`;
  const lastDay = dateWords(lastLinkDay(page.calendar, now, page.timeZone));
  return { link, code: secret, qrSvg: await qrSvg(link), validUntil: expiresAt.toISOString(), lastDay };
}

/** For "Chat auf diesem Gerät merken": the browser keeps it under chat_resume because the person asked (WC-2). */
export async function rememberDevice(
  deps: Deps,
  page: CustomerPage,
  session: CustomerSession,
): Promise<CustomerRemember> {
  const { secret, expiresAt } = await deps.db.withTenant(page.tenantId, (tx) =>
    startSession(deps, tx, page.tenantId, session, "remember"),
  );
  return { code: secret, validUntil: expiresAt.toISOString() };
}
