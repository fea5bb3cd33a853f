import type { FastifyReply } from "fastify";
import { z } from "zod";
import * as contract from "../../contract/customer.ts";
import { contentDisposition } from "../attachments/file-name.ts";
import { fileLinkPath } from "../conversations/file-link.ts";
import { type FetchedFile, fetchFileLink } from "../file-links/fetch-file-link.action.ts";
import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import { inStep } from "../platform/http/small-pieces.adapter.ts";
import { type App, assertOwnOrigin } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { askOnPage } from "../subject-requests/ask-on-page.action.ts";
import { fetchPacket } from "../subject-requests/fetch-packet.action.ts";
import { readOwnData } from "../subject-requests/read-own-data.action.ts";
import { packetPath } from "../subject-requests/release-packet.action.ts";
import { loadTenantName } from "../tenants/load-tenant-name.action.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import { type Collected, collectDocument } from "./collect-view.ts";
import type { CustomerPage } from "./customer-page.ts";
import { ownDataBody, receiptBody } from "./own-data-view.ts";
import { readFields } from "./read-form.adapter.ts";
import { documentOf } from "./render-page.ts";
import type { CustomerSession } from "./session.store.ts";
import { slowDown } from "./slow-down.action.ts";
import { heedTalk, visitOf } from "./visit.adapter.ts";

const params = z.object({ slug: contract.Slug });

const show = (reply: FastifyReply, text: string) => reply.type("text/html; charset=utf-8").send(text);

/**
 * "Meine Daten": what is stored until when, and what a person can do about it; and the page where an answer is
 * collected by link and code. Everything works without a script.
 */
export function ownDataRoutes(app: App, deps: Deps, assets: CustomerAssets): void {
  /** The page of a visit; `refused` says why the answer that was to be collected there did not come. */
  const ownPage = async (page: CustomerPage, session: CustomerSession, refused?: string) => {
    const data = await readOwnData(deps, page.tenantId, session);
    const rendering = { page, assets: assets.page, now: deps.clock.now() };
    return documentOf(
      rendering,
      "own-data",
      "Meine Daten",
      ownDataBody({ ...page, number: session.number }, data, deps.ids.secret(), refused),
    );
  };

  app.get("/k/:slug/meine-daten", { schema: { params } }, async (request, reply) => {
    const { page, session } = await visitOf(deps, request, reply, request.params.slug);
    if (!session) return reply.redirect(`/k/${page.slug}/weiter`, 303);
    return show(reply, await ownPage(page, session));
  });

  app.post("/k/:slug/meine-daten", { schema: { params } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    const { page, session, caller } = visit;
    if (!session) return reply.redirect(`/k/${page.slug}/weiter`, 303);
    await slowDown(deps, page.tenantId, "ask", caller);
    const { talk, ...fields } = await readFields(request, ["wish", "words", "formKey", "talk"]);
    await heedTalk(deps, visit, talk);
    const answer = await askOnPage(deps, page.tenantId, session, fields);
    const rendering = { page, assets: assets.page, now: deps.clock.now() };
    return show(
      reply,
      documentOf(
        rendering,
        "own-data",
        "Ihre Anfrage ist da",
        receiptBody({ ...page, number: session.number }, answer),
      ),
    );
  });

  app.post("/k/:slug/meine-daten/abholen", { schema: { params } }, async (request, reply) => {
    const { page, session, caller } = await visitOf(deps, request, reply, request.params.slug);
    if (!session) return reply.redirect(`/k/${page.slug}/weiter`, 303);
    await slowDown(deps, page.tenantId, "collect", caller);
    const { code } = await readFields(request, ["code"]);
    try {
      return sendPacket(reply, await fetchPacket(deps, page.tenantId, { identityId: session.identityId }, code));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { detail, title } = error.toJson();
      return show(reply.code(error.status), await ownPage(page, session, detail ?? title));
    }
  });

  collectRoutes(app, deps, assets);
}

/** What waits behind a link and a code, for whoever has both. */
function collectRoutes(app: App, deps: Deps, assets: CustomerAssets): void {
  const firmOf = (tenantId: string) => deps.db.withTenant(tenantId, (tx) => loadTenantName(tx, tenantId));
  /** A mistyped code must not cost the link: the page comes again, with the reason and the link still in its field. */
  const orAgain = async (
    reply: FastifyReply,
    tenantId: string,
    { what, link }: { readonly what: Collected; readonly link: string },
    fetch: () => Promise<FastifyReply>,
  ): Promise<FastifyReply> => {
    try {
      return await fetch();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { detail, title } = error.toJson();
      const refused = { link, sentence: detail ?? title };
      return show(reply.code(error.status), collectDocument(assets.page, await firmOf(tenantId), what, refused));
    }
  };
  app.get(packetPath, { schema: { hide: true } }, async (request, reply) =>
    show(reply, collectDocument(assets.page, await firmOf(request.tenantId))),
  );
  app.post(packetPath, { schema: { hide: true } }, async (request, reply) => {
    assertOwnOrigin(request, deps);
    await slowDown(deps, request.tenantId, "collect", clientAddress(request));
    const { link, code } = await readFields(request, ["link", "code"]);
    return await orAgain(reply, request.tenantId, { what: "data", link }, async () =>
      sendPacket(reply, await fetchPacket(deps, request.tenantId, { link }, code)),
    );
  });

  app.get(fileLinkPath, { schema: { hide: true } }, async (request, reply) =>
    show(reply, collectDocument(assets.page, await firmOf(request.tenantId), "file")),
  );
  app.post(fileLinkPath, { schema: { hide: true } }, async (request, reply) => {
    assertOwnOrigin(request, deps);
    await slowDown(deps, request.tenantId, "collect", clientAddress(request));
    const { link, code } = await readFields(request, ["link", "code"]);
    return await orAgain(reply, request.tenantId, { what: "file", link }, async () =>
      sendFile(reply, await fetchFileLink(deps, request.tenantId, link, code)),
    );
  });
}

/** A download under the name it was given; never opened inside the page. */
function sendFile(reply: FastifyReply, { bytes, name, mimeType, content }: FetchedFile): FastifyReply {
  return reply
    .headers({
      "content-type": mimeType,
      "content-length": bytes,
      "content-disposition": contentDisposition("attachment", name),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    })
    .send(inStep(content));
}

/** Never shown in the page, never kept by anybody in between. */
function sendPacket(
  reply: FastifyReply,
  { bytes, content }: { readonly bytes: number; readonly content: AsyncGenerator<Buffer> },
): FastifyReply {
  return reply
    .headers({
      "content-type": "application/zip",
      "content-length": bytes,
      "content-disposition": 'attachment; filename="meine-daten.zip"',
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    })
    .send(inStep(content));
}
