import { z } from "zod";
import { ConsentQuestion } from "../../contract/consent.ts";
import { ConversationId } from "../../contract/ids.ts";
import type { Caller } from "../platform/caller.ts";
import type { Deps } from "../platform/deps.ts";
import { type App, callerOf } from "../platform/http.ts";
import { Problem } from "../platform/problem.ts";
import { can } from "../rights/can.ts";
import { askConsent, previewConsent } from "./ask-consent.action.ts";

const question = { params: z.object({ id: ConversationId }), response: { 200: ConsentQuestion } };

function answering(caller: Caller): Caller {
  if (!can(caller, "answer-conversations")) throw new Problem("not-allowed");
  return caller;
}

/** The question for a consent, which is a message: what it would say, and sending it. */
export function consentQuestionRoutes(app: App, deps: Deps): void {
  app.get("/api/conversations/:id/consent-question", { schema: question }, async (request) => {
    const caller = answering(callerOf(request));
    return await deps.db.withTenant(caller.tenantId, (tx) => previewConsent(deps, tx, caller, request.params.id));
  });

  app.post("/api/conversations/:id/consent-question", { schema: question }, async (request) => {
    const caller = answering(callerOf(request));
    const { id } = request.params;
    // A refusal is thrown after the transaction: its decision must stay.
    const { refusal } = await deps.db.withTenant(caller.tenantId, (tx) => askConsent(deps, tx, caller, id));
    if (refusal) throw refusal;
    return await deps.db.withTenant(caller.tenantId, (tx) => previewConsent(deps, tx, caller, id));
  });
}
