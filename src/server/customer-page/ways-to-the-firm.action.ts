import { findOpenPage } from "../channels/find-open-page.action.ts";
import type { Deps } from "../platform/deps.ts";
import { type Html, html } from "../platform/html.ts";
import { telephone } from "./frame-view.ts";
import { loadCustomerPage } from "./load-page.action.ts";

/**
 * How a customer at a wrong address still reaches the firm: its page, its phone, its emergency number, all of them public
 * anyway. Of several pages one is enough: they lead to the same people, and have no name a customer would know.
 * @returns undefined where the firm has no page that is open
 */
export async function waysToTheFirm(deps: Deps, tenantId: string): Promise<Html | undefined> {
  const slug = await deps.db.withTenant(tenantId, (tx) => findOpenPage(tx, tenantId));
  if (slug === undefined) return undefined;
  const { firm, fields } = await loadCustomerPage(deps, tenantId, slug);
  const call = (words: string, number: string) =>
    number !== "" && html`<p>${words}: <a class="tap" href="${telephone(number)}">${number}</a></p>`;
  return html`<p>So erreichen Sie ${firm}:</p>
<p><a class="button" href="/k/${slug}">Schreiben Sie uns</a></p>${call("Telefon", fields.phone)}${call("Notdienst", fields.emergencyPhone)}`;
}
