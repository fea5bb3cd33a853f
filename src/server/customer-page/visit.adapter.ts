import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import { assertOwnOrigin } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import { type CustomerSession, findCustomerSession } from "./find-session.action.ts";
import { loadCustomerPage } from "./load-page.action.ts";
import { customerCookie, customerCookieOptions } from "./page-context.ts";
import { signedOut, whyOver } from "./signed-out.action.ts";

/** Fastify's request and reply, as far as they matter here; the library itself stays in routes. */
type Request = Parameters<typeof assertOwnOrigin>[0];
interface Reply {
  setCookie(name: string, value: string, options: object): unknown;
  clearCookie(name: string, options: object): unknown;
}

/** A request of a customer: which page, and who, if anybody. */
export interface Visit {
  readonly page: CustomerPage;
  readonly session: CustomerSession | undefined;
  /** What the cookie says, whether it opens anything or not. */
  readonly secret: string | undefined;
  /** What limits are counted under: the session, or the address of somebody new. */
  readonly caller: string;
}

/**
 * Every customer route starts here. Unsafe methods must come from our own page (CSRF). Nothing is set on the device
 * except to prolong a visit that exists already.
 */
export async function visitOf(deps: Deps, request: Request, reply: Reply, slug: string): Promise<Visit> {
  assertOwnOrigin(request, deps);
  const page = await loadCustomerPage(deps, request.tenantId, slug);
  const secret = request.cookies[customerCookie];
  const session = await findCustomerSession(deps, page, secret);
  if (session?.prolonged && secret !== undefined) setVisitCookie(reply, secret);
  return { page, session, secret, caller: session?.sessionId ?? clientAddress(request) };
}

/** A visit with a session; for anybody else nothing is there, and whose visit is over hears why. */
export async function ownVisitOf(
  deps: Deps,
  request: Request,
  reply: Reply,
  slug: string,
): Promise<Visit & { readonly session: CustomerSession }> {
  const visit = await visitOf(deps, request, reply, slug);
  const { page, session, secret } = visit;
  if (session) return { ...visit, session };
  const detail = await deps.db.withTenant(page.tenantId, (tx) => whyOver(tx, page.tenantId, secret));
  throw new Problem("not-found", { detail });
}

/**
 * What was written in one conversation goes into no other: on a shared computer somebody may have begun their own since,
 * and the cookie is theirs.
 */
export const isOfAnother = ({ session }: Pick<Visit, "session">, talk: number | undefined): boolean =>
  session !== undefined && talk !== undefined && talk !== session.number;

/**
 * Nor is what a page of one conversation asks for done in another.
 * @param talk as the page has it; those from before they named it leave it out
 */
export async function heedTalk(deps: Deps, visit: Visit, talk: string | undefined): Promise<void> {
  const { page, secret } = visit;
  if (!talk || !isOfAnother(visit, Number(talk))) return;
  throw await deps.db.withTenant(page.tenantId, (tx) => signedOut(tx, page.tenantId, secret));
}

/** Only after a first message was taken, or on the customer's own return (WC-1). */
export function setVisitCookie(reply: Reply, secret: string): void {
  reply.setCookie(customerCookie, secret, customerCookieOptions);
}

export function clearVisitCookie(reply: Reply): void {
  const { maxAge: _, ...options } = customerCookieOptions;
  reply.clearCookie(customerCookie, options);
}
