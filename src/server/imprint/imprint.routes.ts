import { z } from "zod";
import type { Deps } from "../platform/deps.ts";
import { html } from "../platform/html.ts";
import type { App } from "../platform/http.ts";
import { publicPage, sectionsHtml } from "../tenants/public-page.ts";
import { loadImprint } from "./imprint.store.ts";
import { imprintSections } from "./imprint-page.ts";
import { publicImprint } from "./published-imprint.ts";

/** GET /impressum: public, without sign-in, cookie or script (§ 5 DDG). */
export function imprintRoutes(app: App, deps: Deps): void {
  app.get(
    "/impressum",
    { schema: { hide: true, response: { 200: z.string(), 404: z.string() } } },
    async (request, reply) => {
      const row = await deps.db.withTenant(request.tenantId, loadImprint);
      const kept = publicImprint(row?.fields);
      reply.type("text/html; charset=utf-8");
      if (kept === undefined) {
        const body = html`<p>Das Impressum ist noch nicht veröffentlicht.</p>`;
        return reply.code(404).send(publicPage({ title: "Impressum", business: "Werkbote", body }));
      }
      // Nobody is sent to an address that hides where it leads.
      const elsewhere = row?.status === "link_not_speaking" ? "" : kept.imprint.externalLink;
      const body = html`${elsewhere !== "" && html`<p class="hint">Dieses Impressum steht auch auf <a href="${elsewhere}">unserer Seite</a>.</p>`}${sectionsHtml(imprintSections(kept.business, kept.imprint))}`;
      return reply.send(publicPage({ title: "Impressum", business: kept.business.name, body }));
    },
  );
}
