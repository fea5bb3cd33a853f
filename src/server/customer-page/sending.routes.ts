import { z } from "zod";
import * as contract from "../../contract/customer.ts";
import { customerLimits } from "../../contract/customer-limits.ts";
import type { Channel } from "../channels/channel.ts";
import type { Deps } from "../platform/deps.ts";
import { clientAddress } from "../platform/http/client-address.ts";
import type { App } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { addFile } from "./add-file.action.ts";
import { answerScript } from "./answer-form.action.ts";
import { cancelFile } from "./cancel-file.action.ts";
import { keepUploadBlock } from "./keep-upload-block.action.ts";
import { settleFiles } from "./settle-files.action.ts";
import { limitBlocks, slowDown } from "./slow-down.action.ts";
import { ownVisitOf, setVisitCookie, visitOf } from "./visit.adapter.ts";

const params = z.object({ slug: contract.Slug });
/** Photos come with these, over lines as slow as cellars have. */
const uploading = { upload: true } as const;

/** Files come in blocks: in a cellar the line breaks, and only the block under way is sent again (U37). */
export function sendingRoutes(app: App, deps: Deps, webchat: Channel): void {
  const sending = { params, response: { 200: contract.CustomerSent } };
  app.post("/api/customer/:slug/messages", { schema: sending, config: uploading }, async (request, reply) => {
    const visit = await visitOf(deps, request, reply, request.params.slug);
    const taken = await answerScript(deps, webchat, visit, request);
    const { secret, messageId, number, arrivedAt } = taken.received;
    if (secret !== undefined) setVisitCookie(reply, secret);
    return { messageId, number, arrivedAt: arrivedAt.toISOString(), problems: [...taken.notes] };
  });

  const bytes = { parseAs: "buffer", bodyLimit: customerLimits.blockBytes } as const;
  app.addContentTypeParser("application/octet-stream", bytes, (_request, body, done) => done(null, body));
  app.put(
    "/api/customer/:slug/uploads/:upload/:block",
    { schema: { params: contract.UploadBlock, response: { 204: z.null() } }, config: uploading },
    async (request, reply) => {
      const { page, session } = await ownVisitOf(deps, request, reply, request.params.slug);
      await slowDown(deps, page.tenantId, "block", session.sessionId);
      if (!Buffer.isBuffer(request.body) || request.body.length === 0) throw new Problem("bad-input");
      await limitBlocks(deps, page.tenantId, clientAddress(request));
      await keepUploadBlock(deps, page, session, request.params, request.body);
      return reply.code(204).send(null);
    },
  );

  const finishing = { params, body: contract.FinishUpload, response: { 200: contract.UploadFinished } };
  app.post("/api/customer/:slug/files", { schema: finishing }, async (request, reply) => {
    const { page, session } = await ownVisitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, page.tenantId, "file", session.sessionId);
    const attachmentId = await addFile(deps, page, session, request.body, clientAddress(request));
    if (attachmentId === undefined) return { problems: [] };
    const { messageId, name } = request.body;
    const message = { messageId, files: [{ attachmentId, fileName: name }] };
    return { problems: await settleFiles(deps, webchat, page.tenantId, message) };
  });

  const cancelling = { params, body: contract.FinishUpload, response: { 200: contract.UploadCancelled } };
  app.post("/api/customer/:slug/cancelled-files", { schema: cancelling }, async (request, reply) => {
    const { page, session } = await ownVisitOf(deps, request, reply, request.params.slug);
    await slowDown(deps, page.tenantId, "file", session.sessionId);
    return { arrived: await cancelFile(deps, page, session, request.body) };
  });
}
