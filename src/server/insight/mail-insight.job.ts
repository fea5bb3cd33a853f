import type { Deps } from "../platform/deps.ts";
import type { Task } from "../platform/jobs.ts";
import { createSendMail } from "../platform/network/mail.adapter.ts";
import { mailInsight } from "./mail-insight.action.ts";

/** Task `mail-insight`: { tenantId, insightId }. Without a relay the screens alone tell it. */
export function mailInsightTask(deps: Deps): Task {
  return async ({ tenantId, insightId }) => {
    const { mail } = deps.config;
    if (mail === undefined) return;
    await mailInsight(deps, createSendMail(mail), String(tenantId), String(insightId));
  };
}
