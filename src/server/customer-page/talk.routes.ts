import { z } from "zod";
import { Slug } from "../../contract/customer.ts";
import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import { readForm } from "./read-form.adapter.ts";
import { documentOf } from "./render-page.ts";
import { slowDown } from "./slow-down.action.ts";
import { takeMessage } from "./take-message.action.ts";
import { talkDocument } from "./talk-document.action.ts";
import { resumeBody } from "./talk-view.ts";
import { visitOf } from "./visit.adapter.ts";

const params = z.object({ slug: Slug });
const querystring = z.object({ vor: z.coerce.number().int().positive().optional().catch(undefined) });

/** The customer's own conversation, read and answered without a script. */
export function talkRoutes(
  app: App,
  deps: Deps,
  { assets, webchat }: { readonly assets: CustomerAssets; readonly webchat: Channel },
): void {
  app.get("/k/:slug/gespraech", { schema: { params, querystring } }, async (request, reply) => {
    const { page, session } = await visitOf(deps, request, reply, request.params.slug);
    reply.type("text/html; charset=utf-8");
    if (session)
      return reply.send(await talkDocument(deps, { page, session, assets: assets.page, before: request.query.vor }));
    // Coming from a mail or another site the browser holds the cookie back (SameSite=Strict); the link on this page brings it.
    const rendering = { page, assets: assets.page, now: deps.clock.now() };
    return reply.send(documentOf(rendering, "resume", "Gespräch fortsetzen", resumeBody(page.slug, undefined)));
  });

  app.post("/k/:slug/gespraech", { schema: { params } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    const { page, session } = visit;
    if (!session) throw new Problem("gone", { detail: signedOut });
    await slowDown(deps, page.tenantId, "reply", visit.caller);
    const read = await readForm(deps, page.tenantId, request);
    const taken = await takeMessage(deps, webchat, visit, read);
    const notes = taken.kind === "incomplete" ? taken.problems.map((one) => one.sentence) : taken.notes;
    if (notes.length === 0) return reply.redirect(`/k/${page.slug}/gespraech#neu`, 303);
    const given = taken.kind === "incomplete" ? read.form : {};
    const text = await talkDocument(deps, { page, session, assets: assets.page, notes, given });
    return reply
      .code(taken.kind === "incomplete" ? 422 : 200)
      .type("text/html; charset=utf-8")
      .send(text);
  });
}

const signedOut = "Zu Ihrer Sicherheit haben wir Sie abgemeldet. Öffnen Sie das Gespräch bitte mit Ihrem Link.";
