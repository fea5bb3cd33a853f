import type { Deps } from "../platform/deps.ts";
import { type Html, html } from "../platform/html.ts";
import { telephone } from "./frame-view.ts";
import { loadCustomerPage } from "./load-page.action.ts";
import { livePages } from "./page.store.ts";

/**
 * How a customer at a wrong address still reaches the firm: its pages, its phone, its emergency number, all of them public
 * anyway. @returns undefined where the firm has no page that is open
 */
export async function waysToTheFirm(deps: Deps, tenantId: string): Promise<Html | undefined> {
  const slugs = await deps.db.withTenant(tenantId, (tx) => livePages(tx, tenantId));
  const [first] = slugs;
  if (first === undefined) return undefined;
  const { firm, fields } = await loadCustomerPage(deps, tenantId, first);
  const call = (words: string, number: string) =>
    number !== "" && html`<p>${words}: <a class="tap" href="${telephone(number)}">${number}</a></p>`;
  const pages = slugs.map(
    (slug) => html`<p><a class="button" href="/k/${slug}">Schreiben Sie uns${slugs.length > 1 && `: ${slug}`}</a></p>`,
  );
  return html`<p>So erreichen Sie ${firm}:</p>
${pages}${call("Telefon", fields.phone)}${call("Notdienst", fields.emergencyPhone)}`;
}
