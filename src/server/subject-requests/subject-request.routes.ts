import { z } from "zod";
import {
  CloseRequest,
  OpenRequest,
  PacketReleased,
  ReleasePacket,
  RequestDetail,
  RequestList,
  RequestOpened,
  RequestParams,
  RequestReason,
  RequestTold,
  Review,
  SaveReview,
  TellPerson,
} from "../../contract/subject-requests.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { assertSteppedUp } from "../rights/assert-stepped-up.ts";
import { buildPacket } from "./build-packet.action.ts";
import { closeRequest } from "./close-request.action.ts";
import { confirmIdentity } from "./confirm-identity.action.ts";
import { doubtIdentity } from "./doubt-identity.action.ts";
import { enterRequest } from "./enter-request.action.ts";
import { extendRequest } from "./extend-request.action.ts";
import { releasePacket } from "./release-packet.action.ts";
import { saveReview } from "./save-review.action.ts";
import { showRequest, showRequests } from "./show-requests.action.ts";
import { showReview } from "./show-review.action.ts";

const params = RequestParams;

/** Requests of data subjects. Whoever may not answer them finds nothing behind an id. */
export function subjectRequestRoutes(app: App, deps: Deps): void {
  const show = (caller: Caller, id: string) => showRequest(deps, caller, id);

  app.get("/api/subject-requests", { schema: { response: { 200: RequestList } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-subject-requests");
    return await showRequests(deps, caller);
  });

  app.post(
    "/api/subject-requests",
    { schema: { body: OpenRequest, response: { 200: RequestOpened } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-subject-requests");
      return { id: await enterRequest(deps, caller, request.body) };
    },
  );

  const detail = { params, response: { 200: RequestDetail } };
  app.get("/api/subject-requests/:id", { schema: detail }, async (request) =>
    show(callerOf(request), request.params.id),
  );

  const telling = { params, body: TellPerson, response: { 200: RequestTold } };
  app.post("/api/subject-requests/:id/extend", { schema: telling }, async (request) =>
    extendRequest(deps, callerOf(request), request.params.id, request.body),
  );
  app.post("/api/subject-requests/:id/doubt", { schema: telling }, async (request) =>
    doubtIdentity(deps, callerOf(request), request.params.id, request.body),
  );

  app.post("/api/subject-requests/:id/identity", { schema: { ...detail, body: RequestReason } }, async (request) => {
    const caller = callerOf(request);
    await confirmIdentity(deps, caller, request.params.id, request.body.reason);
    return await show(caller, request.params.id);
  });

  app.post("/api/subject-requests/:id/close", { schema: { ...detail, body: CloseRequest } }, async (request) => {
    const caller = callerOf(request);
    await closeRequest(deps, caller, request.params.id, request.body);
    return await show(caller, request.params.id);
  });

  answerRoutes(app, deps);
}

/** The answer to a request: what is looked through, put together and handed over. */
function answerRoutes(app: App, deps: Deps): void {
  app.get("/api/subject-requests/:id/review", { schema: { params, response: { 200: Review } } }, async (request) =>
    showReview(deps, callerOf(request), request.params.id),
  );
  app.put(
    "/api/subject-requests/:id/review",
    { schema: { params, body: SaveReview, response: { 204: z.null() } } },
    async (request, reply) => {
      await saveReview(deps, callerOf(request), request.params.id, request.body);
      return reply.code(204).send(null);
    },
  );

  app.post(
    "/api/subject-requests/:id/packet",
    { schema: { params, body: z.strictObject({}), response: { 200: RequestDetail } } },
    async (request) => {
      const caller = callerOf(request);
      await buildPacket(deps, caller, request.params.id);
      return await showRequest(deps, caller, request.params.id);
    },
  );

  // All data of a person leave the house here: a fresh passkey, and never a program.
  const releasing = { params, body: ReleasePacket, response: { 200: PacketReleased } };
  app.post("/api/subject-requests/:id/release", { schema: releasing }, async (request) => {
    const caller = callerOf(request);
    await showRequest(deps, caller, request.params.id);
    assertSteppedUp(caller, deps.clock.now());
    return await releasePacket(deps, caller, request.params.id, request.body);
  });
}
