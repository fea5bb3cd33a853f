import { z } from "zod";
import { AuditCheck, AuditPage, AuditQuery } from "../../contract/audit.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { allowed } from "../rights/allowed.ts";
import { can } from "../rights/can.ts";
import { showAudit } from "./show-audit.action.ts";
import { verifyAudit } from "./verify-audit.action.ts";

/** The log of deeds, for the owner and the data-protection officer, and the proof that it is whole. */
export function auditRoutes(app: App, deps: Deps): void {
  app.get("/api/audit", { schema: { querystring: AuditQuery, response: { 200: AuditPage } } }, async (request) => {
    const caller = allowed(callerOf(request), "read-audit");
    const signIns = can(caller, "read-sign-ins");
    if (request.query.group === "sign-in") allowed(caller, "read-sign-ins");
    const wish = { ...request.query, signIns };
    return await deps.db.withTenant(caller.tenantId, (tx) => showAudit(tx, caller.tenantId, wish));
  });

  const checks = new Map<string, ReturnType<typeof verifyAudit>>();
  const schema = { body: z.strictObject({}), response: { 200: AuditCheck } };
  app.post("/api/audit/verify", { schema }, async (request) => {
    const { tenantId } = allowed(callerOf(request), "read-audit");
    // It reads everything: whoever asks meanwhile gets the same answer.
    const running = checks.get(tenantId) ?? verifyAudit(deps, tenantId);
    checks.set(tenantId, running);
    const { ok, entries, checkpoints, findings } = await running.finally(() => checks.delete(tenantId));
    return { ok, entries, checkpoints, findings: findings.length };
  });
}
