import { z } from "zod";
import { Slug } from "../../contract/customer.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { answerQuestion } from "./answer-question.action.ts";
import { readFields } from "./read-form.adapter.ts";
import { slowDown } from "./slow-down.action.ts";
import { heedTalk, visitOf } from "./visit.adapter.ts";

const params = z.object({ slug: Slug });

/** A button under a question of ours; a plain form, with and without a script. */
export function questionRoutes(app: App, deps: Deps): void {
  app.post("/k/:slug/antwort", { schema: { params } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    const { page, session, caller } = visit;
    if (!session) return reply.redirect(`/k/${page.slug}/weiter`, 303);
    await slowDown(deps, page.tenantId, "reply", caller);
    const { answer, talk } = await readFields(request, ["answer", "talk"]);
    await heedTalk(deps, visit, talk);
    await answerQuestion(deps, page, session, answer);
    return reply.redirect(`/k/${page.slug}/gespraech#neu`, 303);
  });
}
