import { z } from "zod";
import { CustomerLink, CustomerRemember, CustomerSent, ResumeCode, Slug } from "../../contract/customer.ts";
import { sendFile } from "../attachments/attachment.routes.ts";
import { readAttachment } from "../attachments/read-attachment.action.ts";
import type { Channel } from "../channels/channel.ts";
import type { Feed } from "../events/follow-feed.action.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { endSession } from "./end-session.action.ts";
import { makeLink, rememberDevice } from "./make-link.action.ts";
import { customerCookie } from "./page-context.ts";
import { readForm } from "./read-form.adapter.ts";
import { resumeSession } from "./resume-session.action.ts";
import { slowDown } from "./slow-down.action.ts";
import { takeMessage } from "./take-message.action.ts";
import { talkList } from "./talk-document.action.ts";
import { mayReadFile } from "./thread.store.ts";
import { uploadRoutes } from "./upload.routes.ts";
import { clearVisitCookie, ownVisitOf, setVisitCookie, visitOf } from "./visit.adapter.ts";
import { watchRoutes } from "./watch.routes.ts";

const params = z.object({ slug: Slug });

/** What the page's script uses. Register inside a multipart scope. */
export function customerApiRoutes(
  app: App,
  deps: Deps,
  parts: { readonly webchat: Channel; readonly feed: Feed },
): void {
  sendingRoutes(app, deps, parts.webchat);
  uploadRoutes(app, deps, parts.webchat);
  readingRoutes(app, deps);
  watchRoutes(app, deps, parts.feed);
  returningRoutes(app, deps);
}

function sendingRoutes(app: App, deps: Deps, webchat: Channel): void {
  const schema = { params, response: { 200: CustomerSent } };
  app.post("/api/customer/:slug/messages", { schema }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    if (!visit.page.open) throw new Problem("channel-disabled");
    await slowDown(deps, visit.page.tenantId, visit.session ? "reply" : "first", visit.caller);
    const taken = await takeMessage(deps, webchat, visit, await readForm(deps, visit.page.tenantId, request));
    if (taken.kind === "incomplete") {
      const fields = Object.fromEntries(taken.problems.map((one) => [one.field, one.sentence]));
      throw new Problem("bad-input", { detail: "Es fehlt noch etwas. Ihr Text ist noch da.", fields });
    }
    const { secret, messageId, number, arrivedAt } = taken.received;
    if (secret !== undefined) setVisitCookie(reply, secret);
    return { messageId, number, arrivedAt: arrivedAt.toISOString(), problems: [...taken.notes] };
  });
}

function readingRoutes(app: App, deps: Deps): void {
  app.get("/api/customer/:slug/thread", { schema: { params } }, async (request, reply) => {
    const { page, session } = await ownVisitOf(deps, request, reply, request.params.slug);
    return reply.type("text/html; charset=utf-8").send((await talkList(deps, page, session)).text);
  });

  const file = z.object({ slug: Slug, id: z.uuid(), part: z.enum(["content", "thumbnail"]) });
  const querystring = z.strictObject({ download: z.enum(["1"]).optional() });
  app.get("/api/customer/:slug/files/:id/:part", { schema: { params: file, querystring } }, async (request, reply) => {
    const { slug, id, part } = request.params;
    const { page, session } = await ownVisitOf(deps, request, reply, slug);
    const found = await deps.db.withTenant(page.tenantId, async (tx) => {
      if (!(await mayReadFile(tx, page.tenantId, session.conversationId, id))) return undefined;
      return readAttachment(deps, tx, page.tenantId, id, part);
    });
    if (found === undefined) throw new Problem("not-found");
    return sendFile(request, reply, found, request.query.download === "1");
  });
}

function returningRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/customer/:slug/link",
    { schema: { params, response: { 200: CustomerLink } } },
    async (request, reply) => {
      const { page, session, caller } = await ownVisitOf(deps, request, reply, request.params.slug);
      await slowDown(deps, page.tenantId, "link", caller);
      return await makeLink(deps, page, session);
    },
  );

  app.post(
    "/api/customer/:slug/remember",
    { schema: { params, response: { 200: CustomerRemember } } },
    async (request, reply) => {
      const { page, session, caller } = await ownVisitOf(deps, request, reply, request.params.slug);
      await slowDown(deps, page.tenantId, "link", caller);
      return await rememberDevice(deps, page, session);
    },
  );

  app.post("/api/customer/:slug/resume", { schema: { params, body: ResumeCode } }, async (request, reply) => {
    const { page, caller } = await visitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, page.tenantId, "resume", caller);
    const { secret } = await resumeSession(deps, page, request.body.code);
    setVisitCookie(reply, secret);
    return reply.code(204).send();
  });

  // `code`: what this device remembered ends with the visit.
  const body = z.strictObject({ code: z.string().max(400).optional() });
  app.delete("/api/customer/:slug/session", { schema: { params, body } }, async (request, reply) => {
    const { page } = await visitOf(deps, request, reply, request.params.slug);
    await endSession(deps, page.tenantId, [request.cookies[customerCookie], request.body.code]);
    clearVisitCookie(reply);
    return reply.code(204).send();
  });
}
