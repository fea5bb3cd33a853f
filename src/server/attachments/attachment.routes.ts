import { z } from "zod";
import { AttachmentId, ConversationId } from "../../contract/ids.ts";
import { AttachmentView, CoverPicture, ReportSensitive, WriteTranscript } from "../../contract/messages.ts";
import type { Deps } from "../platform/deps.ts";
import { oneFileRoutes } from "../platform/http/one-file.ts";
import { holdFor } from "../platform/http/outgoing-bytes.adapter.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { type Conversations, openAttachment } from "./open-attachment.action.ts";
import { sendFile } from "./send-file.adapter.ts";
import { coverSensitive, forgetSensitive, reportSensitive } from "./sensitive.action.ts";
import { uploadForConversation } from "./upload-for-conversation.action.ts";
import { writeTranscript } from "./write-transcript.action.ts";

const maxBytes = 50_000_000;

/**
 * Staff only, inside the staff scope: upload a file for a conversation, look at the files of the business.
 * A foreign id and a missing one are the same 404.
 */
export function attachmentRoutes(app: App, deps: Deps, conversations: Conversations): void {
  oneFileRoutes(app, maxBytes, (scope, readFile) => {
    const schema = { params: z.object({ id: ConversationId }), response: { 201: AttachmentView } };
    scope.post("/api/conversations/:id/attachments", { schema }, async (request, reply) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const upload = { caller, conversationId: request.params.id, ...(await readFile(request)), maxBytes };
      return reply.code(201).send(await uploadForConversation(deps, upload, conversations));
    });
  });
  const params = z.object({ id: AttachmentId, part: z.enum(["content", "thumbnail"]) });
  // `v`: a picture that was painted over is asked for under another address, because browsers keep the old one.
  const querystring = z.strictObject({ download: z.enum(["1"]).optional(), v: z.string().max(20).optional() });
  app.get("/api/attachments/:id/:part", { schema: { params, querystring } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "read-conversations", "ask-insights");
    const { id, part } = request.params;
    const file = await openAttachment(deps, caller, id, part, conversations, holdFor(reply.raw, caller));
    return sendFile(request, reply, file, request.query.download === "1");
  });

  const one = { params: z.object({ id: AttachmentId }), response: { 200: AttachmentView } };
  app.put("/api/attachments/:id/sensitive", { schema: { ...one, body: ReportSensitive } }, async (request) => {
    const caller = callerOf(request);
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, (tx) =>
      reportSensitive(deps, tx, caller, id, request.body.reported, conversations),
    );
  });
  app.put("/api/attachments/:id/transcript", { schema: { ...one, body: WriteTranscript } }, async (request) => {
    const caller = allowed(callerOf(request), "read-conversations");
    const { id } = request.params;
    return await deps.db.withTenant(caller.tenantId, (tx) =>
      writeTranscript(deps, tx, caller, id, request.body, conversations),
    );
  });
  app.post("/api/attachments/:id/cover", { schema: { ...one, body: CoverPicture } }, (request) =>
    coverSensitive(deps, callerOf(request), request.params.id, request.body.parts, conversations),
  );
  app.post("/api/attachments/:id/forget", { schema: one }, (request) =>
    forgetSensitive(deps, callerOf(request), request.params.id, conversations),
  );
}
