import type { Deps } from "../platform/deps.ts";
import { cronLine } from "../platform/jobs/cron-line.ts";
import { addJobs, type Task } from "../platform/jobs.ts";
import { createSendMail } from "../platform/network/mail.adapter.ts";
import { forEachTenant } from "../tenants/for-each-tenant.action.ts";
import { mailAmpel } from "./mail-ampel.action.ts";

/** Mondays at 05:23 (UTC), before anybody is in the office. */
export const mailAmpelCron = cronLine("23 5 * * 1", "mail-ampel", { tries: 8, within: "7d" });

/**
 * Task `mail-ampel`: {} hands out one job for each business, so that one that fails is tried again alone;
 * { tenantId } writes to that one. Without a relay nothing is sent.
 */
export function mailAmpelTask(deps: Deps): Task {
  return async ({ tenantId }) => {
    const { mail } = deps.config;
    if (mail === undefined) return;
    if (typeof tenantId === "string") {
      await mailAmpel(deps, createSendMail(mail), tenantId);
      return;
    }
    await forEachTenant(deps, { addMailAmpel });
  };
}

async function addMailAmpel(deps: Deps, tenantId: string): Promise<void> {
  const job = { task: "mail-ampel", payload: { tenantId }, key: `mail-ampel:${tenantId}` };
  await deps.db.withTenant(tenantId, (tx) => addJobs(tx, [job]));
}
