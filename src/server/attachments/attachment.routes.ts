import fastifyMultipart from "@fastify/multipart";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { AttachmentId, ConversationId } from "../../contract/ids.ts";
import { AttachmentView, CoverPicture, ReportSensitive, WriteTranscript } from "../../contract/messages.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import { assertBodySize, readPart } from "./multipart.adapter.ts";
import { type Conversations, openAttachment } from "./open-attachment.action.ts";
import { tooBig } from "./prepare-file.action.ts";
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
  app.register((plain, _options, done) => {
    plain.register(fastifyMultipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: maxBytes, files: 1, fields: 0, parts: 1, headerPairs: 20 },
    });
    const scope = plain.withTypeProvider<ZodTypeProvider>();
    scope.post(
      "/api/conversations/:id/attachments",
      {
        schema: { params: z.object({ id: ConversationId }), response: { 201: AttachmentView } },
        config: { upload: true },
      },
      async (request, reply) => {
        const caller = allowed(callerOf(request), "answer-conversations");
        assertBodySize(request, maxBytes + 10_000);
        const part = await request.file();
        if (part === undefined)
          throw new Problem("bad-input", {
            detail: { de: "Es ist keine Datei dabei.", en: "There is no file with it." },
          });
        const bytes = await readPart(part);
        if (bytes === undefined) throw new Problem("too-large", { detail: tooBig(maxBytes) });
        const upload = { caller, conversationId: request.params.id, bytes, fileName: part.filename, maxBytes };
        return reply.code(201).send(await uploadForConversation(deps, upload, conversations));
      },
    );
    done();
  });
  const params = z.object({ id: AttachmentId, part: z.enum(["content", "thumbnail"]) });
  // `v`: a picture that was painted over is asked for under another address, because browsers keep the old one.
  const querystring = z.strictObject({ download: z.enum(["1"]).optional(), v: z.string().max(20).optional() });
  app.get("/api/attachments/:id/:part", { schema: { params, querystring } }, async (request, reply) => {
    const caller = allowed(callerOf(request), "read-conversations", "ask-insights");
    const file = await openAttachment(deps, caller, request.params.id, request.params.part, conversations);
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
