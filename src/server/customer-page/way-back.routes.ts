import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { ResumeCode, Slug } from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { instant } from "../platform/instant.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import { endSession } from "./end-session.action.ts";
import { makeLink } from "./make-link.action.ts";
import { customerCookie } from "./page-context.ts";
import { documentOf } from "./render-page.ts";
import { resumeSession } from "./resume-session.action.ts";
import { slowDown } from "./slow-down.action.ts";
import { linkBody, resumeBody } from "./talk-view.ts";
import { clock } from "./thread-view.ts";
import { clearVisitCookie, setVisitCookie, visitOf } from "./visit.adapter.ts";

const params = z.object({ slug: Slug });
const html = "text/html; charset=utf-8";

/** Private link, return and sign-off, without a script. A GET never changes anything: link scanners do no harm. */
export function wayBackRoutes(app: App, deps: Deps, { assets }: { readonly assets: CustomerAssets }): void {
  app.post("/k/:slug/link", { schema: { params } }, async (request, reply) => {
    const { page, session, caller } = await visitOf(deps, request, reply, request.params.slug);
    if (!session) return reply.redirect(`/k/${page.slug}/weiter`, 303);
    await slowDown(deps, page.tenantId, "link", caller);
    const link = await makeLink(deps, page, session);
    const now = deps.clock.now();
    const until = clock(instant(Date.parse(link.validUntil)), { timeZone: page.timeZone, now }).replace(/^am /, "zum ");
    const body = linkBody(page.slug, link, until);
    return reply.type(html).send(documentOf({ page, assets: assets.page, now }, "link", "Ihr Link", body));
  });

  app.get("/k/:slug/weiter", { schema: { params } }, async (request, reply) => {
    const { page } = await visitOf(deps, request, reply, request.params.slug);
    const body = resumeBody(page.slug, undefined);
    const rendering = { page, assets: assets.page, now: deps.clock.now() };
    return reply.type(html).send(documentOf(rendering, "resume", "Gespräch fortsetzen", body));
  });

  app.post("/k/:slug/weiter", { schema: { params } }, async (request, reply) => {
    const { page, caller } = await visitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, page.tenantId, "resume", caller);
    const { secret } = await resumeSession(deps, page, await codeIn(request));
    setVisitCookie(reply, secret);
    return reply.redirect(`/k/${page.slug}/gespraech`, 303);
  });

  app.post("/k/:slug/abmelden", { schema: { params } }, async (request, reply) => {
    const { page } = await visitOf(deps, request, reply, request.params.slug);
    await endSession(deps, page.tenantId, [request.cookies[customerCookie]]);
    clearVisitCookie(reply);
    return reply.redirect(`/k/${page.slug}`, 303);
  });
}

/** The only field of a small form. */
async function codeIn(request: FastifyRequest): Promise<string> {
  for await (const part of request.parts({ limits: { files: 0, fields: 2, parts: 2, fieldSize: 1_000 } })) {
    if (part.type !== "field" || part.fieldname !== "code") continue;
    const parsed = ResumeCode.safeParse({ code: part.value });
    if (parsed.success) return parsed.data.code;
  }
  throw new Problem("bad-input", { detail: "Bitte fügen Sie den ganzen Link ein." });
}
