import type { CustomerLink, CustomerRemember } from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import type { CustomerPage } from "./customer-page.ts";
import { qrSvg } from "./qr.adapter.ts";
import type { CustomerSession } from "./session.store.ts";
import { startSession } from "./start-session.action.ts";

/**
 * A private way back to this conversation, good for 72 hours and again with each use. The secret stands behind # in
 * the link: browsers never send that part to any server, so it is in no log, no referrer and no proxy (V26).
 */
export async function makeLink(deps: Deps, page: CustomerPage, session: CustomerSession): Promise<CustomerLink> {
  const { secret, expiresAt } = await deps.db.withTenant(page.tenantId, (tx) =>
    startSession(deps, tx, page.tenantId, session, "link"),
  );
  const link = `${deps.publicUrl(page.tenantId)}/k/${page.slug}/weiter#${secret}`;
  return { link, code: secret, qrSvg: await qrSvg(link), validUntil: expiresAt.toISOString() };
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
