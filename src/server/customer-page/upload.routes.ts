import { z } from "zod";
import { FinishUpload, Slug, UploadBlock, UploadFinished } from "../../contract/customer.ts";
import { customerLimits } from "../../contract/customer-limits.ts";
import { keepBlock } from "../attachments/keep-block.action.ts";
import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { addFile } from "./add-file.action.ts";
import { settleFiles } from "./settle-files.action.ts";
import { slowDown } from "./slow-down.action.ts";
import { uploadId } from "./upload-id.ts";
import { ownVisitOf } from "./visit.adapter.ts";

/**
 * Files in blocks: in a cellar the line breaks, and only the block under way is sent again (U37). Each request is
 * short, so that slow lines stay below the server's time limit.
 */
export function uploadRoutes(app: App, deps: Deps, webchat: Channel): void {
  const bytes = { parseAs: "buffer", bodyLimit: customerLimits.blockBytes } as const;
  app.addContentTypeParser("application/octet-stream", bytes, (_request, body, done) => done(null, body));

  app.put("/api/customer/:slug/uploads/:upload/:block", { schema: { params: UploadBlock } }, async (request, reply) => {
    const { slug, upload, block } = request.params;
    const { page, session } = await ownVisitOf(deps, request, reply, slug);
    await slowDown(deps, page.tenantId, "block", session.sessionId);
    if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new Problem("bad-input");
    const id = uploadId(deps.seal, page.tenantId, session.sessionId, upload);
    await keepBlock(deps, page.tenantId, id, block, request.body);
    return reply.code(204).send();
  });

  const params = z.object({ slug: Slug });
  const schema = { params, body: FinishUpload, response: { 200: UploadFinished } };
  app.post("/api/customer/:slug/files", { schema }, async (request, reply) => {
    const { page, session } = await ownVisitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, page.tenantId, "file", session.sessionId);
    const attachmentId = await addFile(deps, page, session, request.body);
    if (attachmentId === undefined) return { problems: [] };
    const message = { messageId: request.body.messageId, attachmentIds: [attachmentId] };
    return { problems: await settleFiles(deps, webchat, page.tenantId, message) };
  });
}
