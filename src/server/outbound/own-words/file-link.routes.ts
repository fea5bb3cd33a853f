import { z } from "zod";
import { FileLinkMade, SendFileLink } from "../../../contract/file-links.ts";
import { ConversationId } from "../../../contract/ids.ts";
import type { Deps } from "../../platform/deps.ts";
import { type App, callerOf } from "../../platform/http.ts";
import { allowed } from "../../rights/allowed.ts";
import { sendFileLink } from "./send-file-link.action.ts";

/** A file behind a link and a code: /api/conversations/:id/file-links. */
export function fileLinkRoutes(app: App, deps: Deps): void {
  app.post(
    "/api/conversations/:id/file-links",
    { schema: { params: z.object({ id: ConversationId }), body: SendFileLink, response: { 200: FileLinkMade } } },
    async (request) => {
      const caller = allowed(callerOf(request), "answer-conversations");
      return await sendFileLink(deps, caller, request.params.id, request.body);
    },
  );
}
