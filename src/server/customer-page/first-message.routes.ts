import { z } from "zod";
import { type CustomerForm, EntryTag, Slug } from "../../contract/customer.ts";
import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import type { FieldProblem } from "./check-form.ts";
import { readForm } from "./read-form.adapter.ts";
import { firstDocument } from "./render-page.ts";
import { slowDown } from "./slow-down.action.ts";
import { takeMessage } from "./take-message.action.ts";
import { talkDocument } from "./talk-document.action.ts";
import { setVisitCookie, type Visit, visitOf } from "./visit.adapter.ts";

const params = z.object({ slug: Slug });
// An unknown tag is no reason to turn somebody away.
const querystring = z.object({ q: EntryTag.optional().catch(undefined) });

/** The page before the first message. It stores nothing on the device (WC-1). */
export function firstMessageRoutes(
  app: App,
  deps: Deps,
  { assets, webchat }: { readonly assets: CustomerAssets; readonly webchat: Channel },
): void {
  const show = (visit: Visit, given: Partial<CustomerForm>, problems: readonly FieldProblem[] = []) => {
    const form = { formKey: given.formKey ?? deps.ids.secret(), given, problems };
    return firstDocument({ page: visit.page, assets: assets.page, now: deps.clock.now() }, form);
  };

  app.get("/k/:slug", { schema: { params, querystring } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    if (visit.session) return reply.redirect(`/k/${visit.page.slug}/gespraech`, 303);
    const { q } = request.query;
    return reply.type("text/html; charset=utf-8").send(show(visit, q === undefined ? {} : { tag: q }));
  });

  app.post("/k/:slug", { schema: { params } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    if (!visit.page.open) throw new Problem("channel-disabled");
    await slowDown(deps, visit.page.tenantId, visit.session ? "reply" : "first", visit.caller);
    const read = await readForm(deps, visit.page.tenantId, request);
    const taken = await takeMessage(deps, webchat, visit, read);
    reply.type("text/html; charset=utf-8");
    if (taken.kind === "incomplete") return reply.code(422).send(show(visit, read.form, taken.problems));
    if (taken.received.secret !== undefined) setVisitCookie(reply, taken.received.secret);
    if (taken.notes.length === 0) return reply.redirect(`/k/${visit.page.slug}/gespraech`, 303);
    const talk = { page: visit.page, session: taken.received, assets: assets.page, notes: taken.notes };
    return reply.send(await talkDocument(deps, talk));
  });
}
