import fastifyMultipart from "@fastify/multipart";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import * as contract from "../../contract/customer.ts";
import { NumberInAddress } from "../../contract/values.ts";
import { readAttachment } from "../attachments/read-attachment.action.ts";
import { sendFile } from "../attachments/send-file.adapter.ts";
import type { Channel } from "../channels/channel.ts";
import type { Feed } from "../events/follow-feed.action.ts";
import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import { holdOutgoing } from "../platform/http/outgoing-bytes.adapter.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { answerFirst, answerReply, type FormAnswer } from "./answer-form.action.ts";
import type { CustomerAssets } from "./assets.adapter.ts";
import { endAllSessions, endSession } from "./end-session.action.ts";
import { whatWasErased } from "./forget-sessions.action.ts";
import { linkDocument } from "./link-document.action.ts";
import { makeLink, rememberDevice } from "./make-link.action.ts";
import { ownDataRoutes } from "./own-data.routes.ts";
import { customerCookie } from "./page-context.ts";
import { pageFileRoutes } from "./page-files.routes.ts";
import { questionRoutes } from "./question.routes.ts";
import { formLimits, readFields } from "./read-form.adapter.ts";
import { refuseInWords } from "./refusal-pages.routes.ts";
import { documentOf, firstDocument } from "./render-page.ts";
import { resumeSession } from "./resume-session.action.ts";
import { sendingRoutes } from "./sending.routes.ts";
import { slowDown } from "./slow-down.action.ts";
import { sizeOfOwnFile } from "./talk.store.ts";
import { talkDocument, talkList } from "./talk-document.action.ts";
import { resumeBody } from "./talk-view.ts";
import {
  clearVisitCookie,
  heedTalk,
  isOfAnother,
  ownVisitOf,
  setVisitCookie,
  type Visit,
  visitOf,
} from "./visit.adapter.ts";
import { watchTalk } from "./watch-talk.adapter.ts";

export interface CustomerPageParts {
  readonly assets: CustomerAssets;
  readonly webchat: Channel;
  readonly feed: Feed;
}

/** Whoever types it off a van may begin with a capital. */
const params = z.object({ slug: z.string().toLowerCase().pipe(contract.Slug) });
/** Photos come with these, over lines as slow as cellars have. */
const uploading = { upload: true } as const;

/**
 * Everything under /k and /api/customer: a route tree of its own with sessions of its own, apart from the staff's
 * (V23). Pages work without a script; the script uses /api/customer. A GET never changes anything but "delivered".
 */
export function customerPageRoutes(app: App, deps: Deps, parts: CustomerPageParts): void {
  pageFileRoutes(app, deps, parts.assets);
  app.register((scope: App, _options, done) => {
    scope.register(fastifyMultipart, formLimits);
    sendingRoutes(scope, deps, parts.webchat);
    readingRoutes(scope, deps, parts.feed);
    returningRoutes(scope, deps);
    done();
  });
  app.register((scope: App, _options, done) => {
    scope.register(fastifyMultipart, formLimits);
    scope.setErrorHandler((error, request, reply) =>
      refuseInWords(deps, parts.assets.page, { error, mayBeStaff: false }, request, reply),
    );
    pageRoutes(scope, deps, parts);
    questionRoutes(scope, deps);
    wayBackRoutes(scope, deps, parts);
    ownDataRoutes(scope, deps, parts.assets);
    done();
  });
}

const showPage = (reply: FastifyReply, text: string, status = 200): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(text);

function showAnswer(reply: FastifyReply, answer: FormAnswer): FastifyReply {
  if (answer.secret !== undefined) setVisitCookie(reply, answer.secret);
  return answer.kind === "redirect" ? reply.redirect(answer.to, 303) : showPage(reply, answer.text, answer.status);
}

function pageRoutes(app: App, deps: Deps, { assets, webchat }: CustomerPageParts): void {
  const forms = { assets: assets.page, webchat };
  // An unknown tag is no reason to turn somebody away; neither is a bad page number.
  const word = z.literal("START").optional().catch(undefined);
  const entry = z.object({ q: contract.EntryTag.optional().catch(undefined), wort: word });
  app.get("/k/:slug", { schema: { params, querystring: entry } }, async (request, reply) => {
    const { page, session } = await visitOf(deps, request, reply, request.params.slug);
    const { q, wort } = request.query;
    if (session) return reply.redirect(`/k/${page.slug}/gespraech${wort === undefined ? "" : `?wort=${wort}`}`, 303);
    const given = { ...(q === undefined ? {} : { tag: q }), ...wordGiven(wort) };
    const form = { formKey: deps.ids.secret(), given, problems: [] };
    return showPage(reply, firstDocument({ page, assets: assets.page, now: deps.clock.now() }, form));
  });

  app.post("/k/:slug", { schema: { params }, config: uploading }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    return showAnswer(reply, await answerFirst(deps, forms, visit, request));
  });

  const earlier = z.object({ vor: NumberInAddress.optional().catch(undefined), wort: word });
  // What only looks ahead (HEAD) has fetched no message.
  const talk = { schema: { params, querystring: earlier }, exposeHeadRoute: false };
  app.get("/k/:slug/gespraech", talk, async (request, reply) => {
    const { page, session } = await visitOf(deps, request, reply, request.params.slug);
    // Coming from a mail or another site the browser holds the cookie back (SameSite=Strict): /weiter explains.
    if (!session) return showPage(reply, await wayBackPage(deps, assets, page, request.cookies[customerCookie]));
    const { vor: before, wort } = request.query;
    return showPage(
      reply,
      await talkDocument(deps, { page, session, assets: assets.page, before, given: wordGiven(wort) }),
    );
  });

  app.post("/k/:slug/gespraech", { schema: { params }, config: uploading }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    return showAnswer(reply, await answerReply(deps, forms, visit, request));
  });
}

/** What a code wants said stands in the field already; the person sends it. */
const wordGiven = (word: string | undefined): { text?: string } => (word === undefined ? {} : { text: word });

const resumePage = (
  deps: Deps,
  assets: CustomerAssets,
  page: Visit["page"],
  refused?: Parameters<typeof resumeBody>[1],
): string =>
  documentOf(
    { page, assets: assets.page, now: deps.clock.now() },
    "resume",
    "Gespräch fortsetzen",
    resumeBody(page.slug, refused),
  );

/** Whose visit ended with an erasure they had asked for reads that it was done. */
async function wayBackPage(deps: Deps, assets: CustomerAssets, page: Visit["page"], secret?: string): Promise<string> {
  const sentence = await deps.db.withTenant(page.tenantId, (tx) => whatWasErased(tx, page.tenantId, secret));
  return resumePage(deps, assets, page, sentence === undefined ? undefined : { code: "", sentence });
}

function wayBackRoutes(app: App, deps: Deps, { assets }: CustomerPageParts): void {
  app.post("/k/:slug/link", { schema: { params } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    const { page, session, caller } = visit;
    if (!session) return reply.redirect(`/k/${page.slug}/weiter`, 303);
    await slowDown(deps, page.tenantId, "link", caller);
    await heedTalk(deps, visit, (await readFields(request, ["talk"])).talk);
    return showPage(reply, await linkDocument(deps, page, session, assets.page));
  });

  app.get("/k/:slug/weiter", { schema: { params } }, async (request, reply) => {
    const { page } = await visitOf(deps, request, reply, request.params.slug);
    return showPage(reply, await wayBackPage(deps, assets, page, request.cookies[customerCookie]));
  });

  app.post("/k/:slug/weiter", { schema: { params } }, async (request, reply) => {
    const { page, caller } = await visitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, page.tenantId, "resume", caller);
    const { code } = await readFields(request, ["code"]);
    try {
      setVisitCookie(reply, (await resumeSession(deps, page, code)).secret);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { detail, title } = error.toJson();
      return showPage(reply, resumePage(deps, assets, page, { code, sentence: detail ?? title }), error.status);
    }
    return reply.redirect(`/k/${page.slug}/gespraech`, 303);
  });

  app.post("/k/:slug/abmelden", { schema: { params } }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    const { page, session } = visit;
    const { everywhere, talk } = await readFields(request, ["everywhere", "talk"]);
    if (everywhere !== "") await heedTalk(deps, visit, talk);
    if (everywhere !== "" && session) await endAllSessions(deps, page.tenantId, session.identityId);
    else await endSession(deps, page.tenantId, [request.cookies[customerCookie]]);
    clearVisitCookie(reply);
    return reply.redirect(`/k/${page.slug}`, 303);
  });
}

function readingRoutes(app: App, deps: Deps, feed: Feed): void {
  app.get("/api/customer/:slug/talk", { schema: { params, response: { 200: z.string() } } }, async (request, reply) => {
    const { page, session } = await ownVisitOf(deps, request, reply, request.params.slug);
    return showPage(reply, (await talkList(deps, page, session)).text);
  });

  const file = params.extend({ id: z.uuid(), part: z.enum(["content", "thumbnail"]) });
  const querystring = z.strictObject({ download: z.enum(["1"]).optional() });
  app.get("/api/customer/:slug/files/:id/:part", { schema: { params: file, querystring } }, async (request, reply) => {
    const { slug, id, part } = request.params;
    const { page, session } = await ownVisitOf(deps, request, reply, slug);
    const { tenantId } = page;
    const found = await deps.db.withTenant(tenantId, async (tx) => {
      const size = await sizeOfOwnFile(tx, tenantId, session.conversationId, id);
      if (size === undefined) return undefined;
      // A thumbnail weighs nothing.
      if (part === "content")
        holdOutgoing(reply.raw, { tenantId, address: clientAddress(request), session: session.sessionId }, size);
      return readAttachment(deps, tx, tenantId, id, part);
    });
    if (found === undefined) throw new Problem("not-found");
    return sendFile(request, reply, found, request.query.download === "1");
  });

  const watch = { params, querystring: z.object({ talk: NumberInAddress.optional().catch(undefined) }) };
  app.get("/api/customer/:slug/watch", { schema: watch, exposeHeadRoute: false }, async (request, reply) => {
    const visit = await ownVisitOf(deps, request, reply, request.params.slug);
    const over = isOfAnother(visit, request.query.talk);
    const who = { secret: request.cookies[customerCookie], address: clientAddress(request), over };
    await watchTalk(deps, feed, visit, who, reply);
  });
}

function returningRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/customer/:slug/link",
    { schema: { params, body: contract.OfTalk, response: { 200: contract.CustomerLink } } },
    async (request, reply) => {
      const visit = await ownVisitOf(deps, request, reply, request.params.slug);
      await slowDown(deps, visit.page.tenantId, "link", visit.caller);
      await heedTalk(deps, visit, request.body?.talk);
      return await makeLink(deps, visit.page, visit.session);
    },
  );

  const remembering = { params, body: contract.OfTalk, response: { 200: contract.CustomerRemember } };
  app.post("/api/customer/:slug/remember", { schema: remembering }, async (request, reply) => {
    const visit = await ownVisitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, visit.page.tenantId, "link", visit.caller);
    await heedTalk(deps, visit, request.body?.talk);
    return await rememberDevice(deps, visit.page, visit.session);
  });

  app.post(
    "/api/customer/:slug/resume",
    { schema: { params, body: contract.ResumeCode, response: { 204: z.null() } } },
    async (request, reply) => {
      const { page, caller } = await visitOf(deps, request, reply, request.params.slug);
      await slowDown(deps, page.tenantId, "resume", caller);
      setVisitCookie(reply, (await resumeSession(deps, page, request.body.code)).secret);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/api/customer/:slug/session",
    { schema: { params, body: contract.EndVisit, response: { 204: z.null() } } },
    async (request, reply) => {
      const visit = await visitOf(deps, request, reply, request.params.slug);
      const { page, session } = visit;
      const { code, everywhere, talk } = request.body;
      if (everywhere) await heedTalk(deps, visit, talk);
      if (everywhere && session) await endAllSessions(deps, page.tenantId, session.identityId);
      else await endSession(deps, page.tenantId, [request.cookies[customerCookie], code]);
      clearVisitCookie(reply);
      return reply.code(204).send(null);
    },
  );
}
