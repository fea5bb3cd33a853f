import type { Tx } from "../platform/db.ts";
import { forCustomer, type GermanOnly, Problem } from "../platform/problem.ts";
import { whatWasErased } from "./forget-sessions.action.ts";

/** Why the visit of this secret is over. Whoever asked to be erased hears that it is done, also in the middle of writing. */
export async function whyOver(tx: Tx, tenantId: string, secret: string | undefined): Promise<GermanOnly> {
  return forCustomer(
    (await whatWasErased(tx, tenantId, secret)) ??
      "Zu Ihrer Sicherheit haben wir Sie abgemeldet. Öffnen Sie das Gespräch bitte mit Ihrem Link.",
  );
}

/** The visit this came from is over. */
export const signedOut = async (...whose: Parameters<typeof whyOver>): Promise<Problem> =>
  new Problem("gone", { detail: await whyOver(...whose) });
