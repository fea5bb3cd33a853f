import { z } from "zod";
import { ConversationId } from "../../contract/ids.ts";
import { AttachmentView, FinishUpload, UploadBlock, UploadParams, UploadStanding } from "../../contract/messages.ts";
import { uploadLimits } from "../../contract/upload-limits.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { allowed } from "../rights/allowed.ts";
import type { Conversations } from "./open-attachment.action.ts";
import { countBlocks, keepStaffBlock } from "./upload-blocks.action.ts";
import { finishForConversation } from "./upload-for-conversation.action.ts";

/**
 * Uploads of the staff in blocks: in a cellar the line breaks, and the phone stops what runs in the background. What
 * the blocks become is said when they are finished, by the route of the place they go to.
 */
export function uploadRoutes(app: App, deps: Deps, conversations: Conversations): void {
  app.register((scope: App, _options, done) => {
    const bodyLimit = uploadLimits.blockBytes;
    const bytes = { parseAs: "buffer", bodyLimit } as const;
    scope.addContentTypeParser("application/octet-stream", bytes, (_request, body, parsed) => parsed(null, body));
    scope.put(
      "/api/uploads/:upload/:block",
      { schema: { params: UploadBlock, response: { 204: z.null() } }, bodyLimit },
      async (request, reply) => {
        const caller = callerOf(request);
        if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new Problem("bad-input");
        await keepStaffBlock(deps, caller, request.params, request.body);
        return reply.code(204).send(null);
      },
    );
    done();
  });

  app.get(
    "/api/uploads/:upload",
    { schema: { params: UploadParams, response: { 200: UploadStanding } } },
    async (request) => ({ blocks: await countBlocks(deps, callerOf(request), request.params.upload) }),
  );

  app.post(
    "/api/conversations/:id/uploads",
    { schema: { params: z.object({ id: ConversationId }), body: FinishUpload, response: { 201: AttachmentView } } },
    async (request, reply) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      const { upload, blocks, name, voice } = request.body;
      const file = {
        caller,
        conversationId: request.params.id,
        upload,
        blocks,
        fileName: name,
        ...(voice ? { declared: "voice" as const } : {}),
      };
      return reply
        .code(201)
        .send(await finishForConversation(deps, { ...file, maxBytes: uploadLimits.fileBytes }, conversations));
    },
  );
}
