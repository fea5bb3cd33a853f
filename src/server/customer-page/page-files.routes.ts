import { z } from "zod";
import * as contract from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import { qrPng, qrSvg } from "../platform/documents/qr.adapter.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import { colourSheet } from "./firm-colour.ts";
import { loadCustomerPage } from "./load-page.action.ts";
import { pageAddress } from "./page-address.action.ts";
import { slowDown } from "./slow-down.action.ts";

const params = z.object({ slug: contract.Slug });

/** Script, styles and QR codes for stickers, vans and invoices: nothing here knows who asks. */
export function pageFileRoutes(app: App, deps: Deps, assets: CustomerAssets): void {
  app.get(
    "/k/assets/:name",
    { schema: { params: z.object({ name: z.string().max(100) }) } },
    async (request, reply) => {
      const file = assets.file(request.params.name);
      if (file === undefined) throw new Problem("not-found");
      // The name carries a hash of the content: it may be kept for ever.
      return reply.header("cache-control", "public, max-age=31536000, immutable").type(file.type).send(file.bytes);
    },
  );

  app.get("/k/:slug/farbe.css", { schema: { params } }, async (request, reply) => {
    const { fields } = await loadCustomerPage(deps, request.tenantId, request.params.slug);
    const sheet = colourSheet(fields.colour);
    if (sheet === undefined) throw new Problem("not-found");
    return reply.header("cache-control", "public, max-age=300").type("text/css; charset=utf-8").send(sheet);
  });

  const schema = { params, querystring: z.strictObject({ q: contract.EntryTag.optional() }) };
  app.get("/k/:slug/qr.svg", { schema }, async (request, reply) =>
    reply
      .type("image/svg+xml")
      .send(await qrSvg(await pageAddress(deps, request.tenantId, request.params.slug, request.query.q))),
  );
  app.get("/k/:slug/qr.png", { schema }, async (request, reply) => {
    const address = await pageAddress(deps, request.tenantId, request.params.slug, request.query.q);
    // A picture for the print shop costs as much as a hundred pages.
    await slowDown(deps, request.tenantId, "code", clientAddress(request));
    return reply.type("image/png").send(await qrPng(address));
  });
}
