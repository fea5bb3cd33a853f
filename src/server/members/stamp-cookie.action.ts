import type { Deps } from "../platform/deps.ts";
import { stampText } from "./session-cookie.ts";

/** The cookie value for a session whose device has just proved itself. */
export function stampCookie(deps: Pick<Deps, "seal" | "clock">, tenantId: string, secret: string): string {
  const stampedAt = deps.clock.now().getTime();
  const mac = deps.seal.blindIndex(tenantId, "session-stamp", stampText(secret, stampedAt));
  return `${stampText(secret, stampedAt)}.${mac.toString("base64url")}`;
}
