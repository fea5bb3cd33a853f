import { z } from "zod";
import { ConsentQuestion } from "../../../contract/consent.ts";
import { ConversationId } from "../../../contract/ids.ts";
import type { Deps } from "../../platform/deps.ts";
import { type App, callerOf } from "../../platform/http.ts";
import { allowed } from "../../rights/allowed.ts";
import { askConsent, previewConsent } from "./ask-consent.action.ts";

const question = { params: z.object({ id: ConversationId }), response: { 200: ConsentQuestion } };

/** The question for a consent, which is a message: what it would say, and sending it. */
export function consentQuestionRoutes(app: App, deps: Deps): void {
  app.get("/api/conversations/:id/consent-question", { schema: question }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    return await deps.db.withTenant(caller.tenantId, (tx) => previewConsent(deps, tx, caller, request.params.id));
  });

  app.post("/api/conversations/:id/consent-question", { schema: question }, async (request) => {
    const caller = allowed(callerOf(request), "answer-conversations");
    const { id } = request.params;
    // A refusal is thrown after the transaction: its decision must stay.
    const { refusal } = await deps.db.withTenant(caller.tenantId, (tx) => askConsent(deps, tx, caller, id));
    if (refusal) throw refusal;
    return await deps.db.withTenant(caller.tenantId, (tx) => previewConsent(deps, tx, caller, id));
  });
}
