import { z } from "zod";
import { NoticeAnswer, NoticeSettingsChange, PublishNotice, SetupChannel } from "../../contract/setup-papers.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { listNotices } from "./list-notices.action.ts";
import { publishNotice } from "./publish-notice.action.ts";
import { saveNoticeSettings } from "./save-notice-settings.action.ts";

/** GET and PUT /api/setup/notice, POST /api/setup/notice/:channel (publish): step 3. */
export function noticeSetupRoutes(app: App, deps: Deps): void {
  const response = { 200: NoticeAnswer };

  app.get("/api/setup/notice", { schema: { response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup", "read-proofs");
    return deps.db.withTenant(caller.tenantId, (tx) => listNotices(deps, tx, caller.tenantId));
  });

  app.put("/api/setup/notice", { schema: { body: NoticeSettingsChange, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    return deps.db.withTenant(caller.tenantId, (tx) => saveNoticeSettings(deps, tx, caller.tenantId, request.body));
  });

  const params = z.object({ channel: SetupChannel });
  app.post("/api/setup/notice/:channel", { schema: { params, body: PublishNotice, response } }, async (request) => {
    const caller = allowed(callerOf(request), "manage-setup");
    return deps.db.withTenant(caller.tenantId, async (tx) => {
      await publishNotice(deps, tx, caller, request.params.channel, request.body);
      return listNotices(deps, tx, caller.tenantId);
    });
  });
}
