import type { Deps } from "../platform/deps.ts";
import { hashSecret } from "../platform/ids.ts";
import { after, day, instant } from "../platform/instant.ts";
import { forCustomer, Problem } from "../platform/problem.ts";
import type { CustomerPage } from "./customer-page.ts";
import { whatWasErased } from "./forget-sessions.action.ts";
import { linkEnd } from "./link-life.ts";
import { findSession, prolongSession } from "./session.store.ts";
import { type StartedSession, startSession } from "./start-session.action.ts";

const longest = 90 * day;

/**
 * Exchanges the secret of a private link, or of a remembered device, for a new visit. The link renews itself with
 * each use, ninety days at most. Throws `gone` for anything else; a scanner that only opens the address does nothing.
 * @param code the secret, or a whole link with the secret behind #
 */
export async function resumeSession(deps: Deps, page: CustomerPage, code: string): Promise<StartedSession> {
  // Copied out of a sentence, a link brings the end of the sentence along.
  const secret = /(?:^|#)([\w-]{43})[\s.,;:!?)"“»]*$/.exec(code.trim())?.[1];
  if (secret === undefined)
    throw refused("Dieser Link ist nicht vollständig. Bitte kopieren Sie ihn noch einmal ganz.");
  const now = deps.clock.now();
  const started = await deps.db.withTenant(page.tenantId, async (tx) => {
    const look = { kind: "resume", secretHash: hashSecret(secret), accountId: page.accountId, now } as const;
    const session = await findSession(tx, page.tenantId, look);
    if (session === undefined) return await whatWasErased(tx, page.tenantId, secret);
    const latest = Math.max(session.expiresAt.getTime(), linkEnd(page.calendar, now, page.timeZone).getTime());
    const end = instant(Math.min(latest, after(session.createdAt, longest).getTime()));
    await prolongSession(tx, page.tenantId, session.sessionId, end);
    return startSession(deps, tx, page.tenantId, session, "return");
  });
  if (typeof started === "object") return started;
  throw refused(
    started ??
      "Dieser Link gilt nicht mehr. Schreiben Sie uns bitte neu. Solange Ihr Vorgang gespeichert ist, finden wir ihn.",
  );
}

const refused = (sentence: string): Problem => new Problem("gone", { detail: forCustomer(sentence) });
